import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { type FileServer, LinkMet, type OpenHow, READ_ONLY } from '../../src/vfs/file-server.ts';
import { HostDirectory } from '../../src/vfs/host-directory.ts';
import { HostFile, HostFolder } from '../../src/vfs/host-file.ts';
import { entriesOf } from './entries-of.ts';
import { TemporaryDirectory } from './temporary-directory.ts';

const WRITE: OpenHow = { ...READ_ONLY, write: true };
const CREATE: OpenHow = { ...WRITE, create: true };

function errorOf(run: () => unknown): SysError {
  try {
    run();
  } catch (error) {
    if (error instanceof SysError) return error;
    throw error;
  }
  throw new Error('no error');
}

const codeOf = (run: () => unknown) => errorOf(run).code;

function file(server: FileServer, path: string, how = READ_ONLY): HostFile {
  const handle = server.open(path, how);
  if (!(handle instanceof HostFile)) throw new Error('not a file');
  return handle;
}

function folder(server: FileServer, path: string): HostFolder {
  const handle = server.open(path, { ...READ_ONLY, directory: true });
  if (!(handle instanceof HostFolder)) throw new Error('not a directory');
  return handle;
}

function text(handle: HostFile, at = 0): string {
  const bytes = new Uint8Array(100);
  return Buffer.from(bytes.subarray(0, handle.read(bytes, at))).toString();
}

