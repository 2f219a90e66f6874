import { expect, test } from 'vitest';
import type { LogSource } from '../../src/logs/log-source.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { MergedLog } from '../../src/logs/merged-log.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const all = (source: LogSource) => source.lines(source.first, source.next);
const shown = (source: LogSource) => all(source).map(({ number, writer, text }) => `${number} ${writer} ${text}`);

test('lines of all logs stand in the order of their times, with numbers of their own', () => {
  const store = new LogStore();
  store.append(2, 1, 10, bytes('a\nb\n'));
  store.append(2, 1, 30, bytes('e\n'));
  store.append(3, 2, 20, bytes('c\n'));
  store.append(4, 1, 25, bytes('d\n'));
  const merged = new MergedLog(store);
  expect(shown(merged)).toEqual(['0 2 a', '1 2 b', '2 3 c', '3 4 d', '4 2 e']);
  expect(merged.lines(2, 3)).toEqual([{ number: 2, writer: 3, time: 20, stream: 2, text: 'c', partial: false }]);
});

test('what comes after a look stands behind what was there, whatever its time', () => {
  const store = new LogStore();
  store.append(2, 1, 10, bytes('a\n'));
  const merged = new MergedLog(store);
  expect(merged.next).toBe(1);
  store.append(3, 1, 5, bytes('late\n'));
  store.append(2, 1, 4, bytes('b\n'));
  expect(shown(merged)).toEqual(['0 2 a', '1 2 b', '2 3 late']);
});

test('only what was chosen is there and counts, also a log that comes later', async () => {
  const store = new LogStore();
  const merged = new MergedLog(store, new Set([2, 3]));
  let told = 0;
  const end = merged.subscribe(() => void told++);
  store.append(2, 1, 10, bytes('a\n'));
  store.append(3, 1, 10, bytes('b\n'));
  await new Promise<void>((resolve) => store.subscribe(3, resolve));
  expect(told).toBe(1);
  expect(shown(merged)).toEqual(['0 2 a', '1 3 b']);
  const { version } = merged;
  store.append(4, 1, 10, bytes('c\n'));
  expect(merged.version).toBe(version);
  end();
});

test('lines that have not ended stand at the end until they have', () => {
  const store = new LogStore();
  const merged = new MergedLog(store);
  store.append(2, 2, 10, bytes('Password: '));
  store.append(2, 1, 11, bytes('a\nb\n'));
  expect(shown(merged)).toEqual(['0 2 a', '1 2 b', '2 2 Password: ']);
  store.append(3, 1, 12, bytes('c\n'));
  expect(shown(merged)).toEqual(['0 2 a', '1 2 b', '2 3 c', '3 2 Password: ']);
  expect(all(merged).map(({ partial }) => partial)).toEqual([false, false, false, true]);
  store.append(2, 2, 13, bytes('secret\n'));
  store.append(3, 1, 14, bytes('d\n'));
  expect(shown(merged)).toEqual(['0 2 a', '1 2 b', '2 3 c', '3 2 Password: secret', '4 3 d']);
});

test('a line that has not ended for a second, while others went on, stays where it is and grows there', () => {
  const store = new LogStore();
  const merged = new MergedLog(store);
  store.append(2, 1, 10, bytes('Name? '));
  store.append(3, 1, 1_010, bytes('a\n'));
  expect(shown(merged)).toEqual(['0 3 a', '1 2 Name? ']);
  store.append(3, 1, 1_011, bytes('b\n'));
  expect(shown(merged)).toEqual(['0 3 a', '1 2 Name? ', '2 3 b']);
  expect(all(merged).map(({ partial }) => partial)).toEqual([false, true, false]);
  expect(Array.from(merged.texts(0, 3), (piece) => `${piece.bytes}`)).toEqual(['a\n', 'Name? ', 'b\n']);
  const { version } = merged;
  store.append(2, 1, 5_000, bytes('Ann\nHi\n'));
  expect(merged.version).toBeGreaterThan(version);
  expect(shown(merged)).toEqual(['0 3 a', '1 2 Name? Ann', '2 3 b', '3 2 Hi']);
  expect(all(merged).some(({ partial }) => partial)).toBe(false);
});

test('a line that has not ended for long when somebody looks first stands at its time', () => {
  const store = new LogStore();
  store.append(3, 1, 5, bytes('a\n'));
  store.append(2, 1, 10, bytes('Name? '));
  store.append(3, 1, 20, bytes('b\n'));
  store.append(2, 2, 30, bytes('c\n'));
  store.append(3, 1, 2_000, bytes('d\n'));
  expect(shown(new MergedLog(store))).toEqual(['0 3 a', '1 2 Name? ', '2 3 b', '3 2 c', '4 3 d']);
});

test('of a line that stays where it is nothing is left once its log has dropped it', () => {
  const store = new LogStore({ linesEach: 3 });
  const merged = new MergedLog(store);
  store.append(2, 2, 1, bytes('begun'));
  store.append(2, 1, 2, bytes('a\n'));
  store.append(2, 1, 2_000, bytes('b\n'));
  expect(shown(merged)).toEqual(['0 2 begun', '1 2 a', '2 2 b']);
  store.append(2, 1, 2_001, bytes('c\n'));
  expect(shown(merged)).toEqual(['1 2 a', '2 2 b', '3 2 c']);
});

