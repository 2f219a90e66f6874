import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { LEAST_RAM_INODES } from '../../src/base/limits.ts';
import { SysError } from '../../src/base/sys-error.ts';
import type { FileHandle } from '../../src/vfs/file-handle.ts';
import { type FileServer, type OpenHow, READ_ONLY } from '../../src/vfs/file-server.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makeRamDisk, type RamDisk } from '../../src/vfs/ram-disk.ts';
import { Space } from '../../src/vfs/space.ts';
import { nextServerId } from '../support/server-id.ts';

const CREATE: OpenHow = { ...READ_ONLY, write: true, create: true };
const SIZE = 1_000;

/** A disk of a thousand bytes, as two threads serve it. */
class Disk implements Disposable {
  readonly disk = makeRamDisk(nextServerId(), 'disk', SIZE);
  readonly servers = [openServer(this.disk.spec), openServer(structuredClone(this.disk.spec))] as const;
  readonly first = this.servers[0];
  readonly second = this.servers[1];
  readonly #space = new Space(this.disk.spec.space);

  /** Bytes and inodes that are charged. */
  get held(): readonly [bytes: number, inodes: number] {
    return [this.#space.used, this.#space.inodes];
  }

  [Symbol.dispose](): void {
    for (const server of this.servers) server.close();
    this.disk.close();
  }
}

/** Opens or makes a file and writes so many bytes at its beginning. */
function filled(server: FileServer, path: string, bytes: number): FileHandle {
  const file = server.open(path, CREATE) as FileHandle;
  if (bytes > 0) file.write(new Uint8Array(bytes), 0);
  return file;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SysError) return error.code;
    throw error;
  }
  return 'no error';
}

test('the last close gives back what was unlinked, whichever thread has it open', () => {
  using d = new Disk();
  const a = filled(d.first, 'a', 600);
  const b = d.second.open('a', CREATE) as FileHandle;
  d.first.unlink('a');
  expect(d.held).toEqual([600, 1]);
  b.write(new Uint8Array(100), 600);
  expect(d.held).toEqual([700, 1]);
  a.close();
  a.close();
  expect(d.held).toEqual([700, 1]);
  expect(codeOf(() => b.truncate(1_001))).toBe('ENOSPC');
  b.truncate(1_000);
  b.truncate(50);
  expect(d.held).toEqual([50, 1]);
  b.close();
  expect(d.held).toEqual([0, 0]);
});

test('two threads that extend one file are charged once', () => {
  using d = new Disk();
  const a = filled(d.first, 'a', 0);
  const b = d.second.open('a', CREATE) as FileHandle;
  a.write(new Uint8Array(400), 0);
  b.write(new Uint8Array(400), 0);
  b.append(new Uint8Array(100));
  a.append(new Uint8Array(100));
  a.allocate(0, 650);
  expect(d.held).toEqual([650, 1]);
  expect(a.stat().size).toBe(650n);
  a.close();
  b.close();
  expect(d.held).toEqual([650, 1]);
  d.second.unlink('a');
  expect(d.held).toEqual([0, 0]);
});

test('a hole counts, and opening with truncation gives all back', () => {
  using d = new Disk();
  const a = filled(d.first, 'a', 1);
  a.write(new Uint8Array(1), 899);
  expect(d.held).toEqual([900, 1]);
  expect(codeOf(() => a.write(new Uint8Array(1), SIZE))).toBe('ENOSPC');
  expect(a.stat().size).toBe(900n);
  (d.second.open('a', { ...CREATE, truncate: true }) as FileHandle).close();
  expect(d.held).toEqual([0, 1]);
  a.append(new Uint8Array(10));
  expect(d.held).toEqual([10, 1]);
  a.close();
});

test('what an open file is renamed over stays charged until it is closed', () => {
  using d = new Disk();
  const a = filled(d.first, 'a', 300);
  const b = filled(d.second, 'b', 500);
  d.first.rename('a', 'b');
  expect(d.held).toEqual([800, 2]);
  b.close();
  expect(d.held).toEqual([300, 1]);
  d.first.rename('b', 'b');
  d.first.link('b', 'c');
  d.first.rename('b', 'c');
  expect(d.held).toEqual([300, 2]);
  a.close();
});

test('bytes go with the last of several names, and each name counts', () => {
  using d = new Disk();
  filled(d.first, 'a', 300).close();
  d.first.link('a', 'b');
  d.second.symlink('a', 'c');
  expect(d.held).toEqual([300, 3]);
  d.second.unlink('a');
  d.second.unlink('c');
  expect(d.held).toEqual([300, 1]);
  d.second.unlink('b');
  expect(d.held).toEqual([0, 0]);
});

