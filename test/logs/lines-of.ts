import type { LogLine } from '../../src/logs/log-line.ts';
import type { LogStore } from '../../src/logs/log-store.ts';

/** All lines that a log keeps. */
export function linesOf(store: LogStore, pid = 2): readonly LogLine[] {
  return store.source(pid).lines(0, Number.POSITIVE_INFINITY);
}
