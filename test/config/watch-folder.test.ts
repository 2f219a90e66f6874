import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchFolder } from '../../src/config/watch-folder.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

test('files of a folder are watched, also when it comes to be, goes, and comes again', async () => {
  using directory = new TemporaryDirectory();
  const folder = join(directory.path, 'a', 'themes');
  let told: () => void = () => {};
  let count = 0;
  const end = watchFolder(folder, () => {
    count++;
    told();
  });
  const changed = async (change: () => void): Promise<void> => {
    const heard = new Promise<void>((resolve) => {
      told = resolve;
    });
    change();
    await heard;
  };
  const write = (name: string, text: string) => () => writeFileSync(join(folder, name), text);
  await changed(() => {
    mkdirSync(folder, { recursive: true });
    write('one.toml', '1')();
  });
  await changed(write('one.toml', 'one'));
  await changed(write('two.toml', '2'));
  await changed(() => rmSync(join(folder, 'one.toml')));
  await changed(() => rmSync(folder, { recursive: true }));
  await changed(() => {
    mkdirSync(folder);
    write('one.toml', '1')();
  });
  write('notes.txt', '1')();
  await changed(write('one.toml', 'one'));
  expect(count).toBe(7);
  await end();
});
