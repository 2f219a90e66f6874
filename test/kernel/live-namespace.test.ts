import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { controlNamespace } from '../../src/kernel/namespace-control.ts';
import type { Task } from '../../src/kernel/task.ts';
import { TaskFiles } from '../../src/taskfs/task-files.ts';
import { TestKernel } from '../support/test-kernel.ts';

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

test('a ram disk goes when the kernel does', async () => {
  let directory: unknown;
  {
    await using os = new TestKernel();
    const task = listing(os);
    await controlNamespace(os.kernel, task.pid, 'mount ram 1M /data');
    const spec = task.namespace.mounts.find(({ at }) => at === '/data')?.layers[0]?.server.spec;
    directory = spec?.kind === 'ram' ? spec.directory : undefined;
    expect(existsSync(String(directory))).toBe(true);
  }
  expect(existsSync(String(directory))).toBe(false);
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
  const expected = ['/dev/null', 'log', 'log', '/', '/dev', '/task'];
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
