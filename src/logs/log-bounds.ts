import { LOG_BYTES, LOG_BYTES_IN_ALL, LOG_LINES } from '../base/limits.ts';

/** What logs may take. */
export interface LogBounds {
  /** Lines that each log keeps. */
  readonly linesEach: number;
  /** Bytes of memory that each log may take. */
  readonly bytesEach: number;
  /** Bytes of memory that all logs may take together. */
  readonly bytesInAll: number;
}

export const LOG_BOUNDS: LogBounds = {
  linesEach: LOG_LINES,
  bytesEach: LOG_BYTES,
  bytesInAll: LOG_BYTES_IN_ALL,
};
