import { lineText } from '../draw/log/line-text.ts';
import { type CopyMode, endsOf } from './copy-mode.ts';
import { letterAt, letterEnd } from './letters.ts';
import type { LogView } from './log-view.ts';

/** Terminals and multiplexers cut an OSC 52 of more than 100,000 bytes, or pass over it: it takes four for each three of the text. */
const MOST_BYTES = 74_994;

/** Lines that are made at a time. */
const LINES_AT_A_TIME = 500;

/** A text for the clipboard, and how much it is. */
export interface Copied {
  readonly text: string;
  readonly lines: number;
}

/** What is selected, as it is shown: without colours, times and writers. @returns 'large' where no terminal would take it, undefined for nothing */
export function copiedText(log: LogView, copy: CopyMode): Copied | 'large' | undefined {
  const [first, last] = endsOf(copy) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const { look, format } = log;
  const [from, to] = [look.indexOf(first.number), look.indexOf(last.number)];
  const texts: string[] = [];
  let bytes = 0;
  for (let index = from; index <= to; index += LINES_AT_A_TIME) {
    for (const line of look.lines(index, Math.min(LINES_AT_A_TIME, to + 1 - index))) {
      const text = lineText(line, format);
      const end = copy.by === 'letters' && line.number === last.number ? letterEnd(text, last.at) : text.length;
      const start = copy.by === 'letters' && line.number === first.number ? letterAt(text, first.at) : 0;
      texts.push(text.slice(start, end));
      bytes += Buffer.byteLength(texts.at(-1) ?? '') + 1;
    }
    if (bytes - 1 > MOST_BYTES) return 'large';
  }
  return { text: texts.join('\n'), lines: texts.length };
}