describe('opening', () => {
  test('reads and writes at offsets, and appends at the end whoever else does', () => {
    using disk = new TemporaryDirectory({ 'd/f': 'hello' });
    using first = file(disk.server, 'd/f', WRITE);
    using second = file(disk.server, 'd/f', WRITE);
    expect(text(first, 1)).toBe('ello');
    expect(text(first, 100)).toBe('');
    first.write(Buffer.from('J'), 0);
    first.append(Buffer.from(' one'));
    second.append(Buffer.from(' two'));
    first.write(Buffer.from('c'), 0);
    expect(text(second)).toBe('cello one two');
  });

  test('a file is read in pieces of at most 1 MB', () => {
    using disk = new TemporaryDirectory();
    using large = file(disk.server, 'large', CREATE);
    expect(large.write(new Uint8Array(3_000_000), 0)).toBe(1_048_576);
    large.truncate(3_000_000);
    expect(large.read(new Uint8Array(3_000_000), 0)).toBe(1_048_576);
    large.allocate(0, 10);
    expect(large.stat().size).toBe(3_000_000n);
    large.allocate(3_000_000, 10);
    expect(large.stat().size).toBe(3_000_010n);
  });

  test('create, exclusive and truncate', () => {
    using disk = new TemporaryDirectory({ f: 'text', l: '-> f' });
    file(disk.server, 'new', CREATE).close();
    expect(codeOf(() => disk.server.open('new', { ...CREATE, exclusive: true }))).toBe('EEXIST');
    expect(codeOf(() => disk.server.open('l', { ...CREATE, exclusive: true }))).toBe('EEXIST');
    expect(codeOf(() => disk.server.open('no/new', CREATE))).toBe('ENOENT');
    expect(codeOf(() => disk.server.open('f/new', CREATE))).toBe('ENOTDIR');
    using f = file(disk.server, 'f', { ...WRITE, truncate: true });
    expect(f.stat().size).toBe(0n);
  });

  test('kinds are told apart', () => {
    using disk = new TemporaryDirectory({ 'd/': '', f: '' });
    expect(codeOf(() => disk.server.open('f', { ...READ_ONLY, directory: true }))).toBe('ENOTDIR');
    expect(codeOf(() => disk.server.open('d', WRITE))).toBe('EISDIR');
    expect(codeOf(() => file(disk.server, 'f').write(new Uint8Array(1), 0))).toBe('EBADF');
    expect(codeOf(() => disk.server.unlink('d'))).toBe('EISDIR');
    expect(codeOf(() => disk.server.removeDirectory('f'))).toBe('ENOTDIR');
  });

  test('links are met, never followed, wherever they stand', () => {
    using disk = new TemporaryDirectory({ 'd/f': '', 'd/l': '-> f', up: '-> d', 'd/back': '-> ../up' });
    for (const [path, depth, target] of [
      ['up', 1, 'd'],
      ['up/f', 1, 'd'],
      ['d/l', 2, 'f'],
      ['d/back/f/g', 2, '../up'],
    ] as const) {
      expect(() => disk.server.open(path, READ_ONLY)).toThrow(
        expect.objectContaining({ name: 'LinkMet', depth, target }),
      );
    }
    expect(() => disk.server.stat('up/f')).toThrow(LinkMet);
    expect(() => disk.server.makeDirectory('up/new')).toThrow(LinkMet);
    expect(disk.server.stat('d/l').type).toBe('symlink');
  });

  test('FIFOs, sockets and devices of the host are not opened, and hold nobody up', async () => {
    using disk = new TemporaryDirectory();
    execFileSync('mkfifo', [`${disk.path}/fifo`]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(`${disk.path}/socket`, resolve));
    using devices = new HostDirectory({ kind: 'host', id: 0, name: 'dev', directory: '/dev' });
    expect(codeOf(() => disk.server.open('fifo', READ_ONLY))).toBe('EACCES');
    expect(codeOf(() => disk.server.open('fifo', { ...CREATE, truncate: true }))).toBe('EACCES');
    expect(codeOf(() => disk.server.open('socket', READ_ONLY))).toBe('EACCES');
    expect(codeOf(() => devices.open('null', WRITE))).toBe('EACCES');
    expect([disk.server.stat('fifo').type, disk.server.stat('socket').type, devices.stat('null').type]).toEqual([
      'fifo',
      'socket',
      'char',
    ]);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('directories', () => {
  test('list what they hold, with types', () => {
    using disk = new TemporaryDirectory({ 'd/f': '', 'd/e/': '', 'd/l': '-> f' });
    using d = folder(disk.server, 'd');
    expect(
      entriesOf(d)
        .map(({ name, type }) => `${name} ${type}`)
        .sort(),
    ).toEqual(['e directory', 'f file', 'l symlink']);
    expect(entriesOf(d).find(({ name }) => name === 'f')?.ino).toBe(disk.server.stat('d/f').ino);
  });

  test('an open one is itself after a rename, and lists nothing after its removal', () => {
    using disk = new TemporaryDirectory({ 'd/f': '' });
    using d = folder(disk.server, 'd');
    disk.server.rename('d', 'e');
    expect(entriesOf(d)).toHaveLength(1);
    disk.server.unlink('e/f');
    disk.server.removeDirectory('e');
    expect(entriesOf(d)).toEqual([]);
  });

  test('files lie deeper than the host has paths for, and are told from others there', () => {
    using disk = new TemporaryDirectory();
    const name = 'n'.repeat(200);
    let deep = name;
    disk.server.makeDirectory(deep);
    for (let depth = 1; depth < 60; depth++) {
      deep = `${deep}/${name}`;
      disk.server.makeDirectory(deep);
    }
    disk.server.makeDirectory(`${deep}/first`);
    disk.server.makeDirectory(`${deep}/second`);
    const [first, second] = ['first', 'second'].map((last) => disk.server.stat(`${deep}/${last}`).ino);
    disk.server.rename(`${deep}/first`, `${deep}/third`);
    disk.server.rename(`${deep}/second`, `${deep}/first`);
    expect(disk.server.stat(`${deep}/first`).ino).toBe(second);
    expect(disk.server.stat(`${deep}/third`).ino).toBe(first);
    disk.server.rename(name, 'moved');
    expect(codeOf(() => disk.server.stat(`${deep}/first`))).toBe('ENOENT');
    expect(disk.server.stat(`moved${deep.slice(name.length)}/first`).ino).toBe(second);
  });

  test('the served directory may be renamed, and its old path taken by another', () => {
    using disk = new TemporaryDirectory({ 'root/d/f': 'mine', 'root/link': '-> ../root/d' });
    using server = new HostDirectory({ kind: 'host', id: 0, name: 'root', directory: `${disk.path}/root` });
    fs.renameSync(`${disk.path}/root`, `${disk.path}/moved`);
    fs.mkdirSync(`${disk.path}/root/link`, { recursive: true });
    fs.writeFileSync(`${disk.path}/root/link/f`, 'another');
    fs.unlinkSync(`${disk.path}/moved/link`);
    fs.symlinkSync(`${disk.path}/root/link`, `${disk.path}/moved/link`);
    using handle = file(server, 'd/f');
    expect(text(handle)).toBe('mine');
    expect(() => server.open('link/f', READ_ONLY)).toThrow(LinkMet);
  });
});

test('times are exact to the nanosecond until somebody else changes them', () => {
  using disk = new TemporaryDirectory({ f: '', l: '-> f' });
  using handle = file(disk.server, 'f', WRITE);
  const [atim, mtim] = [1_234_567_890_123_456_789n, 1_700_000_000_000_000_001n];
  disk.server.setTimes('f', atim, mtim);
  expect(disk.server.stat('f')).toMatchObject({ atim, mtim });
  handle.setTimes(undefined, 7n);
  expect(handle.stat()).toMatchObject({ atim, mtim: 7n });
  disk.server.setTimes('l', 11n, 13n);
  expect(disk.server.stat('l')).toMatchObject({ atim: 11n, mtim: 13n });
  fs.utimesSync(`${disk.path}/f`, 1, 2);
  expect(handle.stat()).toMatchObject({ atim: 1_000_000_000n, mtim: 2_000_000_000n });
});

test('a flush goes on after close, and nothing else works then', async () => {
  using disk = new TemporaryDirectory({ f: 'text' });
  const handle = file(disk.server, 'f', WRITE);
  const flushed = Promise.all([handle.sync(false), handle.sync(true)]);
  handle.close();
  handle.close();
  await flushed;
  for (const call of [
    () => handle.read(new Uint8Array(1), 0),
    () => handle.write(new Uint8Array(1), 0),
    () => handle.append(new Uint8Array(1)),
    () => handle.stat(),
    () => handle.truncate(0),
    () => handle.setTimes(1n, 1n),
    () => handle.sync(false),
  ]) {
    expect(codeOf(call)).toBe('EBADF');
  }
  using root = folder(disk.server, '');
  await root.sync();
});

test('no descriptor is left behind, whatever fails', () => {
  using disk = new TemporaryDirectory({ 'd/e/f': '', l: '-> d', 'd/l': '-> e' });
  const before = fs.readdirSync('/proc/self/fd').length;
  const server = new HostDirectory({ kind: 'host', id: 1, name: 'test', directory: disk.path });
  const calls = [
    () => server.open('d/e/f', READ_ONLY).close(),
    () => server.open('l/e/f', READ_ONLY),
    () => server.open('d/l/f', READ_ONLY),
    () => server.open('d/no/f', READ_ONLY),
    () => server.open('d/e/no', READ_ONLY),
    () => server.open('d/e/f/no', READ_ONLY),
    () => server.open('d/e', WRITE),
    () => server.open('d/e/f', { ...READ_ONLY, directory: true }),
    () => server.open('d/l', READ_ONLY),
    () => server.stat('d/l/x'),
    () => server.makeDirectory('d/l/x'),
    () => server.makeDirectory('d/e'),
    () => server.rename('d/e/f', 'd/l/x'),
  ];
  for (const call of calls) {
    try {
      call();
    } catch (error) {
      expect(error instanceof SysError || error instanceof LinkMet).toBe(true);
    }
  }
  server.close();
  expect(fs.readdirSync('/proc/self/fd')).toHaveLength(before);
});

test('errors name what the guest named', () => {
  using disk = new TemporaryDirectory();
  expect(errorOf(() => disk.server.open('a/b', READ_ONLY)).message).toBe(
    'open a/b: no such file or directory (ENOENT)',
  );
  const missing = { kind: 'host', id: 0, name: 'data', directory: `${disk.path}/no` } as const;
  expect(errorOf(() => new HostDirectory(missing)).message).toBe(
    'open directory data: no such file or directory (ENOENT)',
  );
});
