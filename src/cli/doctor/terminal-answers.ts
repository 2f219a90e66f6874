import { askTerminal, type Conversation } from '../../monitor/terminal/ask-terminal.ts';

/** What a terminal says of itself. */
export interface Answers {
  /** It answered at all. */
  readonly any: boolean;
  /** Columns that a wide letter takes there. */
  readonly wide: number | undefined;
  /** It knows synchronized output (DECSET 2026). */
  readonly synchronized: boolean;
}

/** A letter of two columns, the question where the cursor is now, and the line as it was. */
const WIDE = '\r\u6f22\u001b[6n\r\u001b[K';
/** DECRQM */
const SYNCHRONIZED = '\u001b[?2026$p';
/** DA1, which every terminal knows: its answer comes last. */
const ATTRIBUTES = '\u001b[c';
const LAST_ANSWER = /\u001b\[\?[\d;]*c/;

/** For a terminal on the other side of the world. */
const TIMEOUT_MS = 500;

/** Asks a terminal. Nobody else may read from it meanwhile. */
export async function readAnswers(terminal: Conversation): Promise<Answers> {
  const isComplete = (text: string): boolean => LAST_ANSWER.test(text);
  return parseAnswers(await askTerminal(terminal, WIDE + SYNCHRONIZED + ATTRIBUTES, isComplete, TIMEOUT_MS));
}

export function parseAnswers(text: string): Answers {
  const column = /\u001b\[\d+;(\d+)R/.exec(text)?.[1];
  // 0 is a mode that is not known, 4 one that cannot be set.
  const mode = /\u001b\[\?2026;([1-3])\$y/.exec(text);
  return { any: text !== '', wide: column === undefined ? undefined : Number(column) - 1, synchronized: mode !== null };
}
