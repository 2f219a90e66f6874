/** Whose bytes they are: the task's stdout (1) or stderr (2), or what wasitop itself says of the task (0). */
export type LogStream = 0 | 1 | 2;

/** One line of a task's output. */
export interface LogLine {
  /** Whose line it is, where lines of several stand together: the key of its log, for a task its PID. */
  readonly writer?: number;
  /** Counts from 0 for each task, without gaps, so that a reader can tell what was dropped. */
  readonly number: number;
  /** Milliseconds since 1970, of the line's first byte. */
  readonly time: number;
  readonly stream: LogStream;
  /** The line as text, without its newline; bytes that are not UTF-8 stand as U+FFFD. Control characters are kept. */
  readonly text: string;
  /** The line has no newline yet: more may follow. */
  readonly partial: boolean;
  /** The line was too long and is cut here: it goes on in the next line of its stream. */
  readonly continued?: true;
}
