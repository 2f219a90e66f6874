import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitWith, sha256Of } from '../support/exit-module.ts';
import { Folder } from '../support/programs.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { WorkerThreads } from '../support/worker-threads.ts';

let os: TestKernel;
beforeAll(() => {
  os = new TestKernel();
});
afterAll(() => os[Symbol.asyncDispose]());

/** A pipe with a writer that never writes. */
class SilentPipe implements Disposable {
  readonly #folder = new Folder();
  readonly path = this.#folder.file('pipe');
  readonly #writer: number;

  constructor() {
    execFileSync('mkfifo', [this.path]);
    this.#writer = fs.openSync(this.path, fs.constants.O_RDWR);
  }

  [Symbol.dispose](): void {
    fs.closeSync(this.#writer);
    this.#folder[Symbol.dispose]();
  }
}

test('a task whose module is a pipe without an end is killed, and holds up no other', async () => {
  using pipe = new SilentPipe();
  const waiting = os.spawn('', { module: pipe.path });
  const other = os.spawn('basic/hello');
  expect(await os.end(other)).toEqual({ kind: 'exit', code: 0 });
  expect(waiting.state.phase).toBe('starting');
  os.kernel.signal(waiting.pid, 'TERM');
  expect(await os.end(waiting)).toEqual({ kind: 'signal', signal: 15 });
});

test('its limit of time counts from the start, also for the second engine', async () => {
  using pipe = new SilentPipe();
  const limits = { wallMs: 50 };
  const tasks = [
    os.spawn('', { module: pipe.path, limits }),
    os.spawn('', { module: pipe.path, limits, engine: 'wasmer' }),
  ];
  for (const task of tasks) expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'wall' });
});

test('a kernel that shuts down does not wait for it', async () => {
  using pipe = new SilentPipe();
  await using own = new TestKernel();
  const task = own.spawn('', { module: pipe.path });
  await own.kernel.shutdown(60_000);
  expect(await own.end(task)).toEqual({ kind: 'signal', signal: 15 });
});

test('what runs is what the file holds now, and with a hash nothing else than it names', async () => {
  using folder = new Folder();
  const module = folder.file('module.wasm');
  const old = new Date(Date.now() - 60_000);
  const write = (status: number) => {
    fs.writeFileSync(module, exitWith(status));
    fs.utimesSync(module, old, old);
  };
  for (const status of [1, 2, 1]) {
    write(status);
    expect(await os.end(os.spawn('', { module }))).toEqual({ kind: 'exit', code: status });
    expect(await os.end(os.spawn('', { module, hash: sha256Of(exitWith(status)) }))).toEqual({
      kind: 'exit',
      code: status,
    });
  }
  const other = os.spawn('', { module, hash: sha256Of(exitWith(2)) });
  expect(await os.end(other)).toMatchObject({ kind: 'load', code: 'EPERM' });
});

test('two files with the same bytes are one module', async () => {
  using folder = new Folder();
  const bytes = exitWith(3);
  const hash = sha256Of(bytes);
  for (const name of ['a.wasm', 'b.wasm']) {
    fs.writeFileSync(folder.file(name), bytes);
    const task = os.spawn('', { module: folder.file(name), hash });
    expect(await os.end(task)).toEqual({ kind: 'exit', code: 3 });
    expect(task.hash).toBe(hash);
  }
});

test('a load that waits goes on when the thread of the loader is lost', async () => {
  using threads = new WorkerThreads();
  await using own = new TestKernel();
  using folder = new Folder();
  const path = folder.file('pipe');
  execFileSync('mkfifo', [path]);
  const writer = fs.openSync(path, fs.constants.O_RDWR);
  const waiting = own.spawn('', { module: path });
  expect(await own.end(own.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
  await threads.kill(threads.started.length - 1);
  await own.until(() => timesOpen(path) === 2);
  fs.writeSync(writer, exitWith(3));
  fs.closeSync(writer);
  expect(await own.end(waiting)).toEqual({ kind: 'exit', code: 3 });
});

/** How many descriptors of this process lead there. */
function timesOpen(path: string): number {
  const links = fs.readdirSync('/proc/self/fd').map((fd) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((link) => link === path).length;
}
