import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../src/base/sys-error.ts';
import { SysError } from '../../src/base/sys-error.ts';
import { buildNamespace, makeDevices } from '../../src/kernel/namespace-builder.ts';
import { hasEnded } from '../../src/kernel/task-state.ts';
import { Namespace } from '../../src/namespace/namespace.ts';
import { TaskServer } from '../../src/taskfs/task-files.ts';
import type { FileServer } from '../../src/vfs/file-server.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makePipe, PipeHandle } from '../../src/vfs/pipe.ts';
import { makeRamDisk } from '../../src/vfs/ram-disk.ts';
import { nextServerId } from '../../src/vfs/server-spec.ts';
import { toErrno } from '../../src/wasi/errno.ts';
import { WASI_MODULES } from '../../src/wasi/preview1.ts';
import { projectFile } from '../support/guests.ts';
import { TestKernel } from '../support/test-kernel.ts';

const GUESTS = ['descriptors', 'bytes', 'opening', 'paths', 'two-paths', 'sockets', 'process'];
const PLACES = ['host directory', 'ram disk', 'union'];

/** The tables of docs/wasi.md: errno by `function: precondition`. */
function documented(): Map<string, number> {
  const rows = new Map<string, number>();
  let name = '';
  for (const line of readFileSync(projectFile('docs/wasi.md'), 'utf8').split('\n')) {
    name = /^### `(\w+)`$/.exec(line)?.[1] ?? name;
    const [, precondition, errno] = /^\| (.*) \| `(\w+)` \|$/.exec(line) ?? [];
    if (precondition === undefined || errno === undefined) continue;
    const key = `${name}: ${precondition}`;
    if (rows.has(key)) throw new Error(`twice: ${key}`);
    rows.set(key, errno === '0' ? 0 : toErrno(new SysError(errno as ErrorCode, 'test')));
  }
  return rows;
}

/** Directories of one test, and what is served of them. */
class Ground implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wasitop-errnos-'));
  readonly #disk = makeRamDisk('disk', 1_000_000);
  readonly #servers: FileServer[] = [];

  /** The place under test at the root; beside it a read-only mount, another one, and a union that takes nothing new. */
  namespace(place: string): Namespace {
    return this.#root(place)
      .mount(this.#host('ro', true), '/ro', { readOnly: true })
      .mount(this.#host('other', true), '/other')
      .mount(this.#host('sealed-above'), '/sealed')
      .mount(this.#host('sealed-below'), '/sealed', { order: 'after' });
  }

  [Symbol.dispose](): void {
    for (const server of this.#servers) server.close();
    this.#disk.close();
    rmSync(this.#folder, { recursive: true });
  }

  #root(place: string): Namespace {
    if (place === 'host directory') return new Namespace().mount(this.#filled('host'), '/');
    if (place === 'union')
      return new Namespace()
        .mount(this.#filled('below'), '/')
        .mount(this.#host('above'), '/', { order: 'before', create: true });
    fill(this.#disk.spec.directory);
    return new Namespace().mount(this.#served(openServer(this.#disk.spec)), '/');
  }

  #filled(name: string): FileServer {
    const server = this.#host(name);
    fill(join(this.#folder, name));
    return server;
  }

  #host(name: string, withFile = false): FileServer {
    const directory = join(this.#folder, name);
    mkdirSync(directory);
    if (withFile) writeFileSync(join(directory, 'file'), '');
    return this.#served(openServer({ kind: 'host', id: nextServerId(), name, directory }));
  }

  #served(server: FileServer): FileServer {
    this.#servers.push(server);
    return server;
  }
}

/** What the guests find; they cannot make all of it. */
function fill(directory: string): void {
  mkdirSync(join(directory, 'dir'));
  writeFileSync(join(directory, 'file'), '');
  execFileSync('mkfifo', [join(directory, 'fifo')]);
  const links = {
    link: 'file',
    dirlink: 'dir',
    dangling: 'missing',
    loop: 'loop',
    out: '../outside',
    absolute: '/etc',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(directory, name));
}

/** Runs all guests on a place. @returns what they print, a line a row */
async function rowsOn(place: string): Promise<string[]> {
  const lines: string[] = [];
  for (const name of GUESTS) {
    await using os = new TestKernel();
    using ground = new Ground();
    const broken = makePipe();
    new PipeHandle(broken, 'read').close();
    const port = await freePort();
    const common = buildNamespace({ devices: makeDevices(), task: new TaskServer(nextServerId()) }, [], '/');
    const mounts = [...ground.namespace(place).mounts, ...common.mounts];
    const task = os.spawn(`errno/${name}`, {
      namespace: new Namespace(mounts),
      preopens: [{ name: '/', path: '/' }],
      stdio: [
        { kind: 'pipe', pipe: makePipe(), end: 'read' },
        { kind: 'log', stream: 1 },
        { kind: 'pipe', pipe: broken, end: 'write' },
      ],
      ...(name === 'sockets' ? { listen: [`127.0.0.1:${port}`] } : {}),
      limits: { files: 100 },
    });
    let answered = 0;
    const output = () => os.text(task).split('\n');
    const calls = () => output().filter((line) => line === 'connect').length;
    const ended = os.end(task);
    const answering = os.until(() => {
      for (; answered < calls(); answered++)
        connect(port, '127.0.0.1')
          .on('error', () => {})
          .end('abcdef');
      return hasEnded(task.state);
    });
    const reason = await ended;
    await answering;
    expect(reason, output().at(-1)).toEqual({ kind: 'exit', code: name === 'process' ? 77 : 0 });
    lines.push(...output().filter((line) => line !== 'connect' && line !== ''));
  }
  return lines;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

test('docs/wasi.md has a table for each function', () => {
  const functions = new Set([...documented().keys()].map((key) => key.split(':', 1)[0]));
  expect([...functions].sort()).toEqual(Object.keys(WASI_MODULES['wasi_snapshot_preview1'] ?? {}).sort());
});

test.each(PLACES)('on a %s each call gives the errno that docs/wasi.md says, and all rows are tried', async (place) => {
  const rows = documented();
  const tried = new Set<string>();
  const wrong: string[] = [];
  for (const line of await rowsOn(place)) {
    const [, key = line, errno] = /^(.*): (\d+)$/.exec(line) ?? [];
    tried.add(key);
    if (rows.get(key) !== Number(errno)) wrong.push(`${line}, documented ${rows.get(key)}`);
  }
  expect(wrong).toEqual([]);
  expect([...rows.keys()].filter((key) => !tried.has(key))).toEqual([]);
});
