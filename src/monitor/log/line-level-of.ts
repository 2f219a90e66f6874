import { type Level, lineLevel } from '../../logs/line-level.ts';
import type { LogStream } from '../../logs/log-line.ts';

/** What wasitop says of a task that failed. */
const FAILURE = /^(?:trap|limit|signal|exit [1-9]|cannot|failed|fault)\b/;

/** How grave a line is. One that does not say so itself is taken for a warning where it came by stderr. */
export function levelOfLine(text: string, stream: LogStream): Level {
  const said = lineLevel(text);
  if (said !== undefined) return said;
  if (stream === 0) return FAILURE.test(text) ? 'error' : 'info';
  return stream === 2 ? 'warn' : 'info';
}
