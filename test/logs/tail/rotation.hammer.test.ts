import { once } from 'node:events';
import { expect, test } from 'vitest';
import { sampled } from '../../support/sampled.ts';
import { beside } from './beside.ts';
import { Tailing } from './tailing.ts';

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `${from + at}\n`).join('');

/** Lines of one file that rotates, and of each of a hundred. */
const LINES = sampled({ whole: 200_000, sample: 50_000 });
const EACH = sampled({ whole: 500, sample: 120 });

const ROTATES = `
  let fd = fs.openSync(path, 'a');
  const [lines, each] = args.map(Number);
  for (let line = 0; line < lines; line++) {
    if (line > 0 && line % each === 0) {
      fs.closeSync(fd);
      for (let old = 20; old > 0; old--) if (fs.existsSync(path + '.' + old)) fs.renameSync(path + '.' + old, path + '.' + (old + 1));
      fs.renameSync(path, path + '.1');
      fd = fs.openSync(path, 'a');
    }
    fs.writeSync(fd, line + '\\n');
  }`;

test('a writer that writes and rotates as fast as it can: no line is lost, none is read twice', async () => {
  using tailing = new Tailing({ 'app.log': '' });
  await tailing.tailed.add(tailing.path('app.log'));
  const [lines, each] = [LINES, LINES / 10];
  const writer = beside(ROTATES, tailing.path('app.log'), String(lines), String(each));
  expect(await once(writer, 'exit')).toEqual([0, null]);
  await tailing.until(() => tailing.text('app.log').endsWith(`\n${lines - 1}\n`));
  expect(tailing.text('app.log') === numbers(0, lines)).toBe(true);
  expect(tailing.notes('app.log')).toEqual(Array.from({ length: lines / each - 1 }, () => '-- rotated: a new file --'));
});

test('the same while a pattern matches the rotated names too: each line once in all', async () => {
  using tailing = new Tailing({ 'app.log': '' });
  await tailing.tailed.add(tailing.path('app.log*'));
  const [lines, each] = [LINES, LINES / 10];
  const writer = beside(ROTATES, tailing.path('app.log'), String(lines), String(each));
  expect(await once(writer, 'exit')).toEqual([0, null]);
  const read = () =>
    tailing.tailed.files
      .flatMap(({ path }) => tailing.textOf(path).split('\n').slice(0, -1))
      .filter((line) => !line.startsWith('--'));
  await tailing.until(() => read().length >= lines);
  expect(
    read()
      .map(Number)
      .sort((first, second) => first - second)
      .every((number, at) => number === at),
  ).toBe(true);
});

const COPIES_AND_TRUNCATES = `
  const fd = fs.openSync(path, 'a');
  const [lines, each] = args.map(Number);
  for (let line = 0; line < lines; line++) {
    if (line > 0 && line % each === 0) {
      fs.copyFileSync(path, path + '.1');
      fs.truncateSync(path);
    }
    fs.writeSync(fd, line + '\\n');
  }`;

test('copytruncate: what is left is read, each line once, and all of what came after the last truncation', async () => {
  using tailing = new Tailing({ 'app.log': '' });
  await tailing.tailed.add(tailing.path('app.log'));
  const [lines, each] = [LINES, LINES / 10];
  const writer = beside(COPIES_AND_TRUNCATES, tailing.path('app.log'), String(lines), String(each));
  expect(await once(writer, 'exit')).toEqual([0, null]);
  await tailing.until(() => tailing.text('app.log').endsWith(`\n${lines - 1}\n`));
  const text = tailing.text('app.log');
  expect(text.endsWith(numbers(lines - each, lines))).toBe(true);
  const read = text.split('\n').slice(0, -1).map(Number);
  expect(read.every((number, at) => at === 0 || number > (read[at - 1] ?? 0))).toBe(true);
  // A copy that the next one was written over before we looked is not found.
  expect(
    tailing.notes('app.log').every((note) => /^-- truncated(; what came just before may be lost)? --$/.test(note)),
  ).toBe(true);
  expect(tailing.notes('app.log').length).toBeLessThanOrEqual(lines / each - 1);
});

test('a hundred files at once, each by its own lines', async () => {
  const names = Array.from({ length: 100 }, (_, number) => `${number}/app.log`);
  using tailing = new Tailing(Object.fromEntries(names.map((name) => [name, ''])));
  expect(await tailing.tailed.add(tailing.path('*/app.log'))).toBe(100);
  const program = `for (let line = 0; line < ${EACH}; line++) for (let file = 0; file < 100; file++)
    fs.appendFileSync(path + '/' + file + '/app.log', file + ' ' + line + '\\n');`;
  expect(await once(beside(program, tailing.path('')), 'exit')).toEqual([0, null]);
  await tailing.until(() => names.every((name) => tailing.text(name).endsWith(` ${EACH - 1}\n`)));
  for (const name of names) {
    const number = Number.parseInt(name, 10);
    expect(tailing.text(name)).toBe(Array.from({ length: EACH }, (_, line) => `${number} ${line}\n`).join(''));
    expect(tailing.file(name)?.label).toBe(name);
  }
});
