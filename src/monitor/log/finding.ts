import { LEVELS } from '../../logs/line-level.ts';
import type { LogPiece, LogSource, LogText } from '../../logs/log-source.ts';
import type { Judge } from './line-index.ts';
import { levelOfLine } from './line-level-of.ts';
import type { LineNumbers } from './line-numbers.ts';
import type { LogPattern } from './pattern.ts';
import { textsOfPiece } from './piece-texts.ts';

/** Takes the lines that have a text. */
export class Matching implements Judge<undefined> {
  readonly state = undefined;
  readonly #pattern: LogPattern;

  constructor(pattern: LogPattern) {
    this.#pattern = pattern;
  }

  piecesOf(source: LogSource, from: number, to: number): Iterable<LogText> {
    return source.texts(from, to);
  }

  judge(piece: LogText, taken: LineNumbers): void {
    for (const number of this.#pattern.linesIn(piece)) taken.push(number);
  }
}

const GRAVE = LEVELS.indexOf('error');

/** Takes the lines that tell of an error. */
export class Failing implements Judge<undefined, LogPiece> {
  readonly state = undefined;

  piecesOf(source: LogSource, from: number, to: number): Iterable<LogPiece> {
    return source.pieces(from, to);
  }

  judge(piece: LogPiece, taken: LineNumbers): void {
    for (const [index, text] of textsOfPiece(piece).entries())
      if (LEVELS.indexOf(levelOfLine(text, piece.stream)) >= GRAVE) taken.push(piece.number + index);
  }
}
