import type { LogBounds } from './log-bounds.ts';
import type { LogLine } from './log-line.ts';
import type { LogPiece, LogSource, LogText } from './log-source.ts';
import type { TaskLog } from './task-log.ts';

/** One log of a store, for those who look at it. It may come later; once it is forgotten, nothing more comes. */
export class StoredLog implements LogSource {
  readonly #bounds: LogBounds;
  readonly #subscribe: (changed: () => void) => () => void;
  #log: TaskLog | undefined;
  /** What the log ended with, once it is forgotten. */
  #next = 0;
  #version = 0;

  constructor(bounds: LogBounds, log: TaskLog | undefined, subscribe: (changed: () => void) => () => void) {
    this.#bounds = bounds;
    this.#log = log;
    this.#subscribe = subscribe;
  }

  /** The log has come, or is forgotten. */
  follow(log: TaskLog | undefined): void {
    this.#next = this.next;
    this.#version = this.version + 1;
    this.#log = log;
  }

  get first(): number {
    return this.#log?.first ?? this.#next;
  }

  get next(): number {
    return this.#log?.next ?? this.#next;
  }

  get version(): number {
    return this.#version + (this.#log?.version ?? 0);
  }

  get bytes(): number {
    return this.#log?.cost ?? 0;
  }

  get mostBytes(): number {
    return Math.min(this.#bounds.bytesEach, this.#bounds.bytesInAll);
  }

  lines(from: number, to: number): readonly LogLine[] {
    return this.#log?.lines(from, to) ?? [];
  }

  pieces(from: number, to: number): Iterable<LogPiece> {
    return this.#log?.pieces(from, to) ?? [];
  }

  texts(from: number, to: number): Iterable<LogText> {
    return this.#log?.texts(from, to) ?? [];
  }

  subscribe(changed: () => void): () => void {
    return this.#subscribe(changed);
  }
}
