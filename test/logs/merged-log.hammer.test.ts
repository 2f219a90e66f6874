import { expect, test } from 'vitest';
import type { LogLine } from '../../src/logs/log-line.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { MergedLog } from '../../src/logs/merged-log.ts';
import { randomOf } from '../monitor/filter/rows.ts';
import { sampled } from '../support/sampled.ts';
import { linesOf } from './lines-of.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const WRITERS = 12;
const STEPS = sampled({ whole: 1_500, sample: 400 });

/** What is read by lines and by pieces is the same. */
function expectPieces(merged: MergedLog, lines: readonly LogLine[]): void {
  const texts: string[] = [];
  let next = merged.first;
  for (const piece of merged.pieces(merged.first, merged.next)) {
    expect(piece.number).toBe(next);
    next += piece.lines;
    const ended = `${piece.bytes}`.endsWith('\n');
    texts.push(...`${piece.bytes}`.slice(0, ended ? -1 : undefined).split('\n'));
  }
  expect(texts).toEqual(lines.map(({ text }) => text));
}

/** What a line begins with: no other begins so. */
const keyOf = ({ text }: LogLine) => text.split(' ')[0] ?? '';

test.each([
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 40],
  [5, 200],
  [6, 900],
])('whoever writes, ends and is forgotten, all lines come once, without gaps (%i, a step of %i ms)', (seed, ms) => {
  const random = randomOf(seed);
  const store = new LogStore({ linesEach: 100 });
  const merged = new MergedLog(store);
  const seen = new Set<string>();
  let [first, count] = [0, 0];
  for (let step = 0; step < STEPS; step++) {
    const pid = 2 + random(WRITERS);
    const texts = Array.from({ length: 1 + random(9) }, () => `${count++} `);
    const end = random(3) === 0 ? '' : '\n';
    if (random(60) === 0) store.forget(pid);
    else if (random(90) === 0) store.end(pid);
    else store.append(pid, random(3) === 0 ? 2 : 1, 1 + (step >> 2) * ms, bytes(texts.join('\n') + end));
    if (random(8) > 0 && step % 8 > 0) continue;
    const lines = merged.lines(merged.first, merged.next);
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => merged.first + index));
    expect(lines).toHaveLength(merged.next - merged.first);
    expect(merged.first).toBeGreaterThanOrEqual(first);
    first = merged.first;
    expectPieces(merged, lines);
    const here = lines.filter(({ time }) => time > 0).map(keyOf);
    expect(new Set(here).size).toBe(here.length);
    for (const key of here) seen.add(key);
    const kept = [...store.pids()].flatMap((of) => linesOf(store, of));
    expect(kept.map(keyOf).filter((key) => !seen.has(key))).toEqual([]);
  }
});