test('pieces have the lines of one writer that follow each other', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\nb\n'));
  store.append(3, 1, 2, bytes('c\n'));
  store.append(2, 1, 3, bytes('d\ne\n'));
  const pieces = [...new MergedLog(store).pieces(1, 4)];
  expect(pieces.map(({ number, lines, writer, bytes: of }) => [number, lines, writer, `${of}`])).toEqual([
    [1, 1, 2, 'b\n'],
    [2, 1, 3, 'c\n'],
    [3, 1, 2, 'd\n'],
  ]);
});

test('texts have the lines of all writers together, one that has not ended alone', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\nb\n'));
  store.append(2, 2, 2, bytes('c\n'));
  store.append(3, 1, 3, bytes('d\n'));
  store.append(2, 1, 4, bytes('e\n'));
  store.append(3, 1, 5, bytes('f\n'));
  store.append(2, 1, 6, bytes('g\nunfinished'));
  const texts = new MergedLog(store).texts(1, 9);
  expect(Array.from(texts, ({ number, lines, bytes: of }) => [number, lines, `${of}`])).toEqual([
    [1, 6, 'b\nc\nd\ne\nf\ng\n'],
    [7, 1, 'unfinished'],
  ]);
});

test('where a log has dropped lines, all that stood before them go', () => {
  const store = new LogStore({ linesEach: 4 });
  const merged = new MergedLog(store);
  store.append(3, 1, 1, bytes('old\n'));
  store.append(2, 1, 2, bytes('a\n'));
  store.append(2, 1, 3, bytes('b\nc\n'));
  expect(merged.first).toBe(0);
  store.append(2, 1, 4, bytes('d\ne\n'));
  expect(shown(merged)).toEqual(['2 2 b', '3 2 c', '4 2 d', '5 2 e']);
});

test('of a log that is forgotten nothing is left, and another of its key may come', () => {
  const store = new LogStore();
  const merged = new MergedLog(store);
  store.append(2, 1, 1, bytes('a\n'));
  store.append(3, 1, 2, bytes('b\n'));
  store.append(2, 1, 3, bytes('c\n'));
  expect(merged.next).toBe(3);
  store.forget(3);
  store.append(3, 1, 4, bytes('anew\n'));
  expect(shown(merged)).toEqual(['2 2 c', '3 3 anew']);
});

test('a line that ended late is shown as dropped once its log has dropped it, among newer ones that stay', () => {
  const store = new LogStore({ linesEach: 4 });
  const merged = new MergedLog(store);
  store.append(2, 2, 1, bytes('begun'));
  store.append(2, 1, 2, bytes('a\nb\n'));
  expect(merged.next).toBe(3);
  store.append(2, 2, 3, bytes('\n'));
  store.append(2, 1, 4, bytes('c\n'));
  expect(shown(merged)).toEqual(['0 2 a', '1 2 b', '2 2 begun', '3 2 c']);
  store.append(2, 1, 5, bytes('d\n'));
  expect(shown(merged)).toEqual(['1 2 b', '2 2 (no longer kept)', '3 2 c', '4 2 d']);
  expect([...merged.pieces(2, 3)].map((piece) => `${piece.bytes}`)).toEqual(['(no longer kept)\n']);
  store.append(2, 1, 6, bytes('e\n'));
  expect(shown(merged)).toEqual(['3 2 c', '4 2 d', '5 2 e']);
});

test('a hundred writers, a million lines: all are there, in order, in little room', () => {
  const store = new LogStore();
  const merged = new MergedLog(store);
  for (let number = 0; number < 1_000_000; number += 10) {
    const text = Array.from({ length: 10 }, (_, index) => `${number + index}\n`).join('');
    store.append(2 + ((number / 10) % 100), 1, number / 10, bytes(text));
  }
  expect([merged.first, merged.next]).toEqual([0, 1_000_000]);
  expect(merged.bytes).toBeLessThan(merged.mostBytes / 4);
  for (let from = 0; from < 1_000_000; from += 99_995)
    expect(merged.lines(from, from + 50).every(({ number, text }) => text === `${number}`)).toBe(true);
  let next = 0;
  for (const { number, lines } of merged.pieces(0, 1_000_000)) {
    expect(number).toBe(next);
    next += lines;
  }
  expect(next).toBe(1_000_000);
});

test('texts of many short lines are whole', () => {
  const store = new LogStore();
  for (let line = 0; line < 20_000; line++)
    store.append(2 + (line % 3), 1, line, bytes(`${line} ${'x'.repeat(line % 50)}\n`));
  const merged = new MergedLog(store);
  const texts = Array.from(merged.texts(0, merged.next), ({ number, lines, bytes: of }) => ({
    number,
    lines,
    text: `${of}`,
  }));
  expect(texts.length).toBeLessThan(30);
  let next = 0;
  for (const { number, lines, text } of texts) {
    expect([number, text.split('\n').length - 1]).toEqual([next, lines]);
    next += lines;
  }
  expect(texts.map(({ text }) => text).join('')).toBe(
    all(merged)
      .map(({ text }) => `${text}\n`)
      .join(''),
  );
});
