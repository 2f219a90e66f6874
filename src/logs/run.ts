import type { Block } from './log-blocks.ts';
import type { LogStream } from './log-line.ts';

/** About what a run costs beside its bytes. */
export const RUN_BYTES = 128;

/** Lines that follow each other, of one stream and one millisecond. Text is made of them when somebody looks. */
export interface Run {
  /** Of its first line. */
  number: number;
  lines: number;
  readonly stream: LogStream;
  readonly time: number;
  /** Where its bytes are: each line with its newline. Undefined while it is one line that is not complete. */
  block: Block | undefined;
  start: number;
  end: number;
  /** Its one line was cut, or the task ended in it: the newline behind it is ours. */
  unfinished: boolean;
}

/** The lines of a piece of a block as text, without their newlines. */
export function textsOf(block: Block, start: number, end: number): string[] {
  const lines = block.bytes.toString('utf8', start, end - 1).split('\n');
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
