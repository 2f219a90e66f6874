import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../src/base/sys-error.ts';
import { SysError } from '../../src/base/sys-error.ts';
import type { Task } from '../../src/kernel/task.ts';
import { hasEnded } from '../../src/kernel/task-state.ts';
import type { Namespace } from '../../src/namespace/namespace.ts';
import { makePipe, PipeHandle } from '../../src/vfs/pipe.ts';
import { toErrno } from '../../src/wasi/errno.ts';
import { WASI_MODULES } from '../../src/wasi/preview1.ts';
import { projectFile } from '../support/guests.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { Ground, PLACES, type Place } from './ground.ts';

const GUESTS = ['descriptors', 'bytes', 'opening', 'paths', 'two-paths', 'sockets', 'process'];

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

/** Runs all guests on a place. @returns what they print, a line a row */
async function rowsOn(place: Place): Promise<string[]> {
  const lines: string[] = [];
  await using os = new TestKernel();
  for (const name of GUESTS) {
    using ground = new Ground();
    const port = name === 'sockets' ? await freePort() : undefined;
    const task = spawn(os, name, ground.namespace(place), port);
    const [reason] = await Promise.all([os.end(task), answer(os, task, port)]);
    const printed = linesOf(os, task);
    expect(reason, printed.at(-1)).toEqual({ kind: 'exit', code: name === 'process' ? 77 : 0 });
    lines.push(...printed.filter((line) => line !== CONNECT && line !== ''));
  }
  return lines;
}

/** stdin is a pipe that nobody writes to, stderr one that nobody reads any more. */
function spawn(os: TestKernel, name: string, namespace: Namespace, port: number | undefined): Task {
  const unread = makePipe();
  new PipeHandle(unread, 'read').close();
  return os.spawn(`errno/${name}`, {
    namespace: namespace.mount(os.kernel.servers.devices, '/dev'),
    preopens: [{ name: '/', path: '/' }],
    stdio: [
      { kind: 'pipe', pipe: makePipe(), end: 'read' },
      { kind: 'log', stream: 1 },
      { kind: 'pipe', pipe: unread, end: 'write' },
    ],
    listen: port === undefined ? [] : [`127.0.0.1:${port}`],
    limits: { files: 100 },
  });
}

/** A line by which a guest asks for somebody who connects. */
const CONNECT = 'connect';

/** Connects as often as a task asks for it, until it ends. */
function answer(os: TestKernel, task: Task, port: number | undefined): Promise<void> {
  let answered = 0;
  return os.until(() => {
    const asked = linesOf(os, task).filter((line) => line === CONNECT).length;
    // What the guest does with a connection may well break it.
    for (; port !== undefined && answered < asked; answered++)
      connect(port)
        .on('error', () => {})
        .end('abcdef');
    return hasEnded(task.state);
  });
}

function linesOf(os: TestKernel, task: Task): string[] {
  return os.text(task).split('\n');
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
  expect(Object.keys(byFunction(documented().keys())).sort()).toEqual(
    Object.keys(WASI_MODULES['wasi_snapshot_preview1'] ?? {}).sort(),
  );
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
  // In the order of the checks, which is that of the guests.
  expect(byFunction(rows.keys())).toEqual(byFunction(tried));
});

function byFunction(keys: Iterable<string>): Partial<Record<string, string[]>> {
  return Object.groupBy(keys, (key) => key.slice(0, key.indexOf(':')));
}
