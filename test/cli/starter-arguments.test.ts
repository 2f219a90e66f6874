import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';

/** A folder full of files that make Node run code, which leaves a mark. */
const folder = new Folder();
const mark = folder.file('mark');
const code = folder.file('evil.mjs');
writeFileSync(code, `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(mark)}, '');`);
const configuration = JSON.stringify({ nodeOptions: { import: [code] } });
for (const name of ['node.config.json', 'file.json']) writeFileSync(folder.file(name), configuration);
for (const name of ['.env', 'file.env']) writeFileSync(folder.file(name), `NODE_OPTIONS=--import=${code}\n`);
writeFileSync(folder.file('package.json'), '{"type":"commonjs"}');
afterAll(() => folder[Symbol.dispose]());
beforeEach(() => rmSync(mark, { force: true }));

/** Every option of this Node, with the file that it could take. */
function nodeOptions(): string[] {
  const { stdout } = spawnSync(process.execPath, ['--help'], { encoding: 'utf8' });
  const named = [...stdout.matchAll(/(?:^| )(--?[a-z][\w-]*)/gm)].map(([, name]) => name ?? '');
  const all = new Set([...named, ...process.allowedNodeEnvironmentFlags]);
  return [...all].flatMap((name) => {
    const file = name.includes('config') ? folder.file('file.json') : /env/.test(name) ? folder.file('file.env') : code;
    return [`${name}=${file}`, name, file];
  });
}

function run(file: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { PATH: process.env['PATH'], HOME: folder.path, ...environment };
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: folder.path, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const wasitop = (args: readonly string[], environment?: NodeJS.ProcessEnv) =>
  run(projectFile('bin/wasitop'), args, environment);

const printed = (args: readonly string[]) => ({
  status: 0,
  stdout: args.map((arg) => `${arg}\n`).join(''),
  stderr: '',
});

test.each([
  [[], `--env-file=${folder.file('file.env')}`],
  [['--'], `--experimental-config-file=${folder.file('file.json')}`],
])('without its launcher Node obeys what stands behind the program: %j %s', (before, option) => {
  run(process.execPath, [...before, projectFile('dist/start.js'), 'run', guest('basic/echo-args'), option]);
  expect(existsSync(mark)).toBe(true);
});

test.each([[[]], [['--']]])('no option of Node behind the program is seen by Node: %j', (before) => {
  const args = [...before, ...nodeOptions()];
  expect(args.length).toBeGreaterThan(500);
  expect(wasitop(['run', guest('basic/echo-args'), ...args])).toEqual(printed(args));
  expect(existsSync(mark)).toBe(false);
});

test.each(['--env-file', '--experimental-config-file', '--import'])('%s before the program is refused', (name) => {
  const result = wasitop(['run', `${name}=${folder.file('file.env')}`, guest('basic/echo-args')]);
  expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('unknown option') });
  expect(wasitop([`${name}=${folder.file('file.json')}`]).status).toBe(2);
  expect(existsSync(mark)).toBe(false);
});

test('arguments and variables of a manifest are the program’s alone', () => {
  const module = guest('basic/echo-args');
  const hash = createHash('sha256').update(readFileSync(module)).digest('hex');
  const args = [`--env-file=${folder.file('file.env')}`, `--experimental-config-file=${folder.file('file.json')}`];
  writeFileSync(
    folder.file('wasitop.yaml'),
    `version: '1.0'
namespace: t
entries:
- { name: guests, kind: fs.directory, directory: '${projectFile('test/guests/basic')}' }
- name: echo
  kind: process.wasm
  fs: guests
  path: echo-args.wasm
  hash: 'sha256:${hash}'
  method: _start
  meta: { command: { name: say, short: '' } }
  wasi: { args: ${JSON.stringify(args)} }
`,
  );
  expect(wasitop(['run', 'say', ...args])).toEqual(printed([...args, ...args]));
  expect(existsSync(mark)).toBe(false);
});

test('NODE_OPTIONS of the guest are the guest’s, and those of the caller Node’s', () => {
  const variable = `NODE_OPTIONS=--import=${code}`;
  expect(wasitop(['run', '--env', variable, guest('basic/echo-env')])).toEqual(printed([variable]));
  expect(existsSync(mark)).toBe(false);
  expect(wasitop(['run', guest('basic/echo-args'), 'a'], { NODE_OPTIONS: `--import=${code}` })).toEqual(printed(['a']));
  expect(existsSync(mark)).toBe(true);
});

test.each([3, 40, 41, 20_000])('%i arguments come as they are', (count) => {
  const odd = ['', '=', "it's", '"', '$(echo no)', '`echo no`', 'two\nlines', '\\', '*', '-', '$1', 'é'];
  const args = Array.from({ length: count }, (_, index) => odd[index % odd.length] ?? '');
  // The file and `run` are arguments too.
  expect(wasitop(['run', guest('basic/echo-args'), ...args.slice(2)])).toEqual(printed(args.slice(2)));
});
