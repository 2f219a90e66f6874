import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changesOf } from '../../src/manifest/changes.ts';
import { backgroundOf } from '../../src/manifest/find-entry.ts';
import { parseManifest } from '../../src/manifest/parse-manifest.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const HASH = `sha256:${'AB'.repeat(32)}`;
const HEAD = "version: '1.0'\nnamespace: demo\nentries:\n- { name: app, kind: fs.directory, directory: . }\n";

/** A process.wasm entry in flow style; `more` begins with a comma. */
const entry = (name: string, more = '') =>
  `- { name: ${name}, kind: process.wasm, fs: app, path: a.wasm, hash: '${HASH}', method: _start${more} }\n`;

const plan = (entries: string, file = '/wasitop.yaml', environment = {}) =>
  parseManifest(HEAD + entries, file, environment);

test('an entry has its defaults', () => {
  expect(plan(entry('a')).entries.get('demo:a')).toEqual({
    id: 'demo:a',
    name: 'a',
    line: 5,
    fs: { directory: '/', autoInit: false },
    path: 'a.wasm',
    hash: 'ab'.repeat(32),
    method: '_start',
    imports: undefined,
    wasi: { args: [], cwd: '/', env: [], mounts: [], listen: [], stdin: undefined },
    limits: {},
    command: undefined,
    priority: 4,
    capabilities: [],
    isolation: 'shared',
    engine: 'native',
    watch: true,
  });
});

test.each([
  [', priority: idle', { priority: 7 }],
  [', priority: Above-Normal', { priority: 2 }],
  [', priority: normal+', { priority: 3 }],
  [', priority: 0', { priority: 0 }],
  [
    ', imports: [preview1, wasi-preview1, "wasi:io"]',
    { imports: ['wasi_snapshot_preview1', 'wasi_snapshot_preview1', 'wasi:io'] },
  ],
  [
    ', limits: { memory: 64M, fuel: 10M, cpu_ms: 5, max_execution_ms: 0, files: 9 }',
    { limits: { memory: 64 * 1024 ** 2, fuel: 10e6, cpu_ms: 5, max_execution_ms: 0, files: 9 } },
  ],
  [', limits: { memory: 4096, fuel: 1e9 }', { limits: { memory: 4096, fuel: 1e9 } }],
  [`, limits: { cpu_ms: '\${env:MS|7}' }`, { limits: { cpu_ms: 7 } }],
  [', meta: { command: { name: go, short: goes }, comment: x, tags: [a] }', { command: { name: 'go', short: 'goes' } }],
  [
    `, wasi: { args: ['\${env:A}', '$\${env:A}', '\${env:B|}', '\${env:B|x|y}'] }`,
    { wasi: { args: ['1', `\${env:A}`, '', 'x|y'] } },
  ],
  [
    ", capabilities: ['net:fetch:example.org', 'fs:read:app-data']",
    { capabilities: ['net:fetch:example.org', 'fs:read:app-data'] },
  ],
])('%s', (more, expected) => {
  expect(plan(entry('a', more), '/wasitop.yaml', { A: '1' }).entries.get('demo:a')).toMatchObject(expected);
});

test('mounts are resolved, and read-only where either says so', () => {
  using directory = new TemporaryDirectory({ 'data/': '' });
  const text =
    '- { name: data, kind: fs.directory, directory: data, read_only: true }\n' +
    '- { name: made, kind: fs.directory, directory: not/there, auto_init: true }\n' +
    entry(
      'a',
      ', wasi: { mounts: [{ fs: data, guest: /d/ }, { fs: "demo:made", guest: /m, read_only: true }, { fs: app, guest: / }] }',
    );
  const { entries } = plan(text, join(directory.path, 'wasitop.yaml'));
  expect(entries.get('demo:a')?.wasi.mounts).toEqual([
    { directory: join(directory.path, 'data'), guest: '/d', readOnly: true, autoInit: false },
    { directory: join(directory.path, 'not/there'), guest: '/m', readOnly: true, autoInit: true },
    { directory: directory.path, guest: '/', readOnly: false, autoInit: false },
  ]);
});

