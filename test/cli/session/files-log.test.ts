import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FilesLog } from '../../../src/cli/session/files-log.ts';
import { TemporaryDirectory } from '../../vfs/temporary-directory.ts';

test('a small file that was changed last stands behind a large one, though it is read first', async () => {
  using directory = new TemporaryDirectory({ 'new.log': 'the last line\n' });
  const [old, fresh] = [join(directory.path, 'old.log'), join(directory.path, 'new.log')];
  writeFileSync(old, 'an old line of a large file\n'.repeat(1_000_000));
  utimesSync(old, 1_000_000_000, 1_000_000_000);
  const log = new FilesLog([fresh, old], (error) => expect.fail(String(error)));
  await new Promise<void>((resolve) => {
    const end = log.subscribe(() => {
      if (log.next < 1_000_001) return;
      end();
      resolve();
    });
  });
  expect(log.lines(log.next - 1, log.next)[0]?.text).toBe('the last line');
  expect(log.first).toBe(1);
  log.close();
});
