import type { Block } from './log-blocks.ts';
import type { LogStream } from './log-line.ts';

/** How the last line of a run came to its end: by its newline, cut because it was too long, or by the end of its task. */
export type LineEnd = 'whole' | 'cut' | 'ended';

/** Lines that follow each other, of one stream and one millisecond. Text is made of them when somebody looks. */
export interface Run {
  /** Of its first line. */
  readonly number: number;
  readonly lines: number;
  readonly stream: LogStream;
  readonly time: number;
  /** Where its bytes are: each line with its newline. Undefined while it is one line that is not complete. */
  readonly block: Block | undefined;
  readonly start: number;
  readonly end: number;
  /** Where it is not `whole`, it is of one line, and the newline behind that is ours. */
  readonly lineEnd: LineEnd;
}

/** Lines as text, without their newlines. */
export function textsOf(bytes: Buffer): string[] {
  const lines = bytes.toString('utf8', 0, bytes.length - 1).split('\n');
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
