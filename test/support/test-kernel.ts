import type { Reason } from '../../src/base/reason.ts';
import type { KernelEvent } from '../../src/kernel/bus.ts';
import { Kernel } from '../../src/kernel/kernel.ts';
import { LoaderThread } from '../../src/kernel/loader.ts';
import { buildNamespace, preopensOf } from '../../src/kernel/namespace-builder.ts';
import type { Task, TaskSpec } from '../../src/kernel/task.ts';
import { hasEnded } from '../../src/kernel/task-state.ts';
import type { LogLine } from '../../src/logs/log-line.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { TaskFiles } from '../../src/taskfs/task-files.ts';
import { guest } from './guests.ts';

/** A kernel with a log store, for tests that run real guests. Close it with `await using`. */
export class TestKernel implements AsyncDisposable {
  readonly logs = new LogStore();
  readonly events: KernelEvent[] = [];
  readonly kernel: Kernel;
  readonly #wakes = new Set<() => void>();

  constructor(cpus = 1) {
    this.kernel = new Kernel({
      loader: new LoaderThread(),
      cpus,
      sink: (pid, stream, time, bytes) => {
        this.logs.append(pid, stream, time, bytes);
        this.#wake();
      },
    });
    this.kernel.serveFiles(new TaskFiles(this.kernel));
    this.kernel.bus.subscribe(({ message }) => {
      this.events.push(message);
      this.#wake();
    });
  }

  /** What a task of a guest is made from. */
  specOf(name: string, spec: Partial<TaskSpec> = {}): TaskSpec {
    const namespace = buildNamespace(this.kernel.servers, [], '/');
    const preopens = preopensOf(namespace, [], '/');
    return { module: guest(name), namespace, preopens, ...spec, args: [name, ...(spec.args ?? [])] };
  }

  spawn(name: string, spec: Partial<TaskSpec> = {}): Task {
    return this.kernel.spawn(this.specOf(name, spec));
  }

  /** Resolves with the reason for a task's end. */
  async end(task: Task): Promise<Reason> {
    const { state } = await this.kernel.wait(task.pid);
    if (!hasEnded(state)) throw new Error('it has not ended');
    return state.reason;
  }

  lines(task: Task): readonly LogLine[] {
    return this.logs.source(task.pid).lines(0, Number.POSITIVE_INFINITY);
  }

  text(task: Task): string {
    return this.lines(task)
      .map(({ text }) => text)
      .join('\n');
  }

  /** Resolves when `holds` does, looked at after every event, every output, and now and then for what changes without either. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        clearInterval(timer);
        this.#wakes.delete(look);
        resolve();
      };
      const timer = setInterval(look, 5);
      this.#wakes.add(look);
      look();
    });
  }

  running(task: Task): Promise<void> {
    return this.until(() => task.state.phase === 'running' && task.slot.get('switches') > 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kernel.shutdown(0);
  }

  #wake(): void {
    for (const wake of this.#wakes) wake();
  }
}
