import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FilesLog } from '../../../src/cli/session/files-log.ts';
import { Disks } from '../../../src/disk/disks.ts';
import { TemporaryDirectory } from '../../vfs/temporary-directory.ts';

const disks = new Disks();
afterAll(() => disks[Symbol.dispose]());

/** A log of files, once it has so many lines. */
function followed(patterns: readonly string[], lines: number): Promise<FilesLog> {
  const log = new FilesLog(disks, patterns, (error) => expect.fail(String(error)));
  return new Promise((resolve) => {
    const end = log.subscribe(() => {
      if (log.next < lines) return;
      end();
      resolve(log);
    });
  });
}

test('a small file that was changed last stands behind a large one, though it is read first', async () => {
  using directory = new TemporaryDirectory({ 'new.log': 'the last line\n' });
  const [old, fresh] = [join(directory.path, 'old.log'), join(directory.path, 'new.log')];
  writeFileSync(old, 'an old line of a large file\n'.repeat(1_000_000));
  utimesSync(old, 1_000_000_000, 1_000_000_000);
  const log = await followed([fresh, old], 1_000_001);
  expect(log.lines(log.next - 1, log.next)[0]?.text).toBe('the last line');
  expect(log.first).toBe(1);
  log.close();
});

test('lines of several files that were there before stand in the order of the times that they tell', async () => {
  using directory = new TemporaryDirectory({
    'app.log': '2026-11-20T12:00:00Z one\n2026-11-20T12:00:02Z three\n  at four\n2026-11-20T12:00:04Z six\n',
    'none.log': 'without a time, so as old as its file: seven\n',
    'web.log': '10.0.0.1 - - [20/Nov/2026:12:00:01 +0000] two\n10.0.0.1 - - [20/Nov/2026:12:00:03 +0000] five\n',
  });
  const log = await followed([join(directory.path, '*.log')], 7);
  expect(log.lines(0, 7).map(({ text }) => text.split(' ').at(-1))).toEqual([
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
  ]);
  log.close();
});
