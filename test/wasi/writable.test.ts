import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import type { Task } from '../../src/kernel/task.ts';
import { WOULD_BLOCK } from '../../src/vfs/file-handle.ts';
import { makePipe, PipeHandle } from '../../src/vfs/pipe.ts';
import { TestKernel } from '../support/test-kernel.ts';

const LOG: StdioSpec = { kind: 'log', stream: 2 };

/** Waits until the guest says that its stream is full. */
const full = (os: TestKernel, task: Task) => os.until(() => os.text(task).includes('full'));

/** The bytes that the guest says it wrote. */
const written = (os: TestKernel, task: Task) => Number(os.lines(task).at(-1)?.text);

async function readAll(pipe: PipeHandle): Promise<number> {
  const into = new Uint8Array(65_536);
  for (let total = 0; ; ) {
    const got = pipe.read(into);
    if (got === 0) return total;
    if (got === WOULD_BLOCK) await new Promise<void>((resolve) => pipe.watch('read', resolve));
    else total += got;
  }
}

function portOf(os: TestKernel): number {
  const listening = os.events.find((event) => event.type === 'task.listening');
  return Number(listening?.address.split(':')[1]);
}

/** The bytes that a peer gets until the end. */
function receivedBy(peer: Socket): Promise<number> {
  let total = 0;
  return new Promise((resolve, reject) => {
    peer.on('error', reject);
    peer.on('end', () => resolve(total));
    peer.on('data', (chunk: Buffer) => {
      total += chunk.length;
    });
    peer.resume();
  });
}

test('a writer to a full pipe is told, waits, and loses nothing', async () => {
  await using os = new TestKernel();
  const pipe = makePipe();
  const stdio: StdioSpec[] = [{ kind: 'null' }, { kind: 'pipe', pipe, end: 'write' }, LOG];
  const task = os.spawn('wasi/writable', { args: ['stdout'], stdio });
  await full(os, task);
  using reader = new PipeHandle(pipe, 'read');
  const total = await readAll(reader);
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(total).toBe(written(os, task));
});

test('a writer to a peer that does not read is told, waits, and loses nothing', async () => {
  await using os = new TestKernel();
  const stdio: StdioSpec[] = [{ kind: 'null' }, LOG, LOG];
  const task = os.spawn('wasi/writable', { args: ['socket'], stdio, listen: ['127.0.0.1:0'] });
  await os.running(task);
  const peer = connect(portOf(os), '127.0.0.1').pause();
  await full(os, task);
  const received = receivedBy(peer);
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(await received).toBe(written(os, task));
});

test.each(['shared', 'thread'] as const)(
  'what a task wrote before it ended arrives, isolation %s',
  async (isolation) => {
    await using os = new TestKernel();
    const stdio: StdioSpec[] = [{ kind: 'null' }, LOG, LOG];
    const task = os.spawn('wasi/writable', { args: ['leave'], stdio, listen: ['127.0.0.1:0'], isolation });
    await os.until(() => os.events.some(({ type }) => type === 'task.listening'));
    const peer = connect(portOf(os), '127.0.0.1').pause();
    expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
    expect(await receivedBy(peer)).toBe(written(os, task));
  },
);
