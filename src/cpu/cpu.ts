import type { MessagePort } from 'node:worker_threads';
import { REFUSAL_INTERVAL_MS } from '../base/limits.ts';
import type { Reason } from '../base/reason.ts';
import { StatSlot } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import { fromSpec, type ServerLookup } from '../namespace/spec.ts';
import type { FileServer } from '../vfs/file-server.ts';
import { openServer } from '../vfs/open-server.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';
import { Unavailable } from '../vfs/unavailable.ts';
import { settle } from '../wasi/call.ts';
import type { Outcome } from '../wasi/outcome.ts';
import { onBehalfOf, taskToBlame } from './blame.ts';
import type { CpuTask } from './cpu-task.ts';
import { makeGuestImports } from './guest-imports.ts';
import { instantiate } from './instantiate.ts';
import { KernelFiles } from './kernel-files.ts';
import { KernelRequests } from './kernel-requests.ts';
import type { LogPort } from './log-handle.ts';
import { LogRingWriter } from './log-ring.ts';
import type { FileDescription, NamespaceChange, TaskStart, ToCpu } from './messages.ts';
import { Outbox } from './outbox.ts';
import { Scheduler, type SchedulerEvents } from './scheduler.ts';
import { faultReason } from './trap.ts';

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

/** A task here, from its arrival until its end is told. */
interface Resident {
  readonly pid: number;
  readonly requests: KernelRequests;
  /** Undefined while its instance is made. */
  task: CpuTask | undefined;
  /** Changes of its namespace that came meanwhile. */
  readonly changes: NamespaceChange[];
  /** Why it has to end as soon as it is made. */
  fault: Reason | undefined;
  /** When the kernel was last told that a limit had refused something. */
  readonly refusalsTold: Map<'memory' | 'files', number>;
}

/** 128 and the number of SIGPIPE, as shells show it. */
const BROKEN_PIPE_STATUS = 141;

/** Bytes of output of which the log store is told at once, so that it takes a flood while it is written. */
const MOST_UNTOLD_BYTES = 4_096;

/** Milliseconds between two notices of the load. */
const LOAD_INTERVAL_MS = 100;

/** One cpu: takes tasks from the kernel, has them run, and tells what became of them. */
export class Cpu implements SchedulerEvents {
  readonly #outbox: Outbox;
  readonly #page: SharedArrayBuffer;
  readonly #load: Int32Array;
  readonly #scheduler = new Scheduler(this);
  readonly #imports = makeGuestImports(this.#scheduler);
  readonly #servers = new Map<number, FileServer>();
  readonly #kernelServers: ServerSpec[] = [];
  readonly #residents = new Map<number, Resident>();
  readonly #log: LogPort;
  readonly #roomWaiters = new Set<() => void>();

  constructor({ port, page, log, load }: CpuInit) {
    this.#outbox = new Outbox(port);
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
    this.#tellRefused(task.pid, limit);
  }

  raise(task: CpuTask, signal: number): Outcome {
    const requests = this.#residents.get(task.pid)?.requests;
    if (requests === undefined) throw new SysError('ESRCH', 'raise', String(task.pid));
    return settle(requests.ask({ op: 'raise', signal }), 'kernel', () => 0);
  }

  /** Ends the task for which something was begun whose error has reached nobody. @returns false where it was begun for none. */
  blame(error: unknown): boolean {
    const pid = taskToBlame();
    if (pid === undefined) return false;
    const resident = this.#residents.get(pid);
    if (resident?.task !== undefined) this.#scheduler.end(resident.task, faultReason(error));
    else if (resident !== undefined) resident.fault = faultReason(error);
    return true;
  }

  #receive(message: ToCpu): void {
    this.#scheduler.turns.note();
    switch (message.type) {
      case 'server':
        if (message.spec.kind === 'task') this.#kernelServers.push(message.spec);
        else this.#servers.set(message.spec.id, serverOf(message.spec));
        return;
      case 'forget':
        this.#servers.get(message.id)?.close();
        this.#servers.delete(message.id);
        return;
      case 'spawn':
        void onBehalfOf(message.task.pid, () => this.#spawn(message.task));
        return;
      case 'poke':
        for (const pid of message.pids) this.#withTask(pid, (task) => this.#scheduler.poke(task));
        return;
      case 'namespace':
        this.#changeNamespace(message);
        return;
      case 'describe':
        this.#outbox.send({ type: 'files', pid: message.pid, id: message.id, files: this.#describeFiles(message.pid) });
        return;
      case 'log-room':
        this.#wakeWriters();
        return;
      case 'reply':
        this.#residents.get(message.pid)?.requests.answer(message.id, message.reply);
        return;
    }
  }