test('inodes run out like bytes, and a directory that is open counts until it is closed', () => {
  using d = new Disk();
  for (let count = 0; count < LEAST_RAM_INODES; count++) d.first.makeDirectory(`d${count}`);
  for (const make of [
    () => d.second.makeDirectory('x'),
    () => d.second.symlink('x', 'y'),
    () => d.second.link('d0', 'x'),
    () => d.second.open('x', CREATE),
  ])
    expect(codeOf(make)).toBe('ENOSPC');
  const open = d.second.open('d0', READ_ONLY) as FileHandle;
  d.first.removeDirectory('d0');
  expect(d.held).toEqual([0, LEAST_RAM_INODES]);
  open.close();
  expect(d.held).toEqual([0, LEAST_RAM_INODES - 1]);
  d.first.rename('d1', 'd2');
  expect(d.held).toEqual([0, LEAST_RAM_INODES - 2]);
});

test('what fails is not charged', () => {
  using d = new Disk();
  filled(d.first, 'a', 100).close();
  d.first.makeDirectory('d');
  const before = d.held;
  for (const [run, code] of [
    [() => d.first.open('a', { ...CREATE, exclusive: true }), 'EEXIST'],
    [() => d.first.makeDirectory('a'), 'EEXIST'],
    [() => d.first.link('no', 'b'), 'ENOENT'],
    [() => d.first.rename('no', 'a'), 'ENOENT'],
    [() => d.first.rename('a', 'd'), 'EISDIR'],
    [() => d.first.unlink('d'), 'EISDIR'],
    [() => d.first.removeDirectory('a'), 'ENOTDIR'],
    [() => d.first.unlink('a/x'), 'ENOTDIR'],
    [() => (d.first.open('a', READ_ONLY) as FileHandle).write(new Uint8Array(200), 0), 'EBADF'],
    [() => (d.first.open('a', READ_ONLY) as FileHandle).truncate(200), 'EINVAL'],
  ] as const)
    expect(codeOf(run)).toBe(code);
  expect(d.held).toEqual(before);
});

/** Runs a program on a thread of its own that has the disk as `server`; it tells `done` or goes on for ever. */
async function onThread(disk: RamDisk, program: string): Promise<Worker> {
  const worker = new Worker(
    `import { workerData, parentPort } from 'node:worker_threads';
     import { openServer } from ${JSON.stringify(new URL('../../src/vfs/open-server.ts', import.meta.url).href)};
     const CREATE = ${JSON.stringify(CREATE)};
     const server = openServer(workerData);
     const done = () => parentPort.postMessage('done');
     ${program}`,
    { eval: true, workerData: disk.spec, execArgv: ['--input-type=module'] },
  );
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return worker;
}

test('a thread that is lost gives back what it alone had open, and loses nothing of what others have', async () => {
  using d = new Disk();
  const mine = filled(d.first, 'shared', 100);
  const worker = await onThread(
    d.disk,
    `const [gone, shared] = [server.open('gone', CREATE), server.open('shared', CREATE)];
     gone.write(new Uint8Array(300), 0);
     server.unlink('gone');
     server.unlink('shared');
     done();
     for (let size = 0; ; size = (size + 7) % 200) shared.truncate(size);`,
  );
  const { threadId } = worker;
  await worker.terminate();
  d.disk.abandon(threadId);
  const size = Number(mine.stat().size);
  mine.append(new Uint8Array(1));
  expect(d.held).toEqual([size + 1, 1]);
  mine.close();
  expect(d.held).toEqual([0, 0]);
});

test('threads that open, grow, rename and remove the same files at once are charged for what is there', async () => {
  using d = new Disk();
  const program = `
    const files = [];
    for (let step = 0; step < 3_000; step++) {
      const [name, other] = ['f' + (step * 7 % 5), 'f' + (step * 3 % 4)];
      try {
        if (step % 11 === 0) server.unlink(name);
        else if (step % 13 === 0) server.rename(name, other);
        else if (step % 17 === 0) server.link(name, other);
        else if (step % 5 === 0) for (const file of files.splice(0)) file.close();
        else if (step % 3 === 0) files.push(server.open(name, { ...CREATE, truncate: step % 2 === 0 }));
        else files.at(-1)?.[step % 2 ? 'append' : 'truncate'](step % 2 ? new Uint8Array(step % 90) : step % 150);
      } catch (error) {
        if (!['ENOENT', 'ENOSPC', 'EEXIST'].includes(error.code)) throw error;
      }
    }
    for (const file of files) file.close();
    server.close();
    done();`;
  const workers = await Promise.all([onThread(d.disk, program), onThread(d.disk, program)]);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const names = ['f0', 'f1', 'f2', 'f3', 'f4'];
  const stats = names.flatMap((name) => {
    try {
      return [d.first.stat(name) as { readonly ino: bigint; readonly size: bigint }];
    } catch {
      return [];
    }
  });
  const sizes = new Map(stats.map(({ ino, size }) => [ino, Number(size)]));
  expect(d.held).toEqual([[...sizes.values()].reduce((sum, size) => sum + size, 0), stats.length]);
  for (const name of names) if (codeOf(() => d.first.stat(name)) === 'no error') d.second.unlink(name);
  expect(d.held).toEqual([0, 0]);
});
