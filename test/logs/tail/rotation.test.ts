import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { expect, test } from 'vitest';
import { Tailing } from './tailing.ts';

const following = async (files: Record<string, string>): Promise<Tailing> => {
  const tailing = new Tailing(files);
  await tailing.tailed.add(tailing.path('app.log'));
  const text = files['app.log'] ?? '';
  await tailing.until(() =>
    text === '' ? tailing.file('app.log')?.state !== undefined : tailing.text('app.log') === text,
  );
  return tailing;
};

test('what comes is read, with the time of reading; what was there has the time of the file', async () => {
  using tailing = await following({ 'app.log': 'one\n' });
  const [before] = tailing.pieces('app.log');
  expect(Date.now() - (before?.time ?? 0)).toBeLessThan(10_000);
  const start = Date.now();
  tailing.add('app.log', 'two\nthr');
  await tailing.until(() => tailing.text('app.log').endsWith('thr'));
  tailing.add('app.log', 'ee\n');
  await tailing.until(() => tailing.text('app.log') === 'one\ntwo\nthree\n');
  expect(tailing.pieces('app.log').at(-1)?.time).toBeGreaterThanOrEqual(start);
  expect(tailing.notes('app.log')).toEqual([]);
});

test('rotation by renaming: the old file is read to its end, then the new one from its beginning', async () => {
  using tailing = await following({ 'app.log': 'one\n' });
  tailing.rename('app.log', 'app.log.1');
  tailing.add('app.log.1', 'two, from a writer that has it open, unfin');
  tailing.add('app.log', 'three\n');
  await tailing.until(() => tailing.text('app.log').endsWith('three\n'));
  expect(tailing.lines('app.log')).toEqual([
    'one',
    'two, from a writer that has it open, unfin',
    '-- rotated: a new file --',
    'three',
  ]);
});

test('a new file that is empty yet does not end the old one', async () => {
  using tailing = await following({ 'app.log': 'one\n' });
  tailing.rename('app.log', 'app.log.1');
  tailing.write('app.log', '');
  tailing.add('app.log.1', 'two\n');
  await tailing.until(() => tailing.text('app.log').endsWith('two\n'));
  tailing.add('app.log.1', 'three\n');
  tailing.add('app.log', 'four\n');
  await tailing.until(() => tailing.text('app.log').endsWith('four\n'));
  expect(tailing.lines('app.log')).toEqual(['one', 'two', 'three', '-- rotated: a new file --', 'four']);
});

test('files that were rotated between two looks are read too', async () => {
  using tailing = await following({ 'app.log': '0\n' });
  for (let number = 1; number < 6; number++) {
    for (let old = number - 1; old > 0; old--) tailing.rename(`app.log.${old}`, `app.log.${old + 1}`);
    tailing.rename('app.log', 'app.log.1');
    tailing.write('app.log', `${number}\n`);
    // The clock of the file system goes in steps; a writer that fills files is slower than that.
    const born = Date.now();
    while (Date.now() < born + 15);
  }
  await tailing.until(() => tailing.text('app.log').endsWith('5\n'));
  expect(tailing.text('app.log')).toBe('0\n1\n2\n3\n4\n5\n');
  expect(tailing.notes('app.log')).toEqual(Array.from({ length: 5 }, () => '-- rotated: a new file --'));
});

test('a file that is moved away and back is gone on with', async () => {
  using tailing = await following({ 'app.log': 'one\n' });
  tailing.rename('app.log', 'other');
  await tailing.until(() => tailing.file('app.log')?.state === 'gone');
  tailing.add('other', 'two\n');
  tailing.rename('other', 'app.log');
  await tailing.until(() => tailing.file('app.log')?.state === 'following');
  tailing.add('app.log', 'three\n');
  await tailing.until(() => tailing.text('app.log').endsWith('three\n'));
  expect(tailing.lines('app.log')).toEqual(['one', 'two', 'three']);
});

test('a file that is replaced by another one', async () => {
  using tailing = await following({ 'app.log': 'one\n' });
  tailing.write('new', 'two\n');
  tailing.rename('new', 'app.log');
  await tailing.until(() => tailing.text('app.log').endsWith('two\n'));
  expect(tailing.lines('app.log')).toEqual(['one', '-- rotated: a new file --', 'two']);
});

