import { existsSync } from 'node:fs';
import { KeptFile } from './kept-file.ts';
import { type Counters, Rates } from './rates.ts';

/** Bytes a second over all disks that are counted. */
export interface DiskRates {
  readonly read: number;
  readonly written: number;
}

/** The kernel counts in these, whatever the disk's own sectors are. */
const SECTOR_BYTES = 512;
const VIRTUAL = /^(?:loop|ram|zram|dm-|md|nbd)\d/;
/** `sda1`, `vdb2`, `nvme0n1p3`, `mmcblk0p1`. */
const PARTITION = /^(?:(?:[shv]|xv)d[a-z]+\d+|.*\dp\d+)$/;

/**
 * What goes to and from the disks. Each byte is counted once, by the hardware: not by partitions, device-mapper and RAID devices,
 * loops and RAM disks, which hand on to it or to nothing.
 */
export class Disks implements Disposable {
  readonly #file: KeptFile;
  readonly #blocks: string;
  readonly #rates: Rates;
  #names = '';
  #counted: ReadonlySet<string> = new Set();

  constructor(root: string, now: () => number) {
    this.#file = new KeptFile(`${root}/proc/diskstats`);
    this.#blocks = `${root}/sys/block`;
    this.#rates = new Rates(now);
    this.read();
  }

  /** @returns undefined on another system, and where there is no disk */
  read(): DiskRates | undefined {
    const text = this.#file.read();
    if (text === undefined) return undefined;
    const all = parseDisks(text);
    this.#choose([...all.keys()]);
    if (this.#counted.size === 0) return undefined;
    const [read, written] = this.#rates.update(new Map([...all].filter(([name]) => this.#counted.has(name))));
    return { read, written };
  }

  /** What a disk is does not change while it is there: it is asked when one comes or goes. */
  #choose(names: readonly string[]): void {
    const key = names.join(' ');
    if (key === this.#names) return;
    this.#names = key;
    const hardware = names.filter((name) => existsSync(`${this.#blocks}/${name.replaceAll('/', '!')}/device`));
    this.#counted = new Set(hardware.length > 0 ? hardware : names.filter(isByName));
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

/** Where /sys does not say what is a disk, its name has to. */
function isByName(name: string): boolean {
  return !VIRTUAL.test(name) && !PARTITION.test(name);
}

/** Lines `254 0 vda reads merged sectors ms writes merged sectors ...`. */
function parseDisks(text: string): Map<string, Counters> {
  const found = new Map<string, Counters>();
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    const name = fields[2];
    if (name === undefined) continue;
    found.set(name, [Number(fields[5] ?? 0) * SECTOR_BYTES, Number(fields[9] ?? 0) * SECTOR_BYTES]);
  }
  return found;
}
