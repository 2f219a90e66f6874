import type { LogSource } from './log-source.ts';

/** A log without any lines. */
export const NO_LOG: LogSource = {
  first: 0,
  next: 0,
  version: 0,
  bytes: 0,
  mostBytes: 0,
  lines: () => [],
  pieces: () => [],
  texts: () => [],
  subscribe: () => () => {},
};
