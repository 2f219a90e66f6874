import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Reason } from '../base/reason.ts';
import { StatSlot } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import type { StdioSpec } from '../cpu/messages.ts';
import { fromSpec } from '../namespace/spec.ts';
import type { FileHandle } from '../vfs/file-handle.ts';
import type { FileServer } from '../vfs/file-server.ts';
import { HostStream } from '../vfs/host-stream.ts';
import { Nothing } from '../vfs/nothing.ts';
import { openServer } from '../vfs/open-server.ts';
import { PipeHandle } from '../vfs/pipe.ts';
import { type Outcome, runProgram } from './engine.ts';
import { copyIn, type Image } from './image.ts';
import type { FromHermetic, HermeticStart } from './messages.ts';
import { Meter } from './meter.ts';
import { readToEnd, writeAll } from './streams.ts';
import { writeBack } from './write-back.ts';

/** The thread of one hermetic task: copies its files, runs it, hands over its output, and brings back what it changed. */
const start = workerData as HermeticStart;
const slot = new StatSlot(start.page, start.slot);
const meter = new Meter(slot, {
  killOnRefusedGrowth: start.killOnRefusedGrowth,
  refused: () => tell({ type: 'refused' }),
});

function tell(message: FromHermetic): void {
  parentPort?.postMessage(message);
}

function end(reason: Reason | undefined): void {
  tell({ type: 'ended', reason });
  parentPort?.unref();
}

try {
  setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), start.nice);
} catch {
  // Without /proc, or the permission, the thread keeps the priority of the process.
}

// While it waits for its input nothing runs that would look at the control word.
parentPort?.once('message', () => end(undefined));

try {
  await run();
} catch (error) {
  end(reasonOf(error));
}

async function run(): Promise<void> {
  using servers = new DisposableStack();
  const namespace = fromSpec(start.namespace, serversOf(servers));
  const image = copyIn(namespace, () => meter.isKilled);
  const [input = NULL, output = NULL, errors = NULL] = start.stdio;
  const stdin = await readToEnd(open(input, 0));
  if (meter.isKilled) return end(undefined);
  tell({ type: 'running' });
  const outcome = await runProgram({ ...start, stdin, image, namespace }, meter);
  await deliver(output, 1, outcome.stdout);
  await deliver(errors, 2, outcome.stderr);
  end(await bringBack(outcome, image, namespace));
}

const NULL: StdioSpec = { kind: 'null' };

/** Servers that are no files are empty in here. */
function serversOf(owned: DisposableStack): Map<number, FileServer> {
  const isCopied = (kind: string) => kind === 'host' || kind === 'ram';
  return new Map(
    start.servers.map((spec) => [spec.id, isCopied(spec.kind) ? owned.use(openServer(spec)) : new Nothing()]),
  );
}

function open(spec: StdioSpec, fd: number): FileHandle | undefined {
  if (spec.kind === 'pipe') return new PipeHandle(spec.pipe, spec.end);
  return spec.kind === 'inherit' ? new HostStream(spec.fd ?? fd) : undefined;
}

async function deliver(spec: StdioSpec, stream: 1 | 2, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (spec.kind === 'log') return tell({ type: 'output', stream: spec.stream, bytes });
  await writeAll(open(spec, stream), bytes);
}

async function bringBack(
  { reason, contents }: Outcome,
  image: Image,
  namespace: ReturnType<typeof fromSpec>,
): Promise<Reason | undefined> {
  if (reason?.kind !== 'exit' || reason.code !== 0) return reason;
  const failures = await writeBack(namespace, image, contents(), () => meter.isKilled);
  if (meter.isKilled) return undefined;
  if (failures.length === 0) return reason;
  return { kind: 'internal', message: `it exited with 0, but not all could be written back: ${failures.join(', ')}` };
}

function reasonOf(error: unknown): Reason | undefined {
  if (meter.isKilled) return undefined;
  if (error instanceof SysError) return { kind: 'load', code: error.code, message: error.detail };
  return { kind: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
