import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';

const START = projectFile('dist/start.js');

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, 'run', ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('run --engine wasmer prints at its end, takes its input, and exits as the program does', () => {
  expect(run(['--engine', 'wasmer', guest('basic/cat')], 'one\ntwo\n')).toEqual({
    status: 0,
    stdout: 'one\ntwo\n',
    stderr: '',
  });
  expect(run(['--engine', 'wasmer', guest('basic/exit-code'), '5']).status).toBe(5);
  expect(run(['--engine', 'wasmer', guest('basic/trap-unreachable')]).status).toBe(134);
});

test('run --engine wasmer says which imports it does not have', () => {
  const { status, stderr } = run(['--engine', 'wasmer', guest('basic/sleep-ms'), '1']);
  expect(status).toBe(126);
  expect(stderr).toContain('engine wasmer does not have these imports: wasi_snapshot_preview1.poll_oneoff');
});

test('an entry of a manifest may ask for it', () => {
  using folder = new Folder();
  fs.mkdirSync(folder.file('data'));
  fs.writeFileSync(folder.file('data/changed'), 'before');
  fs.copyFileSync(guest('hermetic/edit'), folder.file('edit.wasm'));
  const hash = createHash('sha256')
    .update(fs.readFileSync(guest('hermetic/edit')))
    .digest('hex');
  fs.writeFileSync(folder.file('wasitop.yaml'), manifest(hash));
  const done = spawnSync(process.execPath, [START, 'run', '-m', folder.file('wasitop.yaml'), 'edit'], {
    encoding: 'utf8',
  });
  expect({ status: done.status, stderr: done.stderr }).toEqual({ status: 0, stderr: '' });
  expect(fs.readFileSync(folder.file('data/changed'), 'utf8')).toBe('after');
});

function manifest(hash: string): string {
  return `version: "1.0"
namespace: test
entries:
  - name: here
    kind: fs.directory
    directory: .
  - name: data
    kind: fs.directory
    directory: ./data
  - name: edit
    kind: process.wasm
    fs: here
    path: edit.wasm
    hash: sha256:${hash}
    method: _start
    engine: wasmer
    wasi:
      args: [plain, '0']
      mounts: [{ fs: data, guest: /data }]
    meta: { command: { name: edit, short: edits } }
`;
}
