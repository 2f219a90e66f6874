import type { LogStore } from './log-store.ts';
import { LogWriter } from './log-writer.ts';

/** Whose lines stand together: each has a place, by a small number, as long as lines of it are held. */
export class LogWriters {
  readonly #store: LogStore;
  readonly #keys: ReadonlySet<number> | undefined;
  readonly #writers = new Map<number, LogWriter>();
  /** By their places; a place is free again once nothing is held of it. */
  readonly #places: (LogWriter | undefined)[] = [];
  readonly #free: number[] = [];
  /** Whose logs are forgotten, and whose lines are not all dropped. */
  readonly #left = new Set<LogWriter>();

  /** @param keys of the logs; undefined for all that there are and will be */
  constructor(store: LogStore, keys: ReadonlySet<number> | undefined) {
    this.#store = store;
    this.#keys = keys;
  }

  /** Those whose logs there are. */
  get now(): Iterable<LogWriter> {
    return this.#writers.values();
  }

  at(place: number): LogWriter | undefined {
    return this.#places[place];
  }

  /** Finds out which logs came, went on, or were forgotten. @returns whether any did */
  meet(): boolean {
    let changed = false;
    for (const writer of this.#writers.values()) {
      if (this.#store.find(writer.key) === writer.log) continue;
      this.#leave(writer);
      changed = true;
    }
    for (const key of this.#keys ?? this.#store.pids()) {
      const log = this.#store.find(key);
      if (log !== undefined && !this.#writers.has(key)) this.#enter(key, log);
      if (this.#writers.get(key)?.hasChanged === true) changed = true;
    }
    return changed;
  }

  /** Those of which lines are held that their logs no longer have. */
  withGone(): Set<LogWriter> {
    return new Set([...this.#writers.values(), ...this.#left].filter((writer) => writer.hasGone));
  }

  /** Whoever is forgotten, and has no lines here any more, leaves its place to the next. */
  freePlaces(): void {
    for (const writer of this.#left) {
      if (writer.held > 0) continue;
      this.#left.delete(writer);
      this.#places[writer.place] = undefined;
      this.#free.push(writer.place);
    }
  }

  #enter(key: number, log: NonNullable<LogWriter['log']>): void {
    const place = this.#free.pop() ?? this.#places.length;
    const writer = new LogWriter(key, place, log);
    this.#places[place] = writer;
    this.#writers.set(key, writer);
  }

  #leave(writer: LogWriter): void {
    writer.log = undefined;
    this.#writers.delete(writer.key);
    this.#left.add(writer);
  }
}
