import type { MessagePort } from 'node:worker_threads';
import type { Reason } from '../base/reason.ts';
import { StatSlot } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import { fromSpec, type NamespaceSpec } from '../namespace/spec.ts';
import type { FileServer } from '../vfs/file-server.ts';
import { openServer } from '../vfs/open-server.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';
import { Unavailable } from '../vfs/unavailable.ts';
import { settle } from '../wasi/call.ts';
import type { Blocked } from '../wasi/outcome.ts';
import type { CpuTask } from './cpu-task.ts';
import { makeGuestImports } from './guest-imports.ts';
import { instantiate } from './instantiate.ts';
import { KernelFiles } from './kernel-files.ts';
import type { LogPort } from './log-handle.ts';
import { LogRingWriter } from './log-ring.ts';
import type { FileDescription, FileReply, FileRequest, FromCpu, TaskStart, ToCpu } from './messages.ts';
import { Scheduler, type SchedulerEvents } from './scheduler.ts';

/** What a cpu is made from; it comes with the thread. */
export interface CpuInit {
  readonly port: MessagePort;
  readonly page: SharedArrayBuffer;
  readonly log: SharedArrayBuffer;
  /** Two 32-bit words: how many tasks want to run here, and the system's number of the thread, once it is known. */
  readonly load: SharedArrayBuffer;
}

/** Where in `CpuInit.load` the thread's number stands. */
export const THREAD_WORD = 1;

type Answer = (reply: FileReply) => void;

/** 128 and the number of SIGPIPE, as shells show it. */
const BROKEN_PIPE_STATUS = 141;

/** Milliseconds between two notices of the load. */
const LOAD_INTERVAL_MS = 100;

/** One cpu: takes tasks from the kernel, has them run, and tells what became of them. */
export class Cpu implements SchedulerEvents {
  readonly #port: MessagePort;
  readonly #page: SharedArrayBuffer;
  readonly #load: Int32Array;
  readonly #scheduler = new Scheduler(this);
  readonly #imports = makeGuestImports(this.#scheduler);
  readonly #servers = new Map<number, FileServer>();
  readonly #kernelServers: ServerSpec[] = [];
  readonly #tasks = new Map<number, CpuTask>();
  /** Namespaces of tasks that are being made. */
  readonly #early = new Map<number, NamespaceSpec>();
  readonly #log: LogPort;
  readonly #roomWaiters = new Set<() => void>();
  readonly #answers = new Map<number, Answer>();
  #lastRequest = 0;

