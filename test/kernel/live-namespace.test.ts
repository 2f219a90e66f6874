import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildNamespace } from '../../src/kernel/namespace-builder.ts';
import { controlNamespace } from '../../src/kernel/namespace-control.ts';
import type { Task } from '../../src/kernel/task.ts';
import { TaskFiles } from '../../src/taskfs/task-files.ts';
import type { FileHandle } from '../../src/vfs/file-handle.ts';
import { READ_ONLY } from '../../src/vfs/file-server.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

/** A task that says every tenth of a second what is in /data. */
function listing(os: TestKernel): Task {
  return os.spawn('basic/list-forever');
}

/** What the last line says. */
const last = (os: TestKernel, task: Task) => os.text(task).split('\n').at(-1) ?? '';

test('a task sees what is mounted, bound and taken away while it runs', async () => {
  await using os = new TestKernel();
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-test-'));
  writeFileSync(join(folder, 'here'), '');
  try {
    const task = listing(os);
    await os.until(() => last(os, task) === '/data: not there');
    await controlNamespace(os.kernel, task.pid, `mount host ${folder} /elsewhere ro`);
    await controlNamespace(os.kernel, task.pid, 'bind /elsewhere /data');
    await os.until(() => last(os, task) === '/data: here');
    await controlNamespace(os.kernel, task.pid, 'unbind /data');
    await os.until(() => last(os, task) === '/data: not there');
    expect(task.namespace.mounts.map(({ at }) => at)).toEqual(['/dev', '/task', '/elsewhere']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('two changes at a time both count', async () => {
  await using os = new TestKernel();
  const task = listing(os);
  await Promise.all([
    controlNamespace(os.kernel, task.pid, 'mount ram 1M /a'),
    controlNamespace(os.kernel, task.pid, 'bind /dev /b'),
  ]);
  expect(task.namespace.mounts.map(({ at }) => at).sort()).toEqual(['/a', '/b', '/dev', '/task']);
});

test('each change has one answer, also while the task is made and when it ends', async () => {
  await using os = new TestKernel();
  const files = new TaskFiles(os.kernel);
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  os.kernel.serveFiles({
    request: async (pid, request) => {
      asked.resolve();
      await answer.promise;
      return files.request(pid, request);
    },
  });
  // Its cpu asks for that directory while it makes the task.
  const task = os.spawn('basic/sleep-forever', { preopens: [{ name: '/self', path: '/task/self' }] });
  const change = () => controlNamespace(os.kernel, task.pid, 'bind /dev /b');
  await asked.promise;
  const early = [change(), change(), change()];
  await new Promise(setImmediate);
  answer.resolve();
  await Promise.all(early);
  const late = [change(), change()];
  os.kernel.signal(task.pid, 'KILL');
  await Promise.all(late);
});

/** The private directory of the ram disk that a task sees at /data. */
function diskOf(task: Task): string {
  const spec = task.namespace.mounts.find(({ at }) => at === '/data')?.layers[0]?.server.spec;
  if (spec?.kind !== 'ram') throw new Error('no ram disk');
  return spec.directory;
}

/** Descriptors of this process that lead to a directory: those of the kernel and of its cpus. */
function descriptorsOf(directory: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).replace(/ .deleted.$/, '') === directory;
    } catch {
      return false;
    }
  }).length;
}

test('a ram disk goes with the last task that sees it, on the kernel and on every cpu', async () => {
  await using os = new TestKernel(2);
  const [first, second] = [listing(os), listing(os)];
  await Promise.all([os.running(first), os.running(second)]);
  await controlNamespace(os.kernel, first.pid, 'mount ram 1M /data');
  const directory = diskOf(first);
  await os.kernel.changeNamespace(second.pid, () => first.namespace);
  expect(descriptorsOf(directory)).toBeGreaterThanOrEqual(3);
  await controlNamespace(os.kernel, first.pid, 'unbind /data');
  expect(existsSync(directory)).toBe(true);
  os.kernel.signal(second.pid, 'KILL');
  await os.end(second);
  expect(existsSync(directory)).toBe(false);
  expect(os.kernel.servers.count).toBe(0);
  await os.until(() => descriptorsOf(directory) === 0);
  expect(first.state.phase).toBe('running');
});

