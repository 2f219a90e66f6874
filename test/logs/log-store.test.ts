import { expect, test } from 'vitest';
import { LogStore } from '../../src/logs/log-store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (store: LogStore, pid = 2) => store.lines(pid).map(({ text }) => text);

test('lines are cut at newlines, and completed where they were begun', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('one\ntw'));
  expect(store.lines(2).at(-1)).toMatchObject({ text: 'tw', partial: true });
  store.append(2, 1, 2, bytes('o\r\nthree\n'));
  expect(store.lines(2)).toEqual([
    { number: 0, time: 1, stream: 1, text: 'one', partial: false },
    { number: 1, time: 1, stream: 1, text: 'two', partial: false },
    { number: 2, time: 2, stream: 1, text: 'three', partial: false },
  ]);
});

test('the two streams do not mix', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('out '));
  store.append(2, 2, 1, bytes('err '));
  store.append(2, 1, 1, bytes('put\n'));
  store.append(2, 2, 1, bytes('or\n'));
  expect(texts(store)).toEqual(['out put', 'err or']);
});

test('a character that is cut in two is whole again', () => {
  const store = new LogStore();
  const [first, second] = [bytes('é').subarray(0, 1), bytes('é').subarray(1)];
  store.append(2, 1, 1, first);
  store.append(2, 1, 1, second);
  store.append(2, 1, 1, Uint8Array.of(0xff, 0x0a));
  expect(texts(store)).toEqual(['é\ufffd']);
});

test('a line that never ends is split', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('x'.repeat(40_000)));
  expect(texts(store).map((text) => text.length)).toEqual([16_384, 16_384, 7_232]);
});

test('it keeps the newest lines, and counts what it dropped', () => {
  const store = new LogStore();
  for (let number = 0; number < 50_000; number++) store.append(2, 1, 1, bytes(`line ${number}\n`));
  expect(store.lines(2)).toHaveLength(20_000);
  expect(store.dropped(2)).toBe(30_000);
  expect(store.lines(2)[0]).toMatchObject({ number: 30_000, text: 'line 30000' });
  expect(store.lines(2).at(-1)).toMatchObject({ text: 'line 49999' });
});

test('what is unfinished when the task ends stays', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('the end'));
  store.end(2);
  expect(store.lines(2)).toMatchObject([{ text: 'the end', partial: false }]);
});

test('the same array is given until something is added', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\n'));
  const lines = store.lines(2);
  expect(store.lines(2)).toBe(lines);
  store.append(2, 1, 1, bytes('b\n'));
  expect(store.lines(2)).not.toBe(lines);
  expect(lines).toHaveLength(1);
});

test('watchers are told once for many changes', async () => {
  const store = new LogStore();
  let told = 0;
  const changed = new Promise<void>((resolve) => {
    store.subscribe(2, () => {
      told++;
      resolve();
    });
  });
  for (let line = 0; line < 100; line++) store.append(2, 1, 1, bytes('x\n'));
  await changed;
  expect(told).toBe(1);
});
