import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { readModule } from '../../src/wasm/read-module.ts';
import { guest } from '../support/guests.ts';
import { guestBytes } from '../support/instrumented.ts';
import { Folder } from '../support/programs.ts';

test('a module comes from a pipe, whose writer may take its time', async () => {
  using folder = new Folder();
  const pipe = folder.file('pipe');
  execFileSync('mkfifo', [pipe]);
  const script = 'exec 3<>"$0"; echo; head -c 20 "$1" >&3; tail -c +21 "$1" >&3; read line';
  const writer = spawn('sh', ['-c', script, pipe, guest('basic/hello')], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => writer.stdout.once('data', resolve));
  const reading = readModule(pipe);
  await vi.waitUntil(() => openFiles().includes(pipe), { interval: 1 });
  writer.stdin.end('\n');
  expect(Buffer.from(await reading).equals(Buffer.from(guestBytes('basic/hello')))).toBe(true);
});

test.each([
  [
    'a pipe that nobody writes to',
    (folder: Folder) => pipeIn(folder),
    'ENOEXEC',
    'it is a pipe, and nobody writes to it',
  ],
  ['a device', () => '/dev/zero', 'ENOEXEC', 'it is a device, and no file'],
  ['a directory', (folder: Folder) => folder.path, 'EISDIR', 'is a directory'],
  ['nothing', (folder: Folder) => folder.file('none'), 'ENOENT', 'no such file or directory'],
] as const)('%s is refused at once', async (_name, place, code, detail) => {
  using folder = new Folder();
  await expect(readModule(place(folder))).rejects.toMatchObject({ code, detail });
});

test('a read that is aborted ends at once, and leaves nothing open', async () => {
  using folder = new Folder();
  const pipe = pipeIn(folder);
  const writer = fs.openSync(pipe, fs.constants.O_RDWR);
  const abort = new AbortController();
  const reading = readModule(pipe, abort.signal);
  await vi.waitUntil(() => openFiles().filter((path) => path === pipe).length === 2, { interval: 1 });
  abort.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  fs.closeSync(writer);
  await vi.waitUntil(() => !openFiles().includes(pipe), { interval: 1 });
});

function openFiles(): string[] {
  const fds = '/proc/self/fd';
  return fs.readdirSync(fds).flatMap((fd) => {
    try {
      return fs.readlinkSync(`${fds}/${fd}`);
    } catch {
      return []; // The descriptor of this list itself.
    }
  });
}

function pipeIn(folder: Folder): string {
  execFileSync('mkfifo', [folder.file('pipe')]);
  return folder.file('pipe');
}
