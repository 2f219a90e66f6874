import { LogStore } from '../../src/logs/log-store.ts';

/** A log of so many lines of 80 bytes, so many of them a millisecond, by so many writers in turn. */
export function filledLog(lines: number, together: number, writers = 1): LogStore {
  const store = new LogStore();
  for (let line = 0; line < lines; line += together) {
    const texts = Array.from({ length: together }, (_, index) => lineOf(line + index));
    store.append((line / together) % writers, 1, line / together, Buffer.from(texts.join('')));
  }
  return store;
}

function lineOf(line: number): string {
  return `2026-01-02T03:04:05.678Z INFO request ${line} took ${line % 97} ms`.padEnd(79, '.').concat('\n');
}
