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
  readonly indent: number;
  readonly lines: number;
  /** Lines before this one are shown for the sake of what passed before the group. */
  readonly contextTo: number;
  readonly isIn: boolean;
  readonly isOut: boolean;
  readonly isGrave: boolean;
}

interface Passed {
  readonly group: Group | undefined;
  /** The first line that is shown for the sake of the group alone. */
  readonly shownFrom: number;
  /** Lines before this one are shown for the sake of the one that passed before. */
  readonly contextTo: number;
}

/** Takes the lines that pass: those with the one pattern, without the other one, and grave enough. */
export class Passing implements Judge<Passed, LogPiece> {
  state: Passed = { group: undefined, shownFrom: 0, contextTo: 0 };
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
    const { group: before, shownFrom, contextTo } = this.state;
    const goesOn = before !== undefined && before.writer === piece.writer && belongsTo(before, text);
    const group = this.#grown(goesOn ? before : undefined, number, text, piece);
    const passed = goesOn && this.#passes(before);
    if (this.#passes(group)) {
      const from = passed ? number : group.number;
      const first = this.#take(from, number, taken);
      this.state = { group, shownFrom: passed ? shownFrom : first, contextTo: number + 1 + this.#wanted.context };
    } else {
      if (passed) this.#takeBack(group, shownFrom, number, taken);
      else if (number < contextTo) taken.push(number);
      this.state = { group, shownFrom, contextTo: passed ? group.contextTo : contextTo };
    }
  }

  /** What was shown for the sake of a group that does not pass after all; lines around what passed before it stay. */
  #takeBack(group: Group, shownFrom: number, number: number, taken: LineNumbers): void {
    taken.cutFrom(shownFrom);
    for (let line = shownFrom; line <= number && line < group.contextTo; line++) taken.push(line);
  }

  #grown(group: Group | undefined, number: number, text: string, { writer, stream }: LogPiece): Group {
    const { in: wanted, out: unwanted } = this.#wanted;
    const isGrave =
      this.#least === 0 ||
      group?.isGrave === true ||
      // What goes on with a line has no level of its own.
      (group === undefined && LEVELS.indexOf(levelOfLine(text, stream)) >= this.#least);
    return {
      number: group?.number ?? number,
      writer,
      previous: text,
      indent: group?.indent ?? indentOf(text),
      lines: 1 + (group?.lines ?? 0),
      contextTo: group?.contextTo ?? this.state.contextTo,
      isIn: wanted === undefined || group?.isIn === true || wanted.test(text),
      isOut: unwanted !== undefined && (group?.isOut === true || unwanted.test(text)),
      isGrave,
    };
  }

  #passes({ isIn, isOut, isGrave }: Group): boolean {
    return isIn && !isOut && isGrave;
  }

  /** With what stands before the first one, as far as it is not there yet. @returns the first that was not there */
  #take(from: number, to: number, taken: LineNumbers): number {
    const last = taken.at(taken.count - 1) ?? -1;
    const first = Math.max(last + 1, from - this.#wanted.context, 0);
    for (let number = first; number <= to; number++) taken.push(number);
    return first;
  }
}

/** Longer groups are none: then lines begin with blanks for another reason. */
const MOST_LINES = 1_000;

/** Whether a line goes on with a group. Indented lines do so only if they are indented deeper than its first one: columns may be too. */
function belongsTo({ indent, lines, previous }: Group, text: string): boolean {
  if (lines >= MOST_LINES || !continues(text, previous)) return false;
  const own = indentOf(text);
  return own === 0 || own > indent;
}

function indentOf(text: string): number {
  let indent = 0;
  while (text.charCodeAt(indent) === BLANK || text.charCodeAt(indent) === TAB) indent++;
  return indent;
}

const BLANK = 0x20;
const TAB = 0x09;
