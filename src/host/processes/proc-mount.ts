import { type KernelUnits, readKernelUnits } from './kernel-units.ts';
import { peekText } from './proc-file.ts';
import { mostDescriptors, type Presence, StatFiles } from './stat-files.ts';
import { parseStatLine } from './stat-line.ts';
import { UserNames } from './user-names.ts';

/** A mounted /proc, and what is needed to understand it. */
export class ProcMount implements Disposable {
  readonly path: string;
  readonly units: KernelUnits;
  readonly users: UserNames;
  readonly files: StatFiles;

  /**
   * @param root stands in for `/`
   * @param descriptors that may be kept open
   */
  constructor(root: string, descriptors?: number) {
    this.path = `${root}/proc`;
    this.units = readKernelUnits(this.path);
    this.users = new UserNames(root);
    this.files = new StatFiles(descriptors ?? mostDescriptors(this.path));
  }

  /** Milliseconds since 1970. */
  startedAt(startTicks: number): number {
    return Math.round(this.units.bootedAt + (startTicks * 1000) / this.units.ticksPerSecond);
  }

  /** Milliseconds that a process is old now; undefined where the kernel does not tell how long it is up. */
  age(startTicks: number): number | undefined {
    const up = Number.parseFloat(peekText(`${this.path}/uptime`) ?? '');
    return Number.isNaN(up) ? undefined : 1000 * (up - startTicks / this.units.ticksPerSecond);
  }

  /** Whether a process that is not watched is there, asked of the kernel now. */
  presence(pid: number, startedAt: number): Presence {
    const found = this.files.load(`${this.path}/${pid}/stat`, -1);
    if (found !== 'loaded') return found;
    const line = parseStatLine(this.files.bytes, this.files.length);
    return line !== undefined && this.startedAt(line.startTicks) === startedAt ? 'there' : 'gone';
  }

  [Symbol.dispose](): void {
    this.files[Symbol.dispose]();
  }
}
