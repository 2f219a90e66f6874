import type { StatFiles } from './stat-files.ts';

const [ZERO, NINE] = [48, 57];

/**
 * How long a process of one thread has run, as the scheduler counts it (proc_pid_schedstat(5)). To ask for that is half the work of reading
 * its stat file; and what has not run is as it was, but for what others do to it.
 */
export class RunCounter implements Disposable {
  readonly #files: StatFiles;
  readonly #path: string;
  readonly #fd: number;
  /** Nanoseconds. */
  #ran: number | undefined;

  /** Counts nothing where there are too many open files, or the kernel does not count. */
  constructor(files: StatFiles, directory: string) {
    this.#files = files;
    this.#path = `${directory}/schedstat`;
    this.#fd = files.openKept(this.#path);
    this.#ran = this.#read();
  }

  /** Whether it has run since the last time, or may have. */
  hasRun(): boolean {
    const ran = this.#read();
    const same = ran !== undefined && ran === this.#ran;
    this.#ran = ran;
    return !same;
  }

  [Symbol.dispose](): void {
    this.#files.close(this.#fd);
  }

  #read(): number | undefined {
    if (this.#fd < 0 || this.#files.load(this.#path, this.#fd) !== 'loaded') return undefined;
    const { bytes, length } = this.#files;
    let value = 0;
    for (let at = 0; at < length; at++) {
      const digit = bytes[at] ?? 0;
      if (digit < ZERO || digit > NINE) break;
      value = value * 10 + digit - ZERO;
    }
    return value;
  }
}
