import { setPriority } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { SysError } from '../base/sys-error.ts';
import { workerEntry } from '../base/worker-entry.ts';
import { Cpu, type CpuInit, THREAD_WORD } from '../cpu/cpu.ts';
import { LogRingReader, makeLogRing } from '../cpu/log-ring.ts';
import type { FromCpu, ToCpu } from '../cpu/messages.ts';
import { CpuServers } from './cpu-servers.ts';
import { isOutOfMemory } from './out-of-memory.ts';

/** What a cpu's port tells the kernel. */
export interface CpuEvents {
  message(cpu: CpuPort, message: FromCpu): void;
  /** A thread has ended, in whatever way. */
  exited(thread: number): void;
  /** The thread is gone, and all its tasks with it; perhaps because its heap was full. */
  lost(cpu: CpuPort, message: string, outOfMemory: boolean): void;
}

/** The kernel's end of a cpu: its messages, its log ring, and how much stands on it. */
export class CpuPort {
  readonly index: number;
  readonly log: LogRingReader;
  /** PIDs placed here that have not ended. */
  readonly pids = new Set<number>();
  /** Those of them that are not yet counted in the cpu's own load. */
  readonly starting = new Set<number>();
  readonly servers = new CpuServers((message) => this.send(message));
  readonly #port: MessagePort;
  readonly #load: Int32Array;
  readonly #stop: (grace: number) => Promise<unknown>;

  constructor(
    index: number,
    port: MessagePort,
    log: SharedArrayBuffer,
    load: SharedArrayBuffer,
    stop: (grace: number) => Promise<unknown>,
  ) {
    this.index = index;
    this.#port = port;
    this.log = new LogRingReader(log);
    this.#load = new Int32Array(load);
    this.#stop = stop;
  }

  /** Tasks that want to run here now. */
  get load(): number {
    return Atomics.load(this.#load, 0) + this.starting.size;
  }

  send(message: ToCpu): void {
    this.#port.postMessage(message);
  }

  /** Changes the nice value of the thread. @throws SysError EPERM: raising a priority needs CAP_SYS_NICE (setpriority(2)). */
  setNice(nice: number): void {
    const thread = Atomics.load(this.#load, THREAD_WORD);
    if (thread === 0) return;
    try {
      setPriority(thread, nice);
    } catch {
      throw new SysError('EPERM', 'renice', undefined, 'raising the priority of a thread needs CAP_SYS_NICE');
    }
  }

  /**
   * Ends the thread; tasks that still run there are cut off.
   * @param grace milliseconds for connections that were closed there to send their last bytes
   */
  async close(grace = 0): Promise<void> {
    this.#port.close();
    await this.#stop(grace);
  }
}

/** How a cpu's thread is set up. */
export interface ThreadOptions {
  /** Nice value of the thread, on top of the process's own. */
  readonly nice: number;
  /** MiB of JavaScript heap, where the guest's own garbage lives there. */
  readonly heapMb?: number;
}

/** Starts a cpu on a thread of its own. */
export function startCpuThread(
  index: number,
  page: SharedArrayBuffer,
  events: CpuEvents,
  options: ThreadOptions,
): CpuPort {
  const { port1, port2 } = new MessageChannel();
  const [log, load] = [makeLogRing(), new SharedArrayBuffer(8)];
  const workerData: CpuInit & { readonly nice: number } = { port: port2, page, log, load, nice: options.nice };
  const resourceLimits =
    options.heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: options.heapMb } };
  const worker = new Worker(workerEntry('cpu-worker'), {
    workerData,
    transferList: [port2],
    stdin: false,
    ...resourceLimits,
  });
  let closing = false;
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  const cpu = new CpuPort(index, port1, log, load, async (grace) => {
    closing = true;
    // Without its port, and without connections, nothing holds the thread: it ends by itself.
    if (grace > 0) await Promise.race([exited, setTimeout(grace, undefined, { ref: false })]);
    await worker.terminate();
  });
  let failure = 'its thread ended';
  let outOfMemory = false;
  port1.on('message', (messages: readonly FromCpu[]) => {
    for (const message of messages) events.message(cpu, message);
  });
  worker.on('error', (error) => {
    failure = error instanceof Error ? error.message : String(error);
    outOfMemory = isOutOfMemory(error);
  });
  const { threadId } = worker;
  worker.on('exit', () => {
    events.exited(threadId);
    if (!closing) events.lost(cpu, failure, outOfMemory);
  });
  return cpu;
}

/** A cpu on this thread: no thread to start, for a process that does nothing but run one task. */
export function startCpuInline(index: number, page: SharedArrayBuffer, events: CpuEvents): CpuPort {
  const { port1, port2 } = new MessageChannel();
  const [log, load] = [makeLogRing(), new SharedArrayBuffer(8)];
  new Cpu({ port: port2, page, log, load });
  const cpu = new CpuPort(index, port1, log, load, async () => {});
  port1.on('message', (messages: readonly FromCpu[]) => {
    for (const message of messages) events.message(cpu, message);
  });
  return cpu;
}
