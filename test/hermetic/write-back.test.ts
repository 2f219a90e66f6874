import fs from 'node:fs';
import { expect, test } from 'vitest';
import { guest } from '../support/guests.ts';
import { Folder, ProgramKernel } from '../support/programs.ts';

const HERMETIC = { engine: 'wasmer' } as const;

async function edit(os: ProgramKernel, what: string, mounts: readonly string[], args: readonly string[] = ['0']) {
  const { reason, text } = await os.finish('edit', guest('hermetic/edit'), [what, ...args], mounts, HERMETIC);
  return text === '' ? reason : { reason, text };
}

test('what it changed, made and removed is on the mount once it exits with 0, and no sooner', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.mkdirSync(folder.file('old/empty'), { recursive: true });
  for (const name of ['changed', 'same', 'old/removed']) fs.writeFileSync(folder.file(name), 'before');
  const same = fs.statSync(folder.file('same')).ino;
  expect(await edit(os, 'all', [`${folder.path}::/data`])).toEqual({ kind: 'exit', code: 0 });
  expect(fs.readFileSync(folder.file('changed'), 'utf8')).toBe('after');
  expect(fs.readFileSync(folder.file('new/deep/file'), 'utf8')).toBe('after');
  expect(fs.existsSync(folder.file('old'))).toBe(false);
  expect(fs.statSync(folder.file('same')).ino).toBe(same);
  expect(fs.readdirSync(folder.path).sort()).toEqual(['changed', 'new', 'same']);
});

test.each([
  ['an exit with another code', ['all', '1'], { kind: 'exit', code: 1 }],
  ['a trap', ['trap', '0'], { kind: 'trap' }],
])('%s changes nothing', async (_name, [what = '', code = ''], reason) => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.mkdirSync(folder.file('old/empty'), { recursive: true });
  for (const name of ['changed', 'same', 'old/removed']) fs.writeFileSync(folder.file(name), 'before');
  expect(await edit(os, what, [`${folder.path}::/data`], [code])).toMatchObject(reason);
  expect(fs.readFileSync(folder.file('changed'), 'utf8')).toBe('before');
  expect(fs.readdirSync(folder.path).sort()).toEqual(['changed', 'old', 'same']);
});

test('a kill changes nothing', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.mkdirSync(folder.file('old/empty'), { recursive: true });
  for (const name of ['changed', 'same', 'old/removed']) fs.writeFileSync(folder.file(name), 'before');
  const task = os.run('edit', guest('hermetic/edit'), ['spin', '0'], [`${folder.path}::/data`], HERMETIC);
  await os.until(() => task.slot.get('fuel') > 0);
  os.kernel.signal(task.pid, 'KILL');
  expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
  expect(fs.readdirSync(folder.path).sort()).toEqual(['changed', 'old', 'same']);
});

test('what may not be changed refuses it, and others get what is theirs', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  for (const name of ['fixed/folder', 'data']) fs.mkdirSync(folder.file(name), { recursive: true });
  for (const name of ['fixed/file', 'data/mine']) fs.writeFileSync(folder.file(name), 'fixed');
  const mounts = [`${folder.file('fixed')}::/fixed:ro`, `${folder.file('data')}::/data`];
  const { reason, text } = await os.finish('refused', guest('hermetic/refused'), [], mounts, HERMETIC);
  expect({ reason, text }).toEqual({ reason: { kind: 'exit', code: 0 }, text: '' });
  expect(fs.readdirSync(folder.path, { recursive: true }).sort()).toEqual(
    ['data', 'data/mine', 'fixed', 'fixed/file', 'fixed/folder'].sort(),
  );
  expect(fs.readFileSync(folder.file('fixed/file'), 'utf8')).toBe('fixed');
  expect(fs.readFileSync(folder.file('data/mine'), 'utf8')).toBe('after');
});

test('links to files are files in the copy, and still links behind; those that lead out are not there', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.mkdirSync(folder.file('data'));
  fs.writeFileSync(folder.file('data/target'), 'before');
  fs.writeFileSync(folder.file('secret'), 'secret');
  fs.symlinkSync('target', folder.file('data/changed'));
  fs.symlinkSync('../secret', folder.file('data/out'));
  fs.symlinkSync('/etc', folder.file('data/etc'));
  expect(await edit(os, 'links', [`${folder.file('data')}::/data`])).toEqual({ kind: 'exit', code: 0 });
  expect(fs.readlinkSync(folder.file('data/changed'))).toBe('target');
  expect(fs.readFileSync(folder.file('data/target'), 'utf8')).toBe('after');
  expect(fs.readFileSync(folder.file('secret'), 'utf8')).toBe('secret');
  expect(fs.readdirSync(folder.file('data')).sort()).toEqual(['changed', 'etc', 'out', 'target']);
});

test('mounts with more than fits are refused before anything runs', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.writeFileSync(folder.file('sparse'), '');
  fs.truncateSync(folder.file('sparse'), 300 * 1024 ** 2);
  const reason = await edit(os, 'all', [`${folder.path}::/data`]);
  expect(reason).toMatchObject({ kind: 'load', code: 'EFBIG', message: expect.stringContaining('at most 256 MiB') });
});

test('what cannot be written back is told, by name', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.writeFileSync(folder.file('changed'), 'before');
  const task = os.run('edit', guest('hermetic/edit'), ['wait', '0'], [`${folder.path}::/data`], HERMETIC);
  await os.until(() => task.slot.get('fuel') > 0);
  fs.rmSync(folder.path, { recursive: true });
  expect(await os.end(task)).toMatchObject({
    kind: 'internal',
    message: expect.stringContaining('/data/changed: ENOENT'),
  });
  fs.mkdirSync(folder.path);
});

test('what a write-back left behind that was cut off is not in the copy, and removed once nobody can be writing it', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  const old = new Date(Date.now() - 4_000_000);
  for (const name of ['.wasitop-0123456789ab', '.wasitop-ba9876543210', '.wasitop-mine'])
    fs.writeFileSync(folder.file(name), 'x');
  fs.utimesSync(folder.file('.wasitop-0123456789ab'), old, old);
  expect(await edit(os, 'plain', [`${folder.path}::/data`])).toEqual({ kind: 'exit', code: 0 });
  expect(fs.readdirSync(folder.path).sort()).toEqual(['.wasitop-ba9876543210', '.wasitop-mine', 'changed']);
});
