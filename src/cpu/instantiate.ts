import type { StatSlot } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import { visibleList } from '../base/visible.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { fromSpec, type ServerLookup } from '../namespace/spec.ts';
import { Devices } from '../vfs/devices.ts';
import type { FileHandle } from '../vfs/file-handle.ts';
import { READ_ONLY } from '../vfs/file-server.ts';
import { HostStream } from '../vfs/host-stream.ts';
import { listenOn } from '../vfs/listener.ts';
import { PipeHandle } from '../vfs/pipe.ts';
import { FileTable, OpenFile } from '../wasi/file-table.ts';
import { GuestMemory } from '../wasi/guest-memory.ts';
import { ALL_RIGHTS, DIRECTORY_RIGHTS, FILE_RIGHTS, RIGHT, SOCKET_RIGHTS, STREAM_RIGHTS } from '../wasi/rights.ts';
import {
  FUEL_EXPORT,
  HOOKS_EXPORT,
  MEMORY_EXPORT,
  MEMORY_LIMIT_EXPORT,
  REFUSED_EXPORT,
  START_EXPORT,
} from '../wasm/hidden.ts';
import type { FunctionType } from '../wasm/module-info.ts';
import { CpuTask, type TaskHost } from './cpu-task.ts';
import type { GuestImports } from './guest-imports.ts';
import { HeapGuard } from './heap-guard.ts';
import { withMemories } from './imported-memories.ts';
import { LogHandle, type LogPort } from './log-handle.ts';
import type { StdioSpec, TaskStart } from './messages.ts';
import { formatResults, parseArguments } from './values.ts';

/** What a cpu lends to a new task. */
export interface Surroundings {
  readonly host: TaskHost;
  readonly imports: GuestImports;
  readonly log: LogPort;
  /** The file servers that this cpu knows, and the task's own view of the kernel's files. */
  readonly servers: ServerLookup;
  readonly filesRefused: () => void;
  /** A socket listens: where it was asked to, and where it does, with the port that the system chose for 0. */
  readonly listening: (asked: string, address: string) => void;
  /** The other side of an inherited stream is gone. */
  readonly brokenPipe: () => void;
}

/**
 * Makes a task ready to run: its files, its namespace, its instance.
 * @throws SysError for what is missing; whatever was opened is closed again.
 */
export async function instantiate(start: TaskStart, slot: StatSlot, around: Surroundings): Promise<CpuTask> {
  const namespace = fromSpec(start.namespace, around.servers);
  const files = new FileTable(() => slot.get('fileLimit'), around.filesRefused);
  try {
    start.stdio.forEach((spec, fd) => {
      files.set(fd, openStdio(spec, fd, start.pid, slot, around));
    });
    let next = Math.max(3, start.stdio.length);
    for (const preopen of start.preopens) files.set(next++, await openPreopen(namespace, preopen));
    // Behind all directories: wasi-libc looks for these up to the first descriptor that is none.
    for (const address of start.listen) files.set(next++, await openListener(address, around));
    const task = new CpuTask(around.host, { ...start, slot, files, namespace });
    refusedByEngine(() => link(task, start, around.imports));
    return task;
  } catch (error) {
    files.closeAll();
    throw error;
  }
}

function openStdio(spec: StdioSpec, fd: number, pid: number, slot: StatSlot, around: Surroundings): OpenFile {
  const handle = stdioHandle(spec, pid, slot, around);
  const rights = handle.seekable ? FILE_RIGHTS : STREAM_RIGHTS;
  return new OpenFile(handle, {
    rights: fd === 0 ? rights & ~WRITE_RIGHTS : rights,
    inheriting: 0,
    target: TARGETS[spec.kind],
  });
}

const TARGETS: Readonly<Record<StdioSpec['kind'], string>> = {
  null: '/dev/null',
  log: 'log',
  inherit: 'of wasitop',
  pipe: 'pipe',
};

