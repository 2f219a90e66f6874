import type { LogLine, LogStream } from './log-line.ts';

/** Lines that can be looked at by their numbers, whoever wrote them: those from `first` to `next - 1` are kept, without gaps. */
export interface LogSource {
  /** The number of the oldest line that is kept: as many were dropped before it. */
  readonly first: number;
  /** The number that the next line will have. */
  readonly next: number;
  /** Counts all changes: lines that were added, went on, or were dropped. */
  readonly version: number;
  /** Bytes of memory that the lines take, and the most that they may take. */
  readonly bytes: number;
  readonly mostBytes: number;
  /** Lines from a number up to another one, without it, as far as they are kept. Text is made of these alone. */
  lines(from: number, to: number): readonly LogLine[];
  /** The same lines as bytes, for whoever looks through many. What is given is valid until the source changes. */
  pieces(from: number, to: number): Iterable<LogPiece>;
  /** The same bytes in larger pieces, for whoever does not ask who wrote a line, and when. Each is valid until the next one is asked for. */
  texts(from: number, to: number): Iterable<LogText>;
  /** Calls `changed` when anything changed, at most once a turn of the event loop. @returns a function that ends it. */
  subscribe(changed: () => void): () => void;
}

/** Lines that follow each other. */
export interface LogText {
  /** Of its first line. */
  readonly number: number;
  readonly lines: number;
  /** Each line with its newline; one that is not finished yet has none, and is alone in its piece. */
  readonly bytes: Buffer;
}

/** Those of one writer, one stream, and one millisecond. */
export interface LogPiece extends LogText {
  /** Whose they are, where lines of several stand together: the key of its log. */
  readonly writer: number | undefined;
  readonly stream: LogStream;
  readonly time: number;
}
