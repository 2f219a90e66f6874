import { expect, test } from 'vitest';
import { LogReader } from '../../src/logs/log-reader.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { linesOf } from './lines-of.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** All that can be read now, in small pieces. */
function rest(reader: LogReader, most = 7): string {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const into = new Uint8Array(most);
    const length = reader.read(into);
    if (length === 0) return Buffer.concat(pieces).toString('latin1');
    pieces.push(into.subarray(0, length));
  }
}

async function all(reader: LogReader): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reader) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

test('a reader gets one stream, byte for byte', () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('one\r\nun'));
  store.append(2, 2, 1, bytes('error\n'));
  store.append(2, 1, 2, Uint8Array.of(0xff, 0x00, 0x0a, 0x0a));
  store.append(2, 1, 3, bytes('x'.repeat(40_000)));
  store.end(2);
  expect(rest(new LogReader(store, 2, 1))).toBe(`one\r\nun\xff\0\n\n${'x'.repeat(40_000)}`);
  expect(rest(new LogReader(store, 2, 2))).toBe('error\n');
});

test('each has its own place, and goes on where it was', () => {
  const store = new LogStore();
  const [early, late] = [new LogReader(store, 2, 1), new LogReader(store, 2, 1)];
  store.append(2, 1, 1, bytes('Name? '));
  expect(rest(early, 3)).toBe('Name? ');
  store.append(2, 2, 1, bytes('a warning\n'));
  store.append(2, 1, 1, bytes('Ada\nHel'));
  expect(rest(early)).toBe('Ada\nHel');
  store.append(2, 1, 1, bytes('lo\n'));
  expect(rest(early)).toBe('lo\n');
  expect(rest(late)).toBe('Name? Ada\nHello\n');
});

test('however it is written and read, all arrives in order', () => {
  const store = new LogStore();
  const reader = new LogReader(store, 2, 1);
  let [written, read] = ['', ''];
  for (let step = 0; step < 3_000; step++) {
    const text = 'ab\n\r\ncdefgh\n'.repeat(step % 4).slice(step % 5, 60 - (step % 7));
    store.append(2, 1, step >> 3, bytes(text));
    if (step % 3 === 0) store.append(2, 2, step >> 3, bytes('noise\n').subarray(step % 6));
    written += text;
    if (step % 6 === 0) read += rest(reader, 1 + (step % 50));
    if (step % 10 === 0) linesOf(store, 2);
  }
  read += rest(reader);
  expect(read).toBe(written);
});

test('one that is too slow misses whole lines', () => {
  const store = new LogStore({ linesEach: 20_000 });
  const reader = new LogReader(store, 2, 1);
  store.append(2, 1, 1, bytes('begun'));
  rest(reader);
  for (let line = 0; line < 50_000; line++) store.append(2, 1, 1, bytes(`\n${line}`));
  store.append(2, 1, 1, bytes('\n'));
  const numbers = rest(reader, 4_096).trimEnd().split('\n').map(Number);
  expect(numbers.at(-1)).toBe(49_999);
  expect(numbers.every((number, index) => number === (numbers[0] ?? 0) + index)).toBe(true);
});

test('it follows to the end', async () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('before\n'));
  const text = all(new LogReader(store, 2, 1));
  setImmediate(() => {
    store.append(2, 1, 2, bytes('after\nand the'));
    setImmediate(() => {
      store.append(2, 1, 3, bytes(' end'));
      store.end(2);
    });
  });
  expect(await text).toBe('before\nafter\nand the end');
});

test('of a task that writes nothing there is an end to wait for', async () => {
  const store = new LogStore();
  const text = all(new LogReader(store, 2, 1));
  setImmediate(() => store.end(2));
  expect(await text).toBe('');
  expect(await all(new LogReader(store, 2, 2))).toBe('');
});

test('a log that is forgotten has ended', async () => {
  const store = new LogStore();
  store.append(2, 1, 1, bytes('a\n'));
  const text = all(new LogReader(store, 2, 1));
  setImmediate(() => store.forget(2));
  expect(await text).toBe('a\n');
});
