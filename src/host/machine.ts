import { hostname, loadavg, uptime } from 'node:os';
import { Cgroup } from './cgroup.ts';
import { type CoreStats, Cores } from './cores.ts';
import { type DiskRates, Disks } from './disks.ts';
import { KeptFile } from './kept-file.ts';
import { Memory, type MemoryStats } from './memory.ts';
import { Network, type NetworkRates } from './network.ts';
import { type Pressure, PressureFiles } from './pressure.ts';

/** The host as the header shows it. What a system does not tell is undefined. */
export interface MachineStats extends CoreStats, MemoryStats {
  /** Load over 1, 5 and 15 minutes. */
  readonly load: readonly [one: number, five: number, fifteen: number];
  readonly hostname?: string;
  /** Seconds since the machine started. */
  readonly uptime?: number;
  /** In a container its own. */
  readonly pressure?: Pressure | undefined;
  /** In a container its own. */
  readonly network?: NetworkRates | undefined;
  readonly disk?: DiskRates | undefined;
}

/** Reads the host's meters, each file once a reading and by a descriptor that is kept. */
export class Machine implements Disposable {
  readonly #open = new DisposableStack();
  readonly #cores: Cores;
  readonly #memory: Memory;
  readonly #pressure: PressureFiles;
  readonly #network: Network;
  readonly #disks: Disks;
  readonly #uptime: KeptFile;

  /**
   * @param root stands in for `/`, for tests
   * @param now a clock in milliseconds
   */
  constructor(root = '', now: () => number = () => performance.now()) {
    const cgroup = this.#open.use(new Cgroup(root));
    this.#cores = this.#open.use(new Cores(root, cgroup, now));
    this.#memory = this.#open.use(new Memory(root, cgroup));
    this.#pressure = this.#open.use(new PressureFiles(root, cgroup.pressured()));
    this.#network = this.#open.use(new Network(root, now));
    this.#disks = this.#open.use(new Disks(root, now));
    this.#uptime = this.#open.use(new KeptFile(`${root}/proc/uptime`));
  }

  /** Fractions and rates are over the time since the last reading. */
  read(): MachineStats {
    const [one = 0, five = 0, fifteen = 0] = loadavg();
    return {
      ...this.#cores.read(),
      ...this.#memory.read(),
      load: [one, five, fifteen],
      hostname: hostname(),
      uptime: Number.parseFloat(this.#uptime.read() ?? '') || uptime(),
      pressure: this.#pressure.read(),
      network: this.#network.read(),
      disk: this.#disks.read(),
    };
  }

  [Symbol.dispose](): void {
    this.#open.dispose();
  }
}
