import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mountBehind, mountOver, parseMounts } from '../../src/vfs/mounts.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const TABLE = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '30 22 0:25 / /proc rw - proc proc rw',
  '31 22 0:40 / /mnt/with\\040blank rw - nfs4 server:/export rw',
  '32 22 0:41 / /home/me/remote rw master:2 - fuse.sshfs me@there: rw',
].join('\n');

test('of each mount its place and whether it may hang', () => {
  expect(parseMounts(TABLE).map(({ at, device, mayHang }) => `${device} ${at} ${mayHang}`)).toEqual([
    '8:1 / false',
    '0:25 /proc false',
    '0:40 /mnt/with blank true',
    '0:41 /home/me/remote true',
  ]);
});

test('a path lies on the innermost mount, and a name that only begins like one does not', () => {
  const mounts = parseMounts(TABLE);
  expect(mountOver('/home/me/remote/a/b', mounts)?.device).toBe('0:41');
  expect(mountOver('/home/me/remote2', mounts)?.device).toBe('8:1');
  expect(mountOver('/mnt/with blank', mounts)?.device).toBe('0:40');
});

test('links lead to the mount of what they name, also through folders and in a circle', async () => {
  using directory = new TemporaryDirectory();
  const [remote, path] = [join(directory.path, 'remote'), (name: string) => join(directory.path, name)];
  mkdirSync(path('sub'));
  symlinkSync('../remote/deep', path('sub/link'));
  symlinkSync('sub', path('folder'));
  symlinkSync('b', path('a'));
  symlinkSync('a', path('b'));
  const mounts = [...parseMounts(TABLE), { at: remote, device: '0:50', mayHang: true }];
  expect((await mountBehind(path('folder/link/x.log'), mounts))?.device).toBe('0:50');
  expect((await mountBehind(path('folder/other.log'), mounts))?.device).toBe('8:1');
  expect((await mountBehind(path('a'), mounts))?.device).toBe('8:1');
});
