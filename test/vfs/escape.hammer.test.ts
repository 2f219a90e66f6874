import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { Namespace } from '../../src/namespace/namespace.ts';
import { LinkMet, READ_ONLY } from '../../src/vfs/file-server.ts';
import type { HostDirectory } from '../../src/vfs/host-directory.ts';
import { HostFile } from '../../src/vfs/host-file.ts';
import { sampled } from '../support/sampled.ts';
import { TemporaryDirectory } from './temporary-directory.ts';

const OPENS = sampled({ whole: 30_000, sample: 6_000 });

/** Runs `call` while a thread swaps `d`, a directory, with `link`; and counts how it ends. */
async function whileSwapping(directory: string, call: (count: number) => string): Promise<Map<string, number>> {
  const stop = new SharedArrayBuffer(8);
  const word = new Int32Array(stop);
  const worker = new Worker(new URL('./swap-worker.ts', import.meta.url), { workerData: { directory, stop } });
  const ends = new Map<string, number>();
  try {
    while (Atomics.load(word, 1) === 0) await new Promise((resolve) => setImmediate(resolve));
    for (let count = 0; count < OPENS; count++) {
      const end = endOf(() => call(count));
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  } finally {
    Atomics.store(word, 0, 1);
    await new Promise((resolve) => worker.once('exit', resolve));
  }
  return ends;
}

function endOf(call: () => string): string {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError) return error.code;
    if (error instanceof LinkMet) return 'link';
    throw error;
  }
}

function textOf(server: HostDirectory, path: string): string {
  using handle = server.open(path, READ_ONLY);
  const bytes = new Uint8Array(16);
  return Buffer.from(bytes.subarray(0, handle.read(bytes, 0))).toString();
}

test('a directory that is swapped with a link to the outside never leads there', async () => {
  using outside = new TemporaryDirectory({ f: 'SECRET', 'sub/f': 'SECRET' });
  using disk = new TemporaryDirectory({ 'd/f': 'inside', 'd/sub/f': 'inside', link: `-> ${outside.path}` });
  const ends = await whileSwapping(disk.path, (count) => textOf(disk.server, count % 2 === 0 ? 'd/f' : 'd/sub/f'));
  expect(ends.get('inside')).toBeGreaterThan(0);
  expect([...ends.keys()].filter((end) => !['inside', 'link', 'ENOENT', 'EAGAIN'].includes(end))).toEqual([]);
}, 60_000);

test('nothing is made, removed or changed outside meanwhile', async () => {
  using outside = new TemporaryDirectory({ victim: 'untouched' });
  using disk = new TemporaryDirectory({ 'd/victim': '', link: `-> ${outside.path}` });
  const { server } = disk;
  const calls: ((count: number) => void)[] = [
    (count) => server.open(`d/new${count}`, { ...READ_ONLY, write: true, create: true }).close(),
    () => server.open('d/victim', { ...READ_ONLY, write: true, create: true, truncate: true }).close(),
    () => server.unlink('d/victim'),
    () => server.makeDirectory('d/folder'),
    () => server.removeDirectory('d/folder'),
    () => server.symlink('x', 'd/newlink'),
    () => server.unlink('d/newlink'),
    () => server.rename('d/victim', 'd/other'),
    () => server.link('d/other', 'd/victim'),
    () => server.setTimes('d/victim', 1n, 1n),
  ];
  const { mtimeNs } = fs.statSync(`${outside.path}/victim`, { bigint: true });
  const ends = await whileSwapping(disk.path, (count) => {
    calls[count % calls.length]?.(count);
    return 'done';
  });
  expect(ends.get('done')).toBeGreaterThan(0);
  expect(fs.readdirSync(outside.path)).toEqual(['victim']);
  expect(fs.readFileSync(`${outside.path}/victim`, 'utf8')).toBe('untouched');
  expect(fs.statSync(`${outside.path}/victim`, { bigint: true }).mtimeNs).toBe(mtimeNs);
}, 60_000);

test('a file that is swapped with a link is opened as itself or refused', async () => {
  using outside = new TemporaryDirectory({ f: 'SECRET' });
  using disk = new TemporaryDirectory({ d: 'inside', link: `-> ${outside.path}/f` });
  const namespace = new Namespace().mount(disk.server, '/');
  const ends = await whileSwapping(disk.path, () => {
    const opened = namespace.open('/', 'd', READ_ONLY, true);
    if (opened instanceof Promise || !(opened.handle instanceof HostFile)) throw new Error('not opened at once');
    using handle = opened.handle;
    const bytes = new Uint8Array(16);
    return Buffer.from(bytes.subarray(0, handle.read(bytes, 0))).toString();
  });
  expect(ends.get('inside')).toBeGreaterThan(0);
  expect([...ends.keys()].filter((end) => !['inside', 'EPERM', 'ENOENT', 'EAGAIN'].includes(end))).toEqual([]);
}, 60_000);

test('a link inside that is swapped with a directory leads to one of the two', async () => {
  using disk = new TemporaryDirectory({ 'd/f': 'inside', 'other/f': 'other', link: '-> other' });
  const namespace = new Namespace().mount(disk.server, '/m');
  const ends = await whileSwapping(disk.path, () => {
    const opened = namespace.open('/m', 'd/f', READ_ONLY, true);
    if (opened instanceof Promise) throw new Error('not opened at once');
    using handle = opened.handle;
    const bytes = new Uint8Array(16);
    return Buffer.from(bytes.subarray(0, handle.read(bytes, 0))).toString();
  });
  expect(ends.get('inside')).toBeGreaterThan(0);
  expect([...ends.keys()].filter((end) => !['inside', 'other', 'ENOENT', 'EAGAIN'].includes(end))).toEqual([]);
}, 60_000);
