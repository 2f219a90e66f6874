import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { type OpenHow, READ_ONLY } from '../../src/vfs/file-server.ts';
import { HostFile } from '../../src/vfs/host-file.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makeRamDisk, sweepRamDisks } from '../../src/vfs/ram-disk.ts';
import { nextServerId } from '../support/server-id.ts';
import { TemporaryDirectory } from './temporary-directory.ts';

const CREATE: OpenHow = { ...READ_ONLY, write: true, create: true };

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SysError) return error.code;
    throw error;
  }
  return 'no error';
}

function make(server: ReturnType<typeof openServer>, name: string, how = CREATE): HostFile {
  const handle = server.open(name, how);
  if (!(handle instanceof HostFile)) throw new Error('not a file');
  return handle;
}

test('a disk holds what fits, on all its threads together, and takes back what is removed', () => {
  using disk = makeRamDisk(nextServerId(), 'disk', 1_000);
  using first = openServer(disk.spec);
  using second = openServer(structuredClone(disk.spec));
  using a = make(first, 'a');
  using b = make(second, 'b');
  expect(a.write(new Uint8Array(600), 0)).toBe(600);
  expect(codeOf(() => b.write(new Uint8Array(500), 0))).toBe('ENOSPC');
  expect(b.write(new Uint8Array(400), 0)).toBe(400);
  expect(codeOf(() => b.append(new Uint8Array(1)))).toBe('ENOSPC');
  expect(codeOf(() => b.truncate(401))).toBe('ENOSPC');
  expect(codeOf(() => b.write(new Uint8Array(1), 5_000))).toBe('ENOSPC');
  expect(a.write(new Uint8Array(600).fill(1), 0)).toBe(600);
  a.truncate(100);
  expect(b.append(new Uint8Array(500))).toBe(500);
  second.unlink('a');
  expect(codeOf(() => b.append(new Uint8Array(1)))).toBe('ENOSPC');
  a.close();
  expect(b.append(new Uint8Array(100))).toBe(100);
  expect(codeOf(() => b.append(new Uint8Array(1)))).toBe('ENOSPC');
  using again = make(second, 'b', { ...CREATE, truncate: true });
  expect(again.write(new Uint8Array(1_000), 0)).toBe(1_000);
});

test('what is renamed over gives its space back', () => {
  using disk = makeRamDisk(nextServerId(), 'disk', 1_000);
  using server = openServer(disk.spec);
  for (const name of ['a', 'b']) {
    using file = make(server, name);
    file.write(new Uint8Array(500), 0);
  }
  server.rename('a', 'b');
  using file = make(server, 'c');
  expect(file.write(new Uint8Array(500), 0)).toBe(500);
});

test('the directory goes with its disk, and only its user may look into it', () => {
  const disk = makeRamDisk(nextServerId(), 'disk', 1_000);
  expect(fs.statSync(disk.spec.directory).mode & 0o777).toBe(0o700);
  fs.mkdirSync(path.join(disk.spec.directory, 'a/b'), { recursive: true });
  disk.close();
  disk.close();
  expect(fs.existsSync(disk.spec.directory)).toBe(false);
});

test('where memory has no room the next place is taken, and that is told', () => {
  using other = new TemporaryDirectory();
  using disk = makeRamDisk(nextServerId(), 'disk', 1_000, ['/nowhere', other.path]);
  expect(disk.inMemory).toBe(false);
  expect(path.dirname(disk.spec.directory)).toBe(other.path);
});

test('disks of dead processes are swept, those of living ones and what is no disk stay', () => {
  using place = new TemporaryDirectory({ 'wasitop-ram-notes': 'mine', 'other/': '' });
  const script = `
    import { makeRamDisk } from ${JSON.stringify(path.resolve('src/vfs/ram-disk.ts'))};
    makeRamDisk(1, 'disk', 1000, [${JSON.stringify(place.path)}]);`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  using alive = makeRamDisk(nextServerId(), 'alive', 1_000, [place.path]);
  expect(fs.readdirSync(place.path)).toHaveLength(4);
  expect(sweepRamDisks([place.path])).toBe(1);
  expect(fs.readdirSync(place.path).sort()).toEqual(
    ['other', path.basename(alive.spec.directory), 'wasitop-ram-notes'].sort(),
  );
});