  constructor({ port, page, log, load }: CpuInit) {
    this.#port = port;
    this.#page = page;
    this.#load = new Int32Array(load);
    this.#log = this.#makeLogPort(new LogRingWriter(log));
    port.on('message', (message: ToCpu) => this.#receive(message));
    setInterval(() => this.#publishLoad(), LOAD_INTERVAL_MS).unref();
  }

  // SchedulerEvents

  ended(task: CpuTask): void {
    this.#finish(task.pid, task.reason, task.results);
  }

  refused(task: CpuTask, limit: 'memory' | 'files'): void {
    this.#send({ type: 'refused', pid: task.pid, limit });
  }

  raise(task: CpuTask, signal: number): Blocked {
    const outcome = settle(this.#ask(task.pid, { op: 'raise', signal }), 'kernel', () => 0);
    if (typeof outcome === 'number') throw new Error('a message is never answered at once');
    return outcome;
  }

  #receive(message: ToCpu): void {
    switch (message.type) {
      case 'server':
        if (message.spec.kind === 'task') this.#kernelServers.push(message.spec);
        else this.#servers.set(message.spec.id, serverOf(message.spec));
        return;
      case 'spawn':
        void this.#spawn(message.task);
        return;
      case 'poke':
        for (const pid of message.pids) this.#poke(pid);
        return;
      case 'namespace':
        this.#changeNamespace(message.pid, message.namespace);
        return;
      case 'describe':
        this.#send({ type: 'files', pid: message.pid, id: message.id, files: this.#describeFiles(message.pid) });
        return;
      case 'log-room':
        this.#wakeWriters();
        return;
      case 'reply':
        this.#answers.get(message.id)?.(message.reply);
        this.#answers.delete(message.id);
        return;
    }
  }

  async #spawn(start: TaskStart): Promise<void> {
    const slot = new StatSlot(this.#page, start.slot);
    try {
      const task = await instantiate(start, slot, {
        host: this.#scheduler,
        imports: this.#imports,
        log: this.#log,
        servers: this.#serversFor(start.pid),
        filesRefused: () => this.#send({ type: 'refused', pid: start.pid, limit: 'files' }),
        brokenPipe: () => this.#endQuietly(start.pid),
      });
      this.#tasks.set(start.pid, task);
      const early = this.#early.get(start.pid);
      if (early !== undefined) this.#changeNamespace(start.pid, early);
      this.#send({ type: 'started', pid: start.pid });
      this.#scheduler.start(task);
      this.#publishLoad();
    } catch (error) {
      this.#finish(start.pid, loadFailure(error), []);
    }
  }

  /** The kernel's files look different to each task: `self` is its own. */
  #serversFor(pid: number): ReadonlyMap<number, FileServer> {
    if (this.#kernelServers.length === 0) return this.#servers;
    const own = this.#kernelServers.map(
      (spec) => [spec.id, new KernelFiles(spec, (request) => this.#ask(pid, request))] as const,
    );
    return new Map([...this.#servers, ...own]);
  }

  /** The next call of the task sees it; what is open stays open. A task that is being made sees it from its first call on. */
  #changeNamespace(pid: number, spec: NamespaceSpec): void {
    const task = this.#tasks.get(pid);
    if (task === undefined) {
      this.#early.set(pid, spec);
      return;
    }
    this.#early.delete(pid);
    task.namespace = fromSpec(spec, this.#serversFor(pid));
    this.#send({ type: 'namespace-applied', pid });
  }

  #describeFiles(pid: number): FileDescription[] {
    const files = this.#tasks.get(pid)?.files.entries() ?? [];
    return [...files].map(([fd, file]) => ({
      fd,
      type: file.handle.type,
      target: file.target,
      offset: file.handle.seekable && file.handle.type !== 'directory' ? file.offset : undefined,
    }));
  }

  #poke(pid: number): void {
    const task = this.#tasks.get(pid);
    if (task !== undefined) this.#scheduler.poke(task);
  }

  /** What SIGPIPE does to a program of the host. */
  #endQuietly(pid: number): void {
    const task = this.#tasks.get(pid);
    if (task !== undefined) this.#scheduler.end(task, { kind: 'exit', code: BROKEN_PIPE_STATUS });
  }

  #finish(pid: number, reason: Reason | undefined, results: readonly string[]): void {
    this.#tasks.delete(pid);
    this.#early.delete(pid);
    this.#send({ type: 'ended', pid, reason, results });
  }

  async #ask(pid: number, request: FileRequest): Promise<Extract<FileReply, { ok: true }>> {
    const id = ++this.#lastRequest;
    const reply = await new Promise<FileReply>((resolve) => {
      this.#answers.set(id, resolve);
      this.#send({ type: 'request', id, pid, request });
    });
    if (!reply.ok)
      throw new SysError(reply.code, request.op, 'path' in request ? request.path : undefined, reply.detail);
    return reply;
  }

  #makeLogPort(ring: LogRingWriter): LogPort {
    const signal = () => {
      if (ring.claimSignal()) this.#send({ type: 'log' });
    };
    const whenRoom = (wake: () => void) => {
      const entry = () => wake();
      this.#roomWaiters.add(entry);
      ring.askForRoom();
      return () => {
        this.#roomWaiters.delete(entry);
      };
    };
    return { ring, signal, whenRoom };
  }

  #wakeWriters(): void {
    const waiters = [...this.#roomWaiters];
    this.#roomWaiters.clear();
    for (const wake of waiters) wake();
  }

  #publishLoad(): void {
    Atomics.store(this.#load, 0, this.#scheduler.load);
  }

  #send(message: FromCpu): void {
    this.#port.postMessage(message);
  }
}

/** A directory may be gone since the kernel opened it: that is the concern of the tasks that see it, not of the cpu. */
function serverOf(spec: ServerSpec): FileServer {
  try {
    return openServer(spec);
  } catch (error) {
    if (error instanceof SysError) return new Unavailable(spec, error);
    throw error;
  }
}

function loadFailure(error: unknown): Reason {
  if (error instanceof SysError) return { kind: 'load', code: error.code, message: error.message };
  if (error instanceof WebAssembly.LinkError) return { kind: 'load', code: 'ENOEXEC', message: error.message };
  if (error instanceof WebAssembly.RuntimeError) return { kind: 'trap', message: error.message, stack: [] };
  if (error instanceof RangeError) return { kind: 'load', code: 'ENOMEM', message: error.message };
  return { kind: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
