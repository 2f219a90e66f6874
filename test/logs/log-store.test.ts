import { expect, test } from 'vitest';
import { LogStore } from '../../src/logs/log-store.ts';
import { linesOf } from './lines-of.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (store: LogStore, pid = 2) => linesOf(store, pid).map(({ text }) => text);

test('lines are cut at newlines, and completed where they were begun', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('one\ntw'));
  expect(linesOf(store, 2).at(-1)).toMatchObject({ text: 'tw', partial: true });
  store.append(2, 1, 2, bytes('o\r\nthree\n'));
  expect(linesOf(store, 2)).toEqual([
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
  const store = new LogStore({ linesEach: 20_000 });
  for (let number = 0; number < 50_000; number++) store.append(2, 1, 1, bytes(`line ${number}\n`));
  expect(linesOf(store, 2)).toHaveLength(20_000);
  expect(store.source(2).first).toBe(30_000);
  expect(linesOf(store, 2)[0]).toMatchObject({ number: 30_000, text: 'line 30000' });
  expect(linesOf(store, 2).at(-1)).toMatchObject({ text: 'line 49999' });
});

test('what is unfinished when the task ends stays', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('the end'));
  store.end(2);
  expect(linesOf(store, 2)).toMatchObject([{ text: 'the end', partial: false }]);
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

test('a line is cut between characters', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes(`x${'é'.repeat(10_000)}\n`));
  expect(texts(store).join('')).toBe(`x${'é'.repeat(10_000)}`);
  expect(texts(store)).toHaveLength(2);
});

test('lines that end in CR and LF do not use up the room of others', () => {
  const store = new LogStore({ linesEach: 20_000 });
  for (let round = 0; round < 300; round++) store.append(2, 1, 1, bytes('a\r\n'.repeat(20_000)));
  expect(linesOf(store, 2)).toHaveLength(20_000);
});

test('a flood of newlines is no heavier than one of text', () => {
  const store = new LogStore({ linesEach: 20_000 });
  const flood = new Uint8Array(64 * 1024).fill(0x0a);
  for (let round = 0; round < 1_000; round++) store.append(2, 1, round, flood);
  expect(linesOf(store, 2)).toHaveLength(20_000);
  expect(store.source(2).first).toBe(65_536_000 - 20_000);
  expect(store.cost).toBeLessThan(1024 * 1024);
});

test('a prompt stays where it is while the other stream floods, until it is too old', () => {
  const store = new LogStore({ linesEach: 20_000 });
  store.append(2, 2, 1, bytes('Password: '));
  store.append(2, 1, 2, bytes('x\n'.repeat(19_999)));
  expect(linesOf(store, 2)[0]).toMatchObject({ text: 'Password: ', partial: true });
  store.append(2, 2, 3, bytes('secret\n'));
  expect(linesOf(store, 2)[0]).toMatchObject({ text: 'Password: secret', partial: false, time: 1 });
  store.append(2, 2, 4, bytes('Again: '));
  store.append(2, 1, 5, bytes('x\n'.repeat(20_000)));
  store.append(2, 2, 6, bytes('late\n'));
  expect(linesOf(store, 2).at(-1)).toMatchObject({ text: 'late', stream: 2, partial: false });
});

test('all logs together have a bound: ended tasks give first, the ones written to longest ago before the others', () => {
  const store = new LogStore({ linesEach: 20_000, bytesInAll: 1024 * 1024 });
  const page = bytes('0123456789abcde\n'.repeat(4_096));
  for (const pid of [2, 3, 4]) store.append(pid, 1, 1, page.subarray(0, 1_600));
  for (const pid of [2, 3]) for (let count = 0; count < 5; count++) store.append(pid, 1, 1, page);
  store.end(2);
  store.end(3);
  for (let count = 0; count < 6; count++) store.append(4, 1, 1, page);
  expect(store.cost).toBeLessThanOrEqual(1024 * 1024);
  expect(linesOf(store, 2)).toHaveLength(0);
  expect(store.source(2).first).toBe(100 + 5 * 4_096);
  expect(linesOf(store, 3).length).toBeGreaterThan(0);
  expect(linesOf(store, 4)).toHaveLength(20_000);
});

test('of living tasks the ones with the largest logs give, and all go on', () => {
  const store = new LogStore({ bytesInAll: 1024 * 1024 });
  const page = bytes('0123456789abcde\n'.repeat(4_096));
  store.append(2, 1, 1, bytes('a few words\n'));
  for (let round = 0; round < 10; round++) for (let pid = 3; pid < 103; pid++) store.append(pid, 1, round, page);
  expect(store.cost).toBeLessThanOrEqual(1024 * 1024);
  expect(texts(store)).toEqual(['a few words']);
  store.append(50, 1, 1, bytes('still here\n'));
  expect(texts(store, 50).at(-1)).toBe('still here');
});

test('whoever watches is told that a log is forgotten, and of what comes after', async () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\n'));
  let told: () => void = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  const end = store.subscribe(2, () => told());
  const forgotten = next();
  store.forget(2);
  await forgotten;
  expect(linesOf(store, 2)).toEqual([]);
  const written = next();
  store.append(2, 1, 1, bytes('b\n'));
  await written;
  expect(texts(store)).toEqual(['b']);
  end();
});

test('logs that were looked at and left read the same again', () => {
  const store = new LogStore();
  for (let pid = 2; pid < 60; pid++) store.append(pid, 1, 1, bytes(`task ${pid}\n`));
  for (let round = 0; round < 2; round++)
    for (let pid = 2; pid < 60; pid++) expect(texts(store, pid)).toEqual([`task ${pid}`]);
});

test('a task may write after its end: the reason for it is added there', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('unfinished'));
  store.end(2);
  store.append(2, 2, 2, bytes('trap: unreachable\n'));
  expect(texts(store)).toEqual(['unfinished', 'trap: unreachable']);
});
