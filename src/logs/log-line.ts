/** One line of a task's output. */
export interface LogLine {
  /** Whose line it is, where lines of several tasks stand together. */
  readonly pid?: number;
  /** Counts from 0 for each task, without gaps, so that a reader can tell what was dropped. */
  readonly number: number;
  /** Milliseconds since 1970, of the line's first byte. */
  readonly time: number;
  readonly stream: 1 | 2;
  /** The line as text, without its newline; bytes that are not UTF-8 stand as U+FFFD. Control characters are kept. */
  readonly text: string;
  /** The line has no newline yet: more may follow. */
  readonly partial: boolean;
}