test('truncation to nothing, told once', async () => {
  using tailing = await following({ 'app.log': 'one\nunfinished' });
  truncateSync(tailing.path('app.log'));
  await tailing.until(() => tailing.notes('app.log').length > 0);
  tailing.add('app.log', 'two\n');
  await tailing.until(() => tailing.text('app.log').endsWith('two\n'));
  expect(tailing.lines('app.log')).toEqual([
    'one',
    'unfinished',
    '-- truncated; what came just before may be lost --',
    'two',
  ]);
});

test('a file that was truncated and has grown past the place again', async () => {
  using tailing = await following({ 'app.log': 'one\n' });
  copyFileSync(tailing.path('app.log'), tailing.path('app.log.1'));
  truncateSync(tailing.path('app.log'));
  tailing.add('app.log', 'two, and much longer than what was there\n');
  await tailing.until(() => tailing.text('app.log').endsWith('there\n'));
  expect(tailing.lines('app.log')).toEqual(['one', '-- truncated --', 'two, and much longer than what was there']);
});

test('the hole that a truncated file has where its writer goes on at its place is no text', async () => {
  using tailing = new Tailing({ 'app.log': '' });
  const fd = openSync(tailing.path('app.log'), 'w');
  await tailing.tailed.add(tailing.path('app.log'));
  writeSync(fd, 'one, and some more\n');
  await tailing.until(() => tailing.text('app.log').endsWith('more\n'));
  truncateSync(tailing.path('app.log'));
  writeSync(fd, 'two\n');
  closeSync(fd);
  await tailing.until(() => tailing.text('app.log').endsWith('two\n'));
  expect(tailing.lines('app.log')).toEqual([
    'one, and some more',
    '-- truncated; what came just before may be lost --',
    'two',
  ]);
});

test('deletion and re-creation', async () => {
  using tailing = await following({ 'app.log': 'one\nunfinished' });
  unlinkSync(tailing.path('app.log'));
  await tailing.until(() => tailing.file('app.log')?.state === 'gone');
  expect(tailing.file('app.log')?.problem).toBe('is deleted');
  tailing.write('app.log', 'two\n');
  await tailing.until(() => tailing.text('app.log').endsWith('two\n'));
  expect(tailing.file('app.log')).toMatchObject({ state: 'following' });
  const told = ['-- deleted, waiting for it --', '-- there again: a new file --'];
  expect(tailing.notes('app.log')).toEqual(told);
  expect(tailing.text('app.log')).toBe('one\nunfinished\ntwo\n');
});

test('a file that is not there yet, nor its folder', async () => {
  using tailing = new Tailing();
  await tailing.tailed.add(tailing.path('a/b/app.log'));
  await tailing.until(() => tailing.notes('a/b/app.log').length > 0);
  expect(tailing.file('a/b/app.log')).toMatchObject({
    state: 'waiting',
    problem: 'is not there yet',
    label: 'app.log',
  });
  mkdirSync(tailing.path('a/b'), { recursive: true });
  tailing.write('a/b/app.log', 'one\n');
  await tailing.until(() => tailing.text('a/b/app.log') === 'one\n');
  expect(tailing.notes('a/b/app.log')).toEqual(['-- not there yet, waiting for it --']);
  rmSync(tailing.path('a'), { recursive: true });
  await tailing.until(() => tailing.file('a/b/app.log')?.state === 'gone');
  mkdirSync(tailing.path('a/b'), { recursive: true });
  tailing.write('a/b/app.log', 'two\n');
  await tailing.until(() => tailing.text('a/b/app.log') === 'one\ntwo\n');
});

test('a link that is turned to another file', async () => {
  using tailing = new Tailing({ 'x/1.log': 'one\n', 'y/2.log': 'two\n' });
  symlinkSync('x/1.log', tailing.path('app.log'));
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.text('app.log') === 'one\n');
  symlinkSync('y/2.log', tailing.path('new'));
  tailing.rename('new', 'app.log');
  await tailing.until(() => tailing.text('app.log').endsWith('two\n'));
  tailing.add('y/2.log', 'three\n');
  await tailing.until(() => tailing.text('app.log').endsWith('three\n'));
  expect(tailing.lines('app.log')).toEqual(['one', '-- rotated: a new file --', 'two', 'three']);
});
