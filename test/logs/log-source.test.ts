import { expect, test } from 'vitest';
import { LogStore } from '../../src/logs/log-store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const MILLION = 1_000_000;

/** Some 80 bytes. */
const lineOf = (number: number) => `line ${number} `.padEnd(79, '.');

/** A log of so many lines, so many a millisecond. */
function filled(lines: number, together: number): LogStore {
  const store = new LogStore();
  for (let number = 0; number < lines; number += together) {
    const texts = Array.from({ length: together }, (_, index) => `${lineOf(number + index)}\n`);
    store.append(2, 1, number / together, bytes(texts.join('')));
  }
  return store;
}

test.each([500, 1])('a million lines, %i a millisecond, are kept within the bound and read by page', (together) => {
  const store = filled(MILLION + 10_000, together);
  const source = store.source(2);
  expect([source.first, source.next]).toEqual([10_000, MILLION + 10_000]);
  expect(source.bytes).toBeLessThan(source.mostBytes / 2);
  for (let from = 10_000; from < MILLION; from += 77_777) {
    const page = source.lines(from, from + 50);
    expect(page.map(({ number, time, text }) => [number, time, text.trim()])).toEqual(
      Array.from({ length: 50 }, (_, at) => [from + at, Math.floor((from + at) / together), lineOf(from + at)]),
    );
  }
});

test('pieces are the lines as bytes, cut at what was asked for', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\nbb\r\nccc\n'));
  store.append(2, 2, 1, bytes('error\n'));
  store.append(2, 1, 2, bytes('d\nunfin'));
  const pieces = [...store.source(2).pieces(1, 9)];
  expect(pieces.map(({ number, lines, stream, time, bytes: of }) => [number, lines, stream, time, `${of}`])).toEqual([
    [1, 2, 1, 1, 'bb\r\nccc\n'],
    [3, 1, 2, 1, 'error\n'],
    [4, 1, 1, 2, 'd\n'],
    [5, 1, 1, 2, 'unfin'],
  ]);
  expect([...store.source(2).pieces(0, 2)].map((piece) => `${piece.bytes}`)).toEqual(['a\nbb\r\n']);
  expect([...store.source(2).pieces(6, 9)]).toEqual([]);
});

test('texts are as large as they lie in memory, whatever their times and streams, cut at what was asked for', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\nbb\n'));
  store.append(2, 2, 2, bytes('ccc\nunfin'));
  store.append(2, 1, 3, bytes('d\n'));
  store.append(2, 1, 4, bytes('e\nf\n'));
  const texts = (from: number, to: number) =>
    [...store.source(2).texts(from, to)].map(({ number, lines, bytes: of }) => [number, lines, `${of}`]);
  expect(texts(1, 6)).toEqual([
    [1, 2, 'bb\nccc\n'],
    [3, 1, 'unfin'],
    [4, 2, 'd\ne\n'],
  ]);
  store.append(2, 2, 5, bytes('ished\n'));
  expect(texts(2, 9)).toEqual([
    [2, 1, 'ccc\n'],
    [3, 1, 'unfinished\n'],
    [4, 3, 'd\ne\nf\n'],
  ]);
  expect(texts(7, 9)).toEqual([]);
});

test('texts of a log that drops lines while it is written are those of its lines', () => {
  const store = new LogStore({ linesEach: 3_000 });
  const source = store.source(2);
  for (let line = 0; line < 20_000; line++) store.append(2, line % 3 === 0 ? 2 : 1, line, bytes(`${lineOf(line)}\n`));
  const texts = [...source.texts(0, source.next)];
  const whole = texts.flatMap(({ number, lines, bytes: of }) => {
    const found = `${of}`.trimEnd().split('\n');
    expect(found).toHaveLength(lines);
    return found.map((text, at) => [number + at, text.trim()]);
  });
  expect(texts.length).toBeLessThan(20);
  expect(whole).toEqual(source.lines(0, source.next).map(({ number, text }) => [number, text.trim()]));
});

test('a line too long for one says that it goes on, and the one that the end of its task cut does not', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes(`${'x'.repeat(1024 * 1024)}\nnext\nunfinished`));
  store.end(2);
  const lines = store.source(2).lines(0, 100);
  expect(lines.map(({ text }) => text).join('')).toBe(`${'x'.repeat(1024 * 1024)}nextunfinished`);
  expect(lines.filter(({ continued }) => continued === true)).toHaveLength(63);
  expect(lines.slice(-3).map(({ text, continued }) => [text.length, continued])).toEqual([
    [16_384, undefined],
    [4, undefined],
    [10, undefined],
  ]);
});

test('bytes that are no text, and letters that no screen shows, are kept', () => {
  const store = new LogStore();
  store.append(2, 1, 1, Uint8Array.of(0x61, 0, 0xff, 0xfe, 0x62, 0x0d, 0x0a, 0, 0x0a));
  expect(store.source(2).lines(0, 9)).toMatchObject([{ text: 'a\0\ufffd\ufffdb' }, { text: '\0' }]);
});

test('one log is bounded in bytes by its own bound', () => {
  const store = new LogStore({ bytesEach: 512 * 1024 });
  for (let number = 0; number < 20_000; number++) store.append(2, 1, number, bytes(`${lineOf(number)}\n`));
  const source = store.source(2);
  expect(source.bytes).toBeLessThanOrEqual(512 * 1024);
  expect(source.mostBytes).toBe(512 * 1024);
  expect(source.next - source.first).toBeGreaterThan(3_000);
  expect(source.lines(0, source.first + 1)).toMatchObject([{ number: source.first, text: lineOf(source.first) }]);
});

test('a source is the same as long as its log is there, and may be older', async () => {
  const store = new LogStore();
  const source = store.source(2);
  expect([source.first, source.next, source.bytes, [...source.pieces(0, 9)]]).toEqual([0, 0, 0, []]);
  const told = new Promise<void>((resolve) => source.subscribe(resolve));
  store.append(2, 1, 1, bytes('a\nb\n'));
  await told;
  expect(store.source(2)).toBe(source);
  const { version } = source;
  store.append(3, 1, 1, bytes('of another\n'));
  expect(source.version).toBe(version);
  store.forget(2);
  expect([source.first, source.next, source.lines(0, 9)]).toEqual([2, 2, []]);
  expect(source.version).toBeGreaterThan(version);
  store.append(2, 1, 1, bytes('anew\n'));
  expect(source.lines(0, 9)).toEqual([]);
  expect(store.source(2).lines(0, 9)).toMatchObject([{ number: 0, text: 'anew' }]);
});

test('who watches several logs is told once of them all', async () => {
  const store = new LogStore();
  let told = 0;
  const changed = () => void told++;
  for (const pid of [2, 3, 4]) store.subscribe(pid, changed);
  for (const pid of [2, 3, 4]) store.append(pid, 1, 1, bytes('a\n'));
  await new Promise<void>((resolve) => store.subscribe(4, resolve));
  expect(told).toBe(1);
});