/** stdin is for reading. */
const WRITE_RIGHTS = RIGHT.fdWrite | RIGHT.fdAllocate | RIGHT.fdFilestatSetSize;

function stdioHandle(spec: StdioSpec, pid: number, slot: StatSlot, { log, brokenPipe }: Surroundings): FileHandle {
  switch (spec.kind) {
    case 'null':
      return new Devices({ kind: 'dev', id: 0, name: 'dev' }).open('null', READ_ONLY);
    case 'log':
      return new LogHandle(log, pid, spec.stream, slot);
    case 'inherit':
      return new HostStream(spec.fd, brokenPipe);
    case 'pipe':
      return new PipeHandle(spec.pipe, spec.end);
  }
}

async function openPreopen(
  namespace: Namespace,
  { name, path }: { readonly name: string; readonly path: string },
): Promise<OpenFile> {
  const opened = await namespace.open('/', path.slice(1) || '.', { ...READ_ONLY, directory: true }, true);
  return new OpenFile(opened.handle, {
    rights: DIRECTORY_RIGHTS,
    inheriting: ALL_RIGHTS,
    pathNow: opened.pathNow,
    target: opened.path,
    preopen: name,
  });
}

/** What of a module the engine does not take is the module's fault, and no reason for a stack trace. @throws SysError ENOEXEC. */
function refusedByEngine(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof WebAssembly.LinkError)) throw error;
    throw new SysError('ENOEXEC', 'instantiate', undefined, error.message);
  }
}

async function openListener(asked: string, { listening }: Surroundings): Promise<OpenFile> {
  const listener = await listenOn(asked);
  listening(asked, listener.address);
  return new OpenFile(listener, { rights: SOCKET_RIGHTS, inheriting: 0, target: listener.address });
}

function link(task: CpuTask, start: TaskStart, imports: GuestImports): void {
  const { exports } = new WebAssembly.Instance(start.module, withMemories(imports.modules, start.info.imports));
  const hooks = exports[HOOKS_EXPORT] as WebAssembly.Table;
  hooks.set(0, imports.safepoint);
  hooks.set(1, imports.atomicWait);
  task.gauges = {
    fuel: exports[FUEL_EXPORT] as WebAssembly.Global<number>,
    refused: exports[REFUSED_EXPORT] as WebAssembly.Global<number>,
    memoryLimit: exports[MEMORY_LIMIT_EXPORT] as WebAssembly.Global<bigint>,
  };
  const memory = exports[MEMORY_EXPORT] as WebAssembly.Memory | undefined;
  task.wasmMemory = memory;
  if (start.info.usesHeap) task.heap = new HeapGuard(start.info, exports);
  task.memory = new GuestMemory(memory ?? new WebAssembly.Memory({ initial: 0 }));
  addEntries(task, start, exports);
}

function addEntries(task: CpuTask, { entry, info }: TaskStart, exports: WebAssembly.Instance['exports']): void {
  const add = (name: string) => {
    const run = WebAssembly.promising(exports[name]);
    task.entries.push(() => run());
  };
  if (info.hasStart) add(START_EXPORT);
  if (entry.kind === 'start') return add('_start');
  if (exports['_initialize'] !== undefined) add('_initialize');
  const type = exportedFunction(info, entry.name);
  const args = parseArguments(entry.name, type, entry.args);
  const run = WebAssembly.promising(exports[entry.name]);
  task.entries.push(async () => {
    task.results = formatResults(type.results, await run(...args));
  });
}

function exportedFunction(info: TaskStart['info'], name: string): FunctionType {
  const found = info.exports.find((candidate) => candidate.name === name)?.type;
  if (found !== undefined) return found;
  const names = info.exports.filter(({ kind }) => kind === 'function').map((candidate) => candidate.name);
  throw new SysError(
    'ENOENT',
    'invoke',
    name,
    `the module exports no such function; it exports ${visibleList(names) || 'none'}`,
  );
}
