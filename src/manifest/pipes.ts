import { didYouMean } from '../base/nearest.ts';
import type { RawEntry } from './raw-entry.ts';
import type { Report } from './report.ts';

/** Reports pipes that lead from nowhere, from where another reads already, or in a circle. @param producers by the reader's id */
export function checkPipes(entries: readonly RawEntry[], producers: ReadonlyMap<string, string>, report: Report): void {
  const ids = entries.map(({ id }) => id);
  const readers = new Map<string, string>();
  for (const { id, path } of entries) {
    const producer = producers.get(id);
    if (producer === undefined) continue;
    const at = [...path, 'wasi', 'stdin'];
    const reader = readers.get(producer);
    if (!ids.includes(producer))
      report.add(at, `wasi.stdin: no such process.wasm entry: ${producer}${didYouMean(producer, ids)}`);
    else if (reader !== undefined) report.add(at, `wasi.stdin: ${producer} is read by ${reader} already`);
    else readers.set(producer, id);
    const circle = circleFrom(id, producers);
    // Each circle once, at the entry that stands first.
    if (circle.length > 0 && ids.find((candidate) => circle.includes(candidate)) === id)
      report.add(at, `wasi.stdin goes in a circle: ${[...circle, id].join(' from ')}`);
  }
}

/** The entries of the circle that one is part of, itself first; none where it is in no circle. */
function circleFrom(id: string, producers: ReadonlyMap<string, string>): string[] {
  const seen = new Set([id]);
  for (let next = producers.get(id); next !== undefined; next = producers.get(next)) {
    if (next === id) return [...seen];
    if (seen.has(next)) return [];
    seen.add(next);
  }
  return [];
}
