import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Outcome } from './hostile.ts';
import { hostileOf, type Named } from './hostile-modules.ts';
import { WatchedProcess } from './watched-process.ts';

/** Milliseconds that a task may run past its time limit, and that a ticker may be held up. */
export interface Patience {
  readonly late: number;
  readonly heldUp: number;
}

/** A module that harmed a neighbour, or ran when one was harmed. */
export interface Found {
  readonly seed: number;
  readonly kind: string;
  readonly what: string;
  /** Where it was saved; undefined where nothing happened when it ran alone. */
  readonly file: string | undefined;
  /** False for a delay that did not come again: the machine was busy. */
  readonly counts: boolean;
}

/** What was seen while a module ran. */
interface Seen {
  /** What must not happen, however busy the machine is. */
  readonly harm: readonly string[];
  readonly delays: readonly string[];
}

/** What all modules together came to. */
export interface Figures {
  readonly modules: number;
  /** Of them: how many ran, rather than being refused before. */
  readonly started: number;
  readonly processes: number;
  /** The longest of all, in milliseconds. */
  readonly worst: Patience;
  /** Bytes resident at the most. */
  readonly peak: number;
}

/** Tries that a suspect gets alone. What a busy machine held up is seen in each of them, if it was the module. */
const TRIES_ALONE = 3;

/**
 * Runs hostile modules, several at a time, beside tickers in one process. Where harm is done, all that ran then are suspects; each
 * of them runs again with the tickers alone.
 */
export class Campaign implements Disposable {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wasitop-neighbours-'));
  readonly #atATime: number;
  readonly #patience: Patience;
  readonly #suspects = new Map<number, Seen>();
  readonly #figures = { modules: 0, started: 0, processes: 0, worst: { late: 0, heldUp: 0 }, peak: 0 };
  #process: Promise<WatchedProcess> | undefined;

  constructor(atATime: number, patience: Patience) {
    this.#atATime = atATime;
    this.#patience = patience;
  }

  get figures(): Figures {
    return this.#figures;
  }

  /**
   * @param until after which no other begins, of `performance.now()`
   * @returns suspects, as soon as each of them has run alone
   */
  async *run(seeds: Iterable<number>, until = Number.POSITIVE_INFINITY): AsyncGenerator<Found> {
    const left = seeds[Symbol.iterator]();
    const work = async () => {
      for (let next = left.next(); !next.done && performance.now() < until; next = left.next())
        await this.#tryBesideOthers(next.value);
    };
    await Promise.all(Array.from({ length: this.#atATime }, work));
    await this.#endProcess();
    for (const [seed, seen] of this.#suspects) yield await this.#tryAlone(seed, seen);
    this.#suspects.clear();
    await this.#endProcess();
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async #tryBesideOthers(seed: number): Promise<void> {
    this.#figures.modules++;
    const seen = await this.#try(seed, hostileOf(seed));
    if (textOf(seen) !== '') this.#suspects.set(seed, seen);
  }

  async #tryAlone(seed: number, before: Seen): Promise<Found> {
    const hostile = hostileOf(seed);
    const { kind } = hostile;
    let seen = before;
    for (let left = TRIES_ALONE; left > 0; left--) {
      seen = await this.#try(seed, hostile);
      if (seen.harm.length > 0) break;
      if (seen.delays.length === 0)
        return { seed, kind, what: textOf(before), file: undefined, counts: before.harm.length > 0 };
    }
    return { seed, kind, what: textOf(seen), file: save(seed, hostile), counts: true };
  }

  async #try(seed: number, hostile: Named): Promise<Seen> {
    this.#process ??= this.#startProcess();
    const watched = await this.#process;
    const seen = await this.#look(watched, seed, hostile);
    // Who sees the harm first ends the process: a neighbour that is gone would be missed by all that follow.
    if (seen.harm.length > 0 && (await this.#process) === watched) await this.#endProcess();
    return seen;
  }

  async #look(watched: WatchedProcess, seed: number, hostile: Named): Promise<Seen> {
    try {
      const outcome = await this.#runIn(watched, seed, hostile);
      return { harm: outcome.harm, delays: this.#delaysOf(outcome) };
    } catch (error) {
      return { harm: [error instanceof Error ? error.message : String(error)], delays: [] };
    }
  }

  #delaysOf({ late, heldUp, end }: Outcome): string[] {
    const { worst } = this.#figures;
    this.#figures.worst = { late: Math.max(worst.late, late), heldUp: Math.max(worst.heldUp, heldUp) };
    if (!end.startsWith('not loaded')) this.#figures.started++;
    const delays = [];
    if (late > this.#patience.late) delays.push(`it ended ${late.toFixed(0)} ms after its time limit`);
    if (heldUp > this.#patience.heldUp) delays.push(`a ticker was held up for ${heldUp.toFixed(0)} ms`);
    return delays;
  }

  async #runIn(watched: WatchedProcess, id: number, { bytes, entry, bounds }: Named): Promise<Outcome> {
    const file = path.join(this.#folder, `${id}.wasm`);
    fs.writeFileSync(file, bytes);
    try {
      return await watched.run({ id, file, entry, bounds });
    } finally {
      fs.rmSync(file);
    }
  }

  #startProcess(): Promise<WatchedProcess> {
    this.#figures.processes++;
    return WatchedProcess.start(path.join(this.#folder, 'compiled'));
  }

  async #endProcess(): Promise<void> {
    const ending = this.#process;
    this.#process = undefined;
    const watched = await ending;
    if (watched === undefined) return;
    this.#figures.peak = Math.max(this.#figures.peak, watched.peak);
    watched[Symbol.dispose]();
  }
}

const textOf = ({ harm, delays }: Seen): string => [...new Set([...harm, ...delays])].join('; ');

/** For whoever looks for the reason. */
function save(seed: number, { bytes }: Named): string {
  const file = path.join(os.tmpdir(), `wasitop-neighbour-${seed}.wasm`);
  fs.writeFileSync(file, bytes);
  return file;
}