test('a directory of the host is shared, and given back when it is replaced or its tasks have ended', async () => {
  await using os = new TestKernel();
  using folder = new TemporaryDirectory({ here: '' });
  const [first, second] = [listing(os), listing(os)];
  await Promise.all([os.running(first), os.running(second)]);
  const before = descriptorsOf(folder.path);
  for (const { pid } of [first, second]) await controlNamespace(os.kernel, pid, `mount host ${folder.path} /data`);
  expect(os.kernel.servers.count).toBe(1);
  await os.until(() => last(os, second) === '/data: here');
  await controlNamespace(os.kernel, first.pid, 'mount ram 1M /data');
  expect(os.kernel.servers.count).toBe(2);
  for (const task of [first, second]) os.kernel.signal(task.pid, 'KILL');
  await Promise.all([os.end(first), os.end(second)]);
  expect(os.kernel.servers.count).toBe(0);
  await os.until(() => descriptorsOf(folder.path) === before);
});

test('a mount for no task, or for one that has ended, makes nothing, nor does a task that cannot be made', async () => {
  await using os = new TestKernel();
  using folder = new TemporaryDirectory();
  const task = os.spawn('basic/hello');
  await os.end(task);
  for (const pid of [task.pid, 999_999])
    for (const line of ['mount ram 1M /data', `mount host ${folder.path} /data`])
      await expect(controlNamespace(os.kernel, pid, line)).rejects.toThrow('ESRCH');
  const mounts = [folder.path, `${folder.path}/no`].map((host) => ({ host, guest: '/data', readOnly: false }));
  expect(() => buildNamespace(os.kernel.servers, mounts, '/')).toThrow('ENOENT');
  const namespace = buildNamespace(os.kernel.servers, mounts.slice(0, 1), '/');
  expect(os.kernel.servers.count).toBe(1);
  expect(() => os.spawn('basic/hello', { namespace, level: 9 })).toThrow('EINVAL');
  expect(os.kernel.servers.count).toBe(0);
});

test('what was opened before a disk was taken away can be used until it is closed, and leads nowhere else', async () => {
  await using os = new TestKernel();
  const task = listing(os);
  await os.running(task);
  await controlNamespace(os.kernel, task.pid, 'mount ram 1M /data');
  const server = task.namespace.mounts.find(({ at }) => at === '/data')?.layers[0]?.server;
  const file = server?.open('file', { ...READ_ONLY, write: true, create: true }) as FileHandle;
  const folder = server?.open('', READ_ONLY) as FileHandle;
  await controlNamespace(os.kernel, task.pid, 'unbind /data');
  expect(file.write(new Uint8Array(10), 0)).toBe(10);
  expect(file.stat().size).toBe(10n);
  expect(() => folder.whereabouts('')).toThrow('ENOENT');
  expect(() => server?.stat('file')).toThrow('ENOENT');
  file.close();
  folder.close();
});

test('a ram disk goes when the kernel does', async () => {
  let directory = '';
  {
    await using os = new TestKernel();
    const task = listing(os);
    await controlNamespace(os.kernel, task.pid, 'mount ram 1M /data');
    directory = diskOf(task);
    expect(existsSync(directory)).toBe(true);
  }
  expect(existsSync(directory)).toBe(false);
});

test.each([
  ['', 'the commands are bind unbind mount'],
  ['bnid /a /b', 'the commands are bind unbind mount'],
  ['bind /a', 'usage: bind'],
  ['bind -x /dev /b', 'usage: bind'],
  ['bind dev /b', 'a path in a namespace begins with /'],
  ['bind /nothing /b', 'ENOENT'],
  ['unbind /nothing', 'it is no mount point'],
  ['mount disk /a /b', 'the mount types are host and ram'],
  ['mount host /nowhere /b', 'ENOENT'],
  ['mount host /dev/null /b', 'ENOTDIR'],
  ['mount ram much /b', 'a size is a number'],
  ['mount host /tmp /b rw', 'the only flag is ro'],
])('%j is refused and changes nothing', async (line, text) => {
  await using os = new TestKernel();
  const task = listing(os);
  const before = task.namespace;
  await expect(controlNamespace(os.kernel, task.pid, line)).rejects.toThrow(text);
  expect(task.namespace).toBe(before);
});

test('what a task has open is told while it spins, sleeps or is paused, and nothing when it has ended', async () => {
  await using os = new TestKernel();
  const targets = async (task: Task) => (await os.kernel.describeFiles(task.pid)).map(({ target }) => target);
  const [spinning, sleeping] = [os.spawn('basic/spin'), os.spawn('basic/sleep-forever')];
  await os.running(spinning);
  await os.running(sleeping);
  const expected = ['/dev/null', 'log', 'log', '/'];
  expect(await targets(spinning)).toEqual(expected);
  expect(await targets(sleeping)).toEqual(expected);
  os.kernel.signal(spinning.pid, 'STOP');
  expect(await targets(spinning)).toEqual(expected);
  const asked = targets(spinning);
  os.kernel.signal(spinning.pid, 'KILL');
  await asked;
  await os.end(spinning);
  expect(await targets(spinning)).toEqual([]);
});
