import { expect, test } from 'vitest';
import { LogStore } from '../../src/logs/log-store.ts';
import { sampled } from '../support/sampled.ts';
import { linesOf } from './lines-of.ts';

/** What the store has to do, in the plainest way. */
class PlainLog {
  readonly lines: { number: number; time: number; stream: 1 | 2; bytes: number[]; open: boolean }[] = [];

  append(stream: 1 | 2, time: number, bytes: Uint8Array): void {
    for (const byte of bytes) {
      let line = this.lines.findLast((candidate) => candidate.stream === stream && candidate.open);
      if (line === undefined) {
        line = { number: this.lines.length, time, stream, bytes: [], open: true };
        this.lines.push(line);
      }
      if (byte === 0x0a) line.open = false;
      else line.bytes.push(byte);
    }
  }

  expected() {
    return this.lines.map(({ number, time, stream, bytes, open }) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
      return { number, time, stream, text: open ? text : text.replace(/\r$/, ''), partial: open };
    });
  }
}

/** Numbers that look random, and are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

const PIECES = [
  '\n',
  '\r\n',
  'short',
  'é',
  '€uro',
  '😀',
  '\ufeffmark',
  '\0\x1b[31m',
  'x'.repeat(300),
  '\n\n\n',
  'end of a line\n',
].map((text) => new TextEncoder().encode(text));

const STEPS = sampled({ whole: 400, sample: 100 });

test.each([1, 2, 3, 4, 5, 6, 7, 8])('whatever is written in whatever pieces, the log shows it (%i)', (seed) => {
  const random = numbers(seed);
  const below = (bound: number): number => random.next().value % bound;
  const [store, plain] = [new LogStore(), new PlainLog()];
  for (let step = 0; step < STEPS; step++) {
    const bytes = Uint8Array.from(
      Array.from({ length: below(12) }, () => [...(PIECES[below(PIECES.length)] ?? [])]).flat(),
    );
    const piece = bytes.subarray(below(4), bytes.length - below(4));
    const stream = below(3) === 0 ? 2 : 1;
    store.append(2, stream, step >> 2, piece);
    plain.append(stream, step >> 2, piece);
    if (below(5) === 0) expect(linesOf(store, 2)).toEqual(plain.expected());
  }
  store.end(2);
  expect(linesOf(store, 2).map(({ number, time, stream }) => ({ number, time, stream }))).toEqual(
    plain.lines.map(({ number, time, stream }) => ({ number, time, stream })),
  );
});

test('through floods and drops the lines keep their numbers and texts, and their memory its bound', () => {
  const random = numbers(99);
  const below = (bound: number): number => random.next().value % bound;
  const store = new LogStore({ linesEach: 20_000 });
  let written = 0;
  for (let step = 0; step < STEPS; step++) {
    const count = 1 + below(2_000);
    const text = Array.from({ length: count }, (_, index) => `line ${written + index}\n`).join('');
    written += count;
    store.append(2, 1, step, new TextEncoder().encode(text));
    if (below(4) > 0) continue;
    const lines = linesOf(store, 2);
    expect(store.source(2).first).toBe(Math.max(0, written - 20_000));
    expect(lines).toHaveLength(Math.min(written, 20_000));
    expect(
      lines.every(({ number, text }, index) => number === store.source(2).first + index && text === `line ${number}`),
    ).toBe(true);
  }
  expect(store.cost).toBeLessThan(5 * 1024 * 1024);
});
