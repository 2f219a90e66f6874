import { continues } from '../../logs/continuation.ts';
import { LEVELS, type Level } from '../../logs/line-level.ts';
import type { LogPiece, LogSource } from '../../logs/log-source.ts';
import type { Judge } from './line-index.ts';
import { levelOfLine } from './line-level-of.ts';
import type { LineNumbers } from './line-numbers.ts';
import type { LogPattern } from './pattern.ts';
import { textsOfPiece } from './piece-texts.ts';

/** What a line has to be like to be shown. */
export interface Wanted {
  readonly in: LogPattern | undefined;
  readonly out: LogPattern | undefined;
  readonly level: Level | undefined;
  /** Lines around it that are shown as well. */
  readonly context: number;
}

/** A line with those that go on with it, such as a stack trace: they are shown together, or not at all. */
interface Group {
  readonly number: number;
  readonly writer: number | undefined;
  readonly previous: string;
  readonly isIn: boolean;
  readonly isOut: boolean;
  readonly isGrave: boolean;
}

interface Passed {
  readonly group: Group | undefined;
  /** Lines before this one are shown for the sake of the one that passed before. */
  readonly contextTo: number;
}

/** Takes the lines that pass: those with the one pattern, without the other one, and grave enough. */
export class Passing implements Judge<Passed, LogPiece> {
  state: Passed = { group: undefined, contextTo: 0 };
  readonly #wanted: Wanted;
  readonly #least: number;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
    this.#least = wanted.level === undefined ? 0 : LEVELS.indexOf(wanted.level);
  }

  piecesOf(source: LogSource, from: number, to: number): Iterable<LogPiece> {
    return source.pieces(from, to);
  }

  judge(piece: LogPiece, taken: LineNumbers): void {
    for (const [index, text] of textsOfPiece(piece).entries()) this.#line(piece.number + index, text, piece, taken);
  }

  #line(number: number, text: string, piece: LogPiece, taken: LineNumbers): void {
    const { group: before } = this.state;
    const goesOn = before !== undefined && before.writer === piece.writer && continues(text, before.previous);
    const group = this.#grown(goesOn ? before : undefined, number, text, piece);
    const passed = goesOn && this.#passes(before);
    const passes = this.#passes(group);
    if (passes) this.#take(passed ? number : group.number, number, taken);
    else if (passed) taken.cutFrom(group.number);
    else if (number < this.state.contextTo) taken.push(number);
    const contextTo = passes ? number + 1 + this.#wanted.context : this.state.contextTo;
    this.state = { group, contextTo };
  }

  #grown(group: Group | undefined, number: number, text: string, { writer, stream }: LogPiece): Group {
    const { in: wanted, out: unwanted } = this.#wanted;
    const isGrave =
      this.#least === 0 ||
      group?.isGrave === true ||
      // What goes on with a line has no level of its own, unless it says one.
      (group === undefined && LEVELS.indexOf(levelOfLine(text, stream)) >= this.#least);
    return {
      number: group?.number ?? number,
      writer,
      previous: text,
      isIn: wanted === undefined || group?.isIn === true || wanted.test(text),
      isOut: unwanted !== undefined && (group?.isOut === true || unwanted.test(text)),
      isGrave,
    };
  }

  #passes({ isIn, isOut, isGrave }: Group): boolean {
    return isIn && !isOut && isGrave;
  }

  /** With what stands before the first one, as far as it is not there yet. */
  #take(from: number, to: number, taken: LineNumbers): void {
    const last = taken.at(taken.count - 1) ?? -1;
    for (let number = Math.max(last + 1, from - this.#wanted.context, 0); number <= to; number++) taken.push(number);
  }
}
