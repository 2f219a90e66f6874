import { copyFileSync, readdirSync, truncateSync, unlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Tailing } from './tailing.ts';

const numbered = (letter: string, to: number, from = 1): string =>
  Array.from({ length: to - from + 1 }, (_, at) => `${letter}${from + at}\n`).join('');

async function following(text: string): Promise<Tailing> {
  const tailing = new Tailing({ 'app.log': text });
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.text('app.log') === text);
  return tailing;
}

const copy = (tailing: Tailing, from: string, to: string) => copyFileSync(tailing.path(from), tailing.path(to));

test('a copy beside a file that is rotated away is not what came next', async () => {
  using tailing = await following(numbered('L', 5));
  copy(tailing, 'app.log', 'app.log.1');
  tailing.rename('app.log', 'app.log.old');
  tailing.write('app.log', 'L6\n');
  await tailing.until(() => tailing.text('app.log').endsWith('L6\n'));
  expect(tailing.text('app.log')).toBe(numbered('L', 6));
  expect(tailing.notes('app.log')).toEqual(['-- rotated: a new file --']);
});

test('nor are earlier copies, of a beginning of it or of what it was before a truncation', async () => {
  using tailing = await following(numbered('L', 5));
  copy(tailing, 'app.log', 'app.log.1');
  tailing.add('app.log', numbered('L', 9, 6));
  await tailing.until(() => tailing.text('app.log') === numbered('L', 9));
  copy(tailing, 'app.log', 'app.log.2');
  truncateSync(tailing.path('app.log'));
  tailing.add('app.log', numbered('M', 5));
  await tailing.until(() => tailing.text('app.log').endsWith('M5\n'));
  copy(tailing, 'app.log.1', 'app.log.3');
  tailing.rename('app.log', 'app.log.4');
  tailing.write('app.log', 'N\n');
  await tailing.until(() => tailing.text('app.log').endsWith('N\n'));
  expect(tailing.text('app.log')).toBe(`${numbered('L', 9)}${numbered('M', 5)}N\n`);
});

test('what came just before a truncation is read from the copy', async () => {
  using tailing = await following('one\nunfin');
  tailing.add('app.log', `ished\n${numbered('M', 5_000)}`);
  copy(tailing, 'app.log', 'app.log.1');
  truncateSync(tailing.path('app.log'));
  tailing.add('app.log', 'after\n');
  await tailing.until(() => tailing.text('app.log').endsWith('after\n'));
  expect(tailing.text('app.log')).toBe(`one\nunfinished\n${numbered('M', 5_000)}after\n`);
  expect(tailing.notes('app.log')).toEqual(['-- truncated --']);
});

test.for([
  ['a compressed copy', (tailing: Tailing, text: string) => tailing.write('app.log.1.gz', gzipSync(text))],
  ['a copy of another file', (tailing: Tailing) => tailing.write('app.log.1', numbered('X', 1_000))],
  [
    'a copy that was made before',
    (tailing: Tailing) => {
      tailing.write('app.log.1', 'o');
    },
  ],
] as const)('with %s alone, it is told that lines may be lost', async ([, write]) => {
  using tailing = await following('one\n');
  tailing.add('app.log', 'two\n');
  write(tailing, 'one\ntwo\n');
  truncateSync(tailing.path('app.log'));
  tailing.add('app.log', 'after\n');
  await tailing.until(() => tailing.text('app.log').endsWith('after\n'));
  expect(tailing.lines('app.log')).toEqual(['one', '-- truncated; what came just before may be lost --', 'after']);
});

test('late lines of a rotated file are read when they come', async () => {
  using tailing = await following('one\n');
  tailing.rename('app.log', 'app.log.1');
  tailing.write('app.log', 'new 1\nunfin');
  await tailing.until(() => tailing.text('app.log').endsWith('unfin'));
  tailing.add('app.log.1', 'late 1\nlate, unfin');
  tailing.add('app.log', 'ished\n');
  await tailing.until(() => tailing.text('app.log').endsWith('late 1\n'));
  tailing.add('app.log.1', 'ished\n');
  await tailing.until(() => tailing.text('app.log').endsWith('late, unfinished\n'));
  expect(tailing.text('app.log')).toBe('one\nnew 1\nunfinished\nlate 1\nlate, unfinished\n');
});

test('a rotated file that is written to late, and comes back, is gone on with', async () => {
  using tailing = await following('one\n');
  tailing.rename('app.log', 'app.log.1');
  tailing.write('app.log', 'new 1\n');
  await tailing.until(() => tailing.text('app.log').endsWith('new 1\n'));
  tailing.add('app.log.1', 'late\n');
  await tailing.until(() => tailing.text('app.log').endsWith('late\n'));
  unlinkSync(tailing.path('app.log'));
  tailing.rename('app.log.1', 'app.log');
  tailing.add('app.log', 'back\n');
  await tailing.until(() => tailing.text('app.log').endsWith('back\n'));
  expect(tailing.text('app.log')).toBe('one\nnew 1\nlate\nback\n');
});

test('a pattern that matches the copies too: each line once in all', async () => {
  using tailing = new Tailing({ 'app.log': 'one\n' });
  await tailing.tailed.add(tailing.path('app.log*'));
  await tailing.until(() => tailing.text('app.log') === 'one\n');
  for (const text of ['two\n', 'three\n']) {
    tailing.add('app.log', `before ${text}`);
    await tailing.until(() => tailing.text('app.log').endsWith(`before ${text}`));
    tailing.add('app.log', text);
    copy(tailing, 'app.log', 'app.log.1');
    truncateSync(tailing.path('app.log'));
    await tailing.until(() => tailing.text('app.log').endsWith(text));
    await tailing.until(() => tailing.file('app.log.1')?.state === 'following');
  }
  tailing.add('app.log', 'four\n');
  await tailing.until(() => tailing.text('app.log').endsWith('four\n'));
  expect(tailing.text('app.log')).toBe('one\nbefore two\ntwo\nbefore three\nthree\nfour\n');
  expect(tailing.text('app.log.1')).toBe('');
});

test('no descriptor is left behind: of late files, of copies, nor of what is closed while it is opened', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const rotate = async (): Promise<void> => {
    using tailing = await following('one\n');
    const adding = tailing.tailed.add(tailing.path('*'));
    tailing.tailed.close();
    await adding;
    using again = await following('one\n');
    copy(again, 'app.log', 'app.log.1');
    for (let number = 2; number < 12; number++) {
      again.rename('app.log', `app.log.${number}`);
      again.write('app.log', `${number}\n`);
      await again.until(() => again.text('app.log').endsWith(`\n${number}\n`));
    }
    again.add('app.log', 'last\n');
    copy(again, 'app.log', 'app.log.1');
    truncateSync(again.path('app.log'));
    await again.until(() => again.text('app.log').endsWith('last\n'));
  };
  await rotate();
  const before = open();
  await rotate();
  expect(open()).toBe(before);
});

test('a pattern over a folder of five thousand files finds the few it wants', async () => {
  using tailing = new Tailing({ 'app.log': 'one\n' });
  for (let number = 0; number < 5_000; number++) tailing.write(`${number}.data`, '');
  expect(await tailing.tailed.add(tailing.path('*.log'))).toBe(1);
  tailing.write('new.log', 'two\n');
  await tailing.until(() => tailing.text('app.log') === 'one\n' && tailing.text('new.log') === 'two\n');
  tailing.rename('app.log', 'app.log.1');
  tailing.write('app.log', 'three\n');
  await tailing.until(() => tailing.text('app.log') === 'one\nthree\n');
});
