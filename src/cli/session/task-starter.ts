import type { StdioSpec } from '../../cpu/messages.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { buildNamespace, preopensOf } from '../../kernel/namespace-builder.ts';
import type { Task } from '../../kernel/task.ts';
import { TaskInput } from '../../kernel/task-input.ts';
import { notesOf } from '../../manifest/find-entry.ts';
import type { Plan } from '../../manifest/plan.ts';
import { EntryRunner, type Started } from './entry-runner.ts';
import type { TaskLogs } from './task-logs.ts';

/** A module to be started, and how. */
export interface Program {
  readonly file: string;
  readonly name?: string;
  readonly args?: readonly string[];
  readonly level?: number;
}

const OUTPUTS: readonly [StdioSpec, StdioSpec] = [
  { kind: 'log', stream: 1 },
  { kind: 'log', stream: 2 },
];

/** Starts modules, and entries of the manifest, with inputs that can be typed into. */
export class TaskStarter {
  readonly entries: EntryRunner;
  readonly #kernel: Kernel;
  readonly #logs: TaskLogs;
  /** The standard inputs that can be typed into, by PID. */
  readonly #inputs = new Map<number, TaskInput>();

  constructor(kernel: Kernel, logs: TaskLogs, plan: Plan | undefined) {
    this.#kernel = kernel;
    this.#logs = logs;
    this.entries = new EntryRunner(kernel, plan, OUTPUTS, (started) => this.#entryStarted(started));
    kernel.bus.subscribe(({ message }) => {
      if (message.type !== 'task.state') return;
      if (message.to === 'exited' || message.to === 'failed') this.#inputs.delete(message.pid);
    });
  }

  start({ file, name, args = [], level = 4 }: Program): Task {
    const namespace = buildNamespace(this.#kernel.servers, [], '/');
    const input = new TaskInput();
    const task = this.#kernel.spawn({
      module: file,
      args: [name ?? file, ...args],
      ...(name === undefined ? {} : { name }),
      namespace,
      preopens: preopensOf(namespace, [], '/'),
      level,
      stdio: [input.source, ...OUTPUTS],
    });
    this.#inputs.set(task.pid, input);
    return task;
  }

  /** Undefined where the input is not the screen, or the task has ended. */
  inputOf(pid: number): TaskInput | undefined {
    return this.#inputs.get(pid);
  }

  /** The first of the tasks reads what is typed; the author's notes stand in the entry's log. */
  #entryStarted({ entry, task, reader, input }: Started): void {
    this.#inputs.set(reader.pid, input);
    const { plan } = this.entries;
    if (plan === undefined) return;
    for (const text of notesOf(plan, entry)) this.#logs.note(task.pid, text);
  }
}
