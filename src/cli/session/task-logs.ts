import { describeReason } from '../../base/reason.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { LogSource } from '../../logs/log-source.ts';
import { LogStore } from '../../logs/log-store.ts';
import { MergedLog } from '../../logs/merged-log.ts';

const encoder = new TextEncoder();

/** Logs of tasks that were reaped: so many are kept for the log of all, as long as there is room for them. */
const MOST_REAPED = 1_000;

/** The logs of all tasks of a kernel, with what wasitop has to say of each. They outlive their tasks. */
export class TaskLogs {
  readonly #kernel: Kernel;
  readonly #store = new LogStore();
  /** Of all tasks whose logs are kept. */
  readonly #names = new Map<number, string>();
  /** The one that was reaped first comes first. */
  readonly #reaped = new Set<number>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.bus.subscribe(({ message }) => {
      if (message.type === 'task.reaped') this.#reap(message.pid);
      if (message.type !== 'task.state') return;
      if (message.to === 'starting') this.#begin(message.pid);
      if (message.to === 'exited' || message.to === 'failed') this.#end(message.pid);
    });
  }

  append(pid: number, stream: 0 | 1 | 2, time: number, bytes: Uint8Array): void {
    this.#store.append(pid, stream, time, bytes);
  }

  /** A line of wasitop's own. */
  note(pid: number, text: string, time = Date.now()): void {
    this.#store.append(pid, 0, time, encoder.encode(`${text}\n`));
  }

  /** A task's log, also before it has one. */
  source(pid: number): LogSource {
    return this.#store.source(pid);
  }

  /** The logs of some tasks, or of all, in the order of their lines' times. */
  merged(pids?: ReadonlySet<number>): LogSource {
    return new MergedLog(this.#store, pids);
  }

  /** What a task is called, or was. */
  nameOf(pid: number): string | undefined {
    return this.#names.get(pid);
  }

  #reap(pid: number): void {
    this.#reaped.add(pid);
    for (const oldest of this.#reaped) {
      if (this.#reaped.size <= MOST_REAPED) return;
      this.#reaped.delete(oldest);
      this.#names.delete(oldest);
      this.#store.forget(oldest);
    }
  }

  /** Says where a log will stay empty for a time. */
  #begin(pid: number): void {
    this.#names.set(pid, this.#kernel.table.find(pid)?.name ?? '');
    if (this.#kernel.table.find(pid)?.spec.engine === 'wasmer')
      this.note(pid, 'engine wasmer: its output comes when it ends');
  }

  /** Closes a task's log; where it failed, with the reason: a person looks there for it. */
  #end(pid: number): void {
    this.#store.end(pid);
    const state = this.#kernel.table.find(pid)?.state;
    if (state?.phase !== 'failed') return;
    const stack = state.reason.kind === 'trap' ? state.reason.stack.map((frame) => `\n    at ${frame}`) : [];
    this.note(pid, [describeReason(state.reason), ...stack].join(''), state.endedAt);
  }
}
