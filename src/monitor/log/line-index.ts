import { NEWLINE } from '../../logs/find-lines.ts';
import type { LogSource, LogText } from '../../logs/log-source.ts';
import { LineNumbers } from './line-numbers.ts';

/** Decides which lines of a log are taken. It is given them in their order. */
export interface Judge<State, Piece extends LogText = LogText> {
  /** What it remembers of the lines so far; whoever has it can go back to there. */
  state: State;
  /** Lines in the pieces in which it wants to see them. */
  piecesOf(source: LogSource, from: number, to: number): Iterable<Piece>;
  judge(piece: Piece, taken: LineNumbers): void;
}

/** Lines that are looked at between two looks at the clock. */
const LINES_AT_A_TIME = 2_000;

/** Lines at the end, behind one that is not finished, which are looked at again until it is. */
const MOST_OPEN = 200;

/** Lines from the end at most where one that was not finished is looked at once more when it is, with all that is behind it. */
const MOST_BACK = 20_000;

/** Where whoever has it can go back to: a line, and what the judge knew before it. */
interface Settled<State> {
  readonly number: number;
  readonly state: State;
}

/** The numbers of those lines of a log that a judge takes. A long log is looked through piece by piece, so that keys and frames go on. */
export class LineIndex<State = unknown, Piece extends LogText = LogText> {
  readonly #source: LogSource;
  readonly #judge: Judge<State, Piece>;
  readonly #taken = new LineNumbers();
  /** The line from which on nothing is settled, and what the judge knew before it. */
  #next: number;
  #state: State;
  /** Lines that were not finished when those behind them were settled. */
  #unfinished: Settled<State>[] = [];
  #version = -1;
  #isThrough = false;

  constructor(source: LogSource, judge: Judge<State, Piece>) {
    this.#source = source;
    this.#judge = judge;
    this.#next = source.first;
    this.#state = judge.state;
  }

  /** Numbers of the lines that were taken so far. */
  get taken(): LineNumbers {
    return this.#taken;
  }

  /** How far it is, from 0 to 1. */
  get progress(): number {
    const { first, next } = this.#source;
    return this.complete ? 1 : Math.max(0, this.#next - first) / Math.max(1, next - first);
  }

  /** How many lines are yet to be looked at. */
  get left(): number {
    return this.#source.next - Math.max(this.#next, this.#source.first);
  }

  /** All lines that there were at some time were looked at. */
  get isThrough(): boolean {
    return this.#isThrough;
  }

  /** All lines that there are were looked at. */
  get complete(): boolean {
    return this.#version === this.#source.version;
  }

  /** Looks on, until a time of `performance.now()` at most. */
  work(until: number): void {
    if (this.complete) return;
    const { version, first } = this.#source;
    this.#taken.dropBefore(first);
    do {
      if (!this.#lookOn(until)) return;
    } while (this.#goBack());
    this.#version = version;
  }

  /** @returns whether it came to the end */
  #lookOn(until: number): boolean {
    this.#taken.cutFrom(this.#next);
    this.#next = Math.max(this.#next, this.#source.first);
    this.#judge.state = this.#state;
    let at = this.#next;
    while (at < this.#source.next) {
      at = this.#look(at);
      if (performance.now() > until && at < this.#source.next) return false;
    }
    this.#isThrough = true;
    return true;
  }

  /** To the first line that is finished by now. @returns whether there is one */
  #goBack(): boolean {
    const least = Math.max(this.#source.first, this.#source.next - MOST_BACK);
    this.#unfinished = this.#unfinished.filter(({ number }) => number >= least);
    const at = this.#unfinished.findIndex(({ number }) => this.#isFinished(number));
    const [finished] = at < 0 ? [] : this.#unfinished.splice(at);
    if (finished === undefined) return false;
    this.#next = finished.number;
    this.#state = finished.state;
    return true;
  }

  #isFinished(number: number): boolean {
    for (const piece of this.#source.texts(number, number + 1)) return !isOpen(piece);
    return false;
  }

  #look(from: number): number {
    const { next } = this.#source;
    const to = Math.min(next, from + LINES_AT_A_TIME);
    let settled = from === this.#next;
    for (const piece of this.#judge.piecesOf(this.#source, from, to)) {
      if (settled && isOpen(piece)) {
        settled = next - piece.number > MOST_OPEN;
        if (settled) this.#unfinished.push({ number: piece.number, state: this.#judge.state });
        else this.#settle(piece.number);
      }
      this.#judge.judge(piece, this.#taken);
    }
    if (settled) this.#settle(to);
    return to;
  }

  #settle(next: number): void {
    this.#next = next;
    this.#state = this.#judge.state;
  }
}

function isOpen({ bytes }: LogText): boolean {
  return bytes[bytes.length - 1] !== NEWLINE;
}