test('variables come from the host, a file, or their defaults, and are left out without a value', () => {
  using directory = new TemporaryDirectory({ 'values.env': '# of the test\nTOKEN=from file\n' });
  const text =
    '- { name: os, kind: env.storage.os }\n- { name: mem, kind: env.storage.memory }\n' +
    `- { name: file, kind: env.storage.file, file_path: "\${env:FILE}" }\n` +
    '- { name: home, kind: env.variable, variable: HOME, storage: os }\n' +
    '- { name: token, kind: env.variable, variable: TOKEN, storage: "demo:file" }\n' +
    '- { name: level, kind: env.variable, storage: mem, default: debug }\n' +
    '- { name: none, kind: env.variable, variable: NOT_SET }\n' +
    entry(
      'a',
      `, wasi: { args: ['\${env:token}', '\${env:HOME}'], env: [{ id: home, name: H, required: true }, { id: token, name: T }, { id: level, name: L }, { id: none, name: N }] }`,
    );
  const { entries } = plan(text, join(directory.path, 'wasitop.yaml'), { HOME: '/home/ada', FILE: 'values.env' });
  expect(entries.get('demo:a')?.wasi).toMatchObject({
    args: ['from file', '/home/ada'],
    env: ['H=/home/ada', 'T=from file', 'L=debug'],
  });
});

test('hosts are accepted, and say how many cpus there are', () => {
  expect(plan('- { name: t, kind: terminal.host }\n- { name: p, kind: process.host, workers: 2 }\n').workers).toBe(2);
  expect(plan(entry('a')).workers).toBeUndefined();
});

test('blocks can be shared by aliases', () => {
  const text = entry('a', ', limits: &small { memory: 1M }') + entry('b', ', limits: *small');
  expect(plan(text).entries.get('demo:b')?.limits).toEqual({ memory: 1024 ** 2 });
});

test('what has no effect yet is noted', () => {
  const { notes } = plan(entry('a', ', capabilities: [sys:notifications], watch: false'));
  expect(notes).toEqual([{ line: 5, entry: 'demo:a', text: 'capabilities are not enforced yet' }]);
});

test('a link that leads out of the directory is refused, one inside is not', () => {
  using directory = new TemporaryDirectory({ 'app/b.wasm': '', 'secret.wasm': '' });
  const text = HEAD.replace('directory: .', 'directory: app') + entry('a');
  symlinkSync('../secret.wasm', join(directory.path, 'app/a.wasm'));
  const read = (path: string) => parseManifest(text.replace('a.wasm', path), join(directory.path, 'w.yaml'), {});
  expect(() => read('a.wasm')).toThrow('w.yaml:5: demo:a: path leads out of its fs: a.wasm');
  symlinkSync('b.wasm', join(directory.path, 'app/c.wasm'));
  expect(read('c.wasm').entries.size).toBe(1);
  expect(read('/x/../c.wasm').entries.size).toBe(1);
  expect(() => read('../app')).toThrow('path leads out of its fs');
});

test('commands, and what others read from, do not start by themselves', () => {
  const text =
    entry('source') +
    entry('sink', ', wasi: { stdin: source }') +
    entry('c', ', meta: { command: { name: c } }') +
    entry('d');
  expect(backgroundOf(plan(text)).map(({ name }) => name)).toEqual(['sink', 'd']);
});

test('changes are listed by entry and key', () => {
  const before = plan(entry('a') + entry('b') + entry('c'));
  const after = plan(
    '- { name: p, kind: process.host, workers: 2 }\n' +
      entry('d') +
      entry('c') +
      entry('b', ', priority: 1, limits: { memory: 1M }, wasi: { args: [x] }, meta: { command: { name: b } }'),
  );
  expect(changesOf(before, after)).toEqual({
    added: ['demo:d'],
    removed: ['demo:a'],
    changed: [{ id: 'demo:b', keys: ['priority', 'wasi.args', 'limits.memory', 'meta.command'] }],
    workers: true,
  });
  expect(changesOf(before, before)).toEqual({ added: [], removed: [], changed: [], workers: false });
});