  async #spawn(start: TaskStart): Promise<void> {
    const { pid } = start;
    const requests = new KernelRequests((id, request) => this.#outbox.send({ type: 'request', id, pid, request }));
    const resident: Resident = {
      pid,
      requests,
      task: undefined,
      changes: [],
      fault: undefined,
      refusalsTold: new Map(),
    };
    this.#residents.set(pid, resident);
    try {
      resident.task = await instantiate(start, new StatSlot(this.#page, start.slot), {
        host: this.#scheduler,
        imports: this.#imports,
        log: this.#log,
        servers: this.#serversFor(requests),
        filesRefused: () => this.#tellRefused(pid, 'files'),
        listening: (asked, address) => this.#outbox.send({ type: 'listening', pid, asked, address }),
        brokenPipe: () => this.#endQuietly(pid),
      });
    } catch (error) {
      return this.#finish(pid, loadFailure(error), []);
    }
    for (const change of resident.changes.splice(0)) this.#changeNamespace(change);
    this.#outbox.sendLater({ type: 'started', pid });
    this.#withTask(pid, (task) => this.#scheduler.start(task));
    if (resident.fault !== undefined) this.#scheduler.end(resident.task, resident.fault);
    this.#publishLoad();
  }

  /** Does what the kernel asks for a task, unless it has ended. An error is a fault of ours, and ends that task alone. */
  #withTask(pid: number, run: (task: CpuTask) => void): void {
    const task = this.#residents.get(pid)?.task;
    if (task === undefined) return;
    try {
      run(task);
    } catch (error) {
      this.#scheduler.end(task, faultReason(error));
    }
  }

  /** A task that asks again and again is told of from time to time: each message wakes the kernel. */
  #tellRefused(pid: number, limit: 'memory' | 'files'): void {
    const told = this.#residents.get(pid)?.refusalsTold;
    const now = performance.now();
    if (now - (told?.get(limit) ?? Number.NEGATIVE_INFINITY) < REFUSAL_INTERVAL_MS) return;
    told?.set(limit, now);
    this.#outbox.send({ type: 'refused', pid, limit });
  }

  /** The kernel's files look different to each task: `self` is its own. */
  #serversFor(requests: KernelRequests): ServerLookup {
    const own = new Map<number, FileServer>();
    const makeOwn = (id: number): FileServer | undefined => {
      const spec = this.#kernelServers.find((known) => known.id === id);
      if (spec !== undefined) own.set(id, new KernelFiles(spec, (request) => requests.ask(request)));
      return own.get(id);
    };
    return { get: (id) => this.#servers.get(id) ?? own.get(id) ?? makeOwn(id) };
  }

  /** The next call of the task sees it; what is open stays open. A task that is being made sees it from its first call on. */
  #changeNamespace(change: NamespaceChange): void {
    const resident = this.#residents.get(change.pid);
    if (resident === undefined) return;
    if (resident.task === undefined) {
      resident.changes.push(change);
      return;
    }
    this.#withTask(change.pid, (task) => {
      task.namespace = fromSpec(change.namespace, this.#serversFor(resident.requests));
      this.#outbox.send({ type: 'namespace-applied', pid: change.pid, id: change.id });
    });
  }

  #describeFiles(pid: number): FileDescription[] {
    const files = this.#residents.get(pid)?.task?.files.entries() ?? [];
    return [...files].map(([fd, file]) => ({
      fd,
      type: file.handle.type,
      target: file.target,
      offset: file.handle.seekable && file.handle.type !== 'directory' ? file.offset : undefined,
    }));
  }

  /** What SIGPIPE does to a program of the host. */
  #endQuietly(pid: number): void {
    this.#withTask(pid, (task) => this.#scheduler.end(task, { kind: 'exit', code: BROKEN_PIPE_STATUS }));
  }

  #finish(pid: number, reason: Reason | undefined, results: readonly string[]): void {
    this.#residents.get(pid)?.requests.end();
    this.#residents.delete(pid);
    this.#outbox.send({ type: 'ended', pid, reason, results });
  }

  #makeLogPort(ring: LogRingWriter): LogPort {
    let untold = 0;
    const signal = (bytes: number) => {
      if (ring.claimSignal()) {
        this.#outbox.sendLater({ type: 'log' });
        untold = 0;
      }
      untold += bytes;
      if (untold >= MOST_UNTOLD_BYTES) this.#outbox.flush();
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
  if (error instanceof WebAssembly.RuntimeError) return { kind: 'trap', message: error.message, stack: [] };
  if (error instanceof RangeError) return { kind: 'load', code: 'ENOMEM', message: error.message };
  return faultReason(error);
}
