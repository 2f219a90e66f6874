import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Disks } from '../../src/disk/disks.ts';
import { FollowedFiles } from '../../src/disk/followed-files.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { projectFile } from '../support/guests.ts';
import { HungMount, mountTest } from '../support/hung-mount.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

/** Waits for changes until it holds. */
async function until(files: FollowedFiles, store: LogStore, holds: () => boolean): Promise<void> {
  while (!holds())
    await new Promise<void>((resolve) => {
      const ends = [files.subscribe(() => done()), store.subscribeAll(() => done())];
      const done = (): void => {
        for (const end of ends) end();
        resolve();
      };
    });
}

mountTest('a question to a disk that hangs is given up, and other disks answer', async () => {
  using directory = new TemporaryDirectory({ 'local.txt': '' });
  await using mount = new HungMount();
  writeFileSync(join(mount.files, 'far.txt'), '');
  symlinkSync(mount.folder, join(directory.path, 'link'));
  using disks = new Disks();
  expect(await disks.ask('paths', `${mount.folder}/f`)).toEqual([`${mount.folder}/far.txt`]);
  await mount.hang();
  const disk = await disks.of(`${directory.path}/link/f`);
  await expect(disk.ask('paths', [`${mount.folder}/f`], 100)).rejects.toThrow(
    `wait for ${mount.folder}: this disk does not answer; try again once it does (ETIMEDOUT)`,
  );
  expect(await disks.ask('paths', `${directory.path}/`)).toEqual(
    ['link/', 'local.txt'].map((name) => join(directory.path, name)),
  );
  await mount.release();
  expect(await disks.ask('paths', `${mount.folder}/f`)).toEqual([`${mount.folder}/far.txt`]);
});

mountTest('files on a disk that hangs say so, others go on, and nothing is lost', async () => {
  using directory = new TemporaryDirectory({ 'near.log': 'one\n' });
  await using mount = new HungMount();
  writeFileSync(join(mount.files, 'far.log'), 'one\n');
  const [near, far] = [join(directory.path, 'near.log'), join(mount.folder, 'far.log')];
  using disks = new Disks();
  const store = new LogStore();
  const files = new FollowedFiles(disks, store, {}, (error) => expect.fail(String(error)));
  const lines = (path: string) => {
    const source = store.source(files.files.find((file) => file.path === path)?.key ?? 0);
    return source.lines(0, source.next).map(({ text }) => text);
  };
  await Promise.all([files.add(near), files.add(far)]);
  await until(files, store, () => lines(far).includes('one') && lines(near).includes('one'));
  const held = mount.held();
  await mount.hang();
  await held;
  appendFileSync(join(mount.files, 'far.log'), 'two\n');
  appendFileSync(near, 'two\n');
  await until(files, store, () => lines(near).includes('two'));
  await until(files, store, () => files.silent.length > 0);
  expect(files.silent[0]).toMatch(`${mount.folder} has not answered for `);
  const states = files.files.map(({ path, state }) => [path, state]);
  expect(Object.fromEntries(states)).toEqual({ [near]: 'following', [far]: 'refused' });
  await mount.release();
  await until(files, store, () => lines(far).includes('two'));
  await until(files, store, () => files.silent.length === 0);
  files.close();
});

mountTest('doctor says that the disk of the configuration does not answer, and ends', async () => {
  await using mount = new HungMount();
  await mount.hang();
  const child = spawn(process.execPath, [projectFile('dist/start.js'), 'doctor'], {
    env: { ...process.env, XDG_CONFIG_HOME: mount.folder },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [status] = await once(child, 'exit');
  expect(Buffer.concat(chunks).toString()).toMatch(/warning +wait for .*: this disk does not answer/);
  expect(status).toBe(0);
});
