import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { Namespace } from '../../src/namespace/namespace.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makeRamDisk } from '../../src/vfs/ram-disk.ts';
import { Space } from '../../src/vfs/space.ts';
import { guest } from '../support/guests.ts';
import { Folder, ProgramKernel } from '../support/programs.ts';
import { nextServerId } from '../support/server-id.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const SIZE = 64 * 1024;
const EXIT = { kind: 'exit', code: 0 };

/** A file system of 64 KiB of the host, where mounting is permitted. */
class SmallDisk implements Disposable {
  readonly #folder = new Folder();
  readonly path = this.#folder.path;
  readonly isMounted: boolean;

  constructor() {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'none', this.path], { stdio: 'ignore' });
      this.isMounted = true;
    } catch {
      // Only root may, and not in every container.
      this.isMounted = false;
    }
  }

  [Symbol.dispose](): void {
    if (this.isMounted) execFileSync('umount', ['--lazy', this.path]);
    this.#folder[Symbol.dispose]();
  }
}

test('a full ram disk is ENOSPC, and what is removed makes room', async () => {
  using disk = makeRamDisk(nextServerId(), 'disk', SIZE);
  using server = openServer(disk.spec);
  await using os = new TestKernel();
  const namespace = new Namespace().mount(server, '/m');
  const task = os.spawn('hostile/fill', { namespace, preopens: [{ name: '/m', path: '/m' }] });
  expect(await os.end(task)).toEqual(EXIT);
  expect(os.text(task)).toBe('No space left on device after 65536\nroom again');
});

test('files that were unlinked while they are open fill a ram disk, and their task gives them back', async () => {
  using disk = makeRamDisk(nextServerId(), 'disk', 1024 * 1024);
  using server = openServer(disk.spec);
  await using os = new TestKernel(2);
  const namespace = new Namespace().mount(server, '/m');
  const run = () => os.spawn('hostile/unlinked', { namespace, preopens: [{ name: '/m', path: '/m' }] });
  for (let round = 0; round < 2; round++) {
    const task = run();
    expect(await os.end(task), os.text(task)).toEqual(EXIT);
    expect(new Space(disk.spec.space).used).toBe(0);
  }
});

test('a full disk of the host is ENOSPC, and what is removed makes room', async ({ skip }) => {
  using disk = new SmallDisk();
  if (!disk.isMounted) skip('mounting is not permitted here');
  await using os = new ProgramKernel();
  const { reason, text } = await os.finish('fill', guest('hostile/fill'), [], [`${disk.path}::/m`]);
  expect(reason).toEqual(EXIT);
  expect(text).toMatch(/^No space left on device after \d+\nroom again$/);
});

test('a mount that disappears while a guest works in it is an errno, and nothing else', async () => {
  using disk = new TemporaryDirectory({ 'd/f': 'inside', 'd/sub/f': 'inside' });
  await using os = new ProgramKernel();
  const neighbour = os.spawn('basic/spin');
  const task = os.run('race', guest('hostile/race'), ['500'], [`${disk.path}::/m`]);
  await os.until(() => os.text(task) !== '');
  fs.rmSync(disk.path, { recursive: true });
  expect(await os.end(task)).toEqual(EXIT);
  expect(os.text(task)).toMatch(/refused [1-9]\d* escapes 0$/);
  expect(neighbour.state.phase).toBe('running');
});

test('a directory that is gone before its task starts concerns that task alone', async () => {
  const disk = new TemporaryDirectory();
  await using os = new TestKernel();
  const neighbour = os.spawn('basic/spin');
  await os.running(neighbour);
  const namespace = neighbour.namespace.mount(disk.server, '/m');
  fs.rmSync(disk.path, { recursive: true });
  const task = os.spawn('basic/hello', { namespace, preopens: [{ name: '/m', path: '/m' }] });
  expect(await os.end(task)).toMatchObject({ kind: 'load', code: 'ENOENT' });
  expect(neighbour.state.phase).toBe('running');
  expect(await os.end(os.spawn('basic/hello', { namespace }))).toEqual(EXIT);
  disk[Symbol.dispose]();
});

test('a directory that is swapped before its task starts is still the one that was mounted', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.mkdirSync(folder.file('mounted'));
  fs.writeFileSync(folder.file('mounted/a'), 'mounted\n');
  const task = os.run('files', guest('basic/files'), ['read', '/data/a'], [`${folder.file('mounted')}::/data`]);
  // The kernel has opened it; its cpu has not.
  fs.renameSync(folder.file('mounted'), folder.file('moved'));
  fs.mkdirSync(folder.file('mounted'));
  fs.writeFileSync(folder.file('mounted/a'), 'another\n');
  await os.end(task);
  expect(os.text(task)).toBe('mounted');
});
