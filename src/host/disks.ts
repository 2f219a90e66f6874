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
    const lines = text.split('\n').filter((line) => line !== '');
    const names = lines.map(nameOf);
    this.#choose(names);
    if (this.#counted.size === 0) return undefined;
    const counters = new Map<string, Counters>();
    for (const [index, name] of names.entries()) {
      if (this.#counted.has(name)) counters.set(name, parseCounters(lines[index] ?? ''));
    }
    const [read, written] = this.#rates.update(counters);
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

/** Of a line ` 254       0 vda reads merged sectors ms writes merged sectors ...`. */
function nameOf(line: string): string {
  return /^\s*\d+\s+\d+\s+(\S+)/.exec(line)?.[1] ?? '';
}

function parseCounters(line: string): Counters {
  const fields = line.trim().split(/\s+/);
  return [Number(fields[5] ?? 0) * SECTOR_BYTES, Number(fields[9] ?? 0) * SECTOR_BYTES];
}
