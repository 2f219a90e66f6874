import { hostCode } from '../../vfs/host-error.ts';
import type { HostProcess } from './host-process.ts';
import { type IoTotals, parseIoTotals } from './io-totals.ts';
import { readInto } from './proc-file.ts';

/** What costs too much to be read of every process all the time. */
export interface Asked {
  readonly shared: boolean;
  readonly io: boolean;
}

const NO_RATES: Figures = { readRate: undefined, writeRate: undefined };

const scratch = Buffer.allocUnsafeSlow(1024);

/** What was found; a part that was not asked for is not there. */
export type Figures = Partial<Pick<HostProcess, 'shared' | 'readRate' | 'writeRate'>>;

/** Shared memory and the rates of input and output of one process: read for those that somebody looks at. */
export class AskedFigures {
  readonly #directory: string;
  readonly #pageSize: number;
  #shared: Figures = {};
  #rates: Figures = {};
  #sharedSweep = -1;
  #ratesSweep = -1;
  #bytes: (IoTotals & { readonly at: number }) | undefined;
  /** Files that are not for us: an error costs more than a reading. */
  readonly #refused = new Set<string>();

  constructor(directory: string, pageSize: number) {
    this.#directory = directory;
    this.#pageSize = pageSize;
  }

  /** Reads what is asked, once in a sweep. @param now a clock in milliseconds */
  read(asked: Asked, sweep: number, now: number): Figures {
    if (asked.shared && this.#sharedSweep !== sweep) {
      this.#sharedSweep = sweep;
      this.#shared = { shared: this.#readShared() };
    }
    if (asked.io && this.#ratesSweep !== sweep) {
      this.#ratesSweep = sweep;
      this.#rates = this.#readRates(now);
    }
    return { ...(asked.shared ? this.#shared : undefined), ...(asked.io ? this.#rates : undefined) };
  }

  /** Line `size resident shared text lib data dt` of pages. */
  #readShared(): number | undefined {
    const field = this.#text('statm')?.split(' ')[2];
    return field === undefined ? undefined : Number(field) * this.#pageSize;
  }

  #readRates(now: number): Figures {
    const text = this.#text('io');
    const before = this.#bytes;
    const bytes = text === undefined ? undefined : { ...parseIoTotals(text), at: now };
    this.#bytes = bytes;
    const seconds = (now - (before?.at ?? now)) / 1000;
    if (bytes === undefined || before === undefined || seconds <= 0) return NO_RATES;
    return {
      readRate: Math.max(0, bytes.read - before.read) / seconds,
      writeRate: Math.max(0, bytes.written - before.written) / seconds,
    };
  }

  #text(name: string): string | undefined {
    if (this.#refused.has(name)) return undefined;
    try {
      return scratch.toString('latin1', 0, readInto(scratch, `${this.#directory}/${name}`));
    } catch (error) {
      const code = hostCode(error);
      if (code === undefined) throw error;
      if (code === 'EACCES' || code === 'EPERM') this.#refused.add(name);
      return undefined;
    }
  }
}
