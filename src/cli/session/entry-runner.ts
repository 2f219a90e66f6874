import { SysError } from '../../base/sys-error.ts';
import type { StdioSpec } from '../../cpu/messages.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Task } from '../../kernel/task.ts';
import { TaskInput } from '../../kernel/task-input.ts';
import { hasEnded } from '../../kernel/task-state.ts';
import { backgroundOf, findStartable } from '../../manifest/find-entry.ts';
import type { Plan, PlanEntry } from '../../manifest/plan.ts';
import { restartsOf } from '../../manifest/restarts.ts';
import { startEntry } from '../../manifest/start-entry.ts';

/** Milliseconds between TERM and KILL for a task whose entry became another one. */
const GRACE_MS = 10_000;

/** The tasks of one start of an entry: those that it reads from first, itself last. */
export interface Started {
  readonly entry: PlanEntry;
  readonly task: Task;
  /** What the first of them reads. */
  readonly reader: Task;
  readonly input: TaskInput;
}

/** Starts the entries of a manifest, and makes what runs follow a manifest that changed. */
export class EntryRunner {
  readonly #kernel: Kernel;
  readonly #outputs: readonly [StdioSpec, StdioSpec];
  readonly #started: (started: Started) => void;
  /** The tasks that run for entries that start with the manifest, by id. */
  readonly #background = new Map<string, Task>();
  #plan: Plan | undefined;

  constructor(
    kernel: Kernel,
    plan: Plan | undefined,
    outputs: readonly [StdioSpec, StdioSpec],
    started: (started: Started) => void,
  ) {
    this.#kernel = kernel;
    this.#plan = plan;
    this.#outputs = outputs;
    this.#started = started;
  }

  get plan(): Plan | undefined {
    return this.#plan;
  }

  /** Starts the entries that are no commands. @throws SysError as `start`. */
  startBackground(): void {
    if (this.#plan !== undefined)
      for (const { id } of backgroundOf(this.#plan)) this.#background.set(id, this.start(id));
  }

  /**
   * Starts an entry by a command's name, an entry's name or an id, and with it those that it reads from.
   * @param args more arguments, behind those of the entry
   * @throws SysError ENOENT with the nearest name, and whatever keeps it from being started.
   */
  start(word: string, args: readonly string[] = []): Task {
    if (this.#plan === undefined)
      throw new SysError('ENOENT', 'start', word, 'there is no manifest; start wasitop with -m FILE');
    const entry = findStartable(this.#plan, word);
    const input = new TaskInput();
    const ends = [input.source, ...this.#outputs] as const;
    const tasks = startEntry(this.#kernel, this.#plan, entry, ends, { args });
    const [reader, task] = [tasks[0] as Task, tasks.at(-1) as Task];
    // It would wait for the end of what a person may type before it begins.
    if (reader.spec.engine === 'wasmer') input.end();
    this.#started({ entry, task, reader, input });
    return task;
  }

  /** The directories of the host that the start of an entry looks into; none where there is no such entry. */
  foldersOf(word: string): string[] {
    if (this.#plan === undefined) return [];
    const { fs, wasi } = findStartable(this.#plan, word);
    return [fs, ...wasi.mounts].map(({ directory }) => directory);
  }

  /** Takes a new plan over: ends what is no more, and starts what is new or changed once the old has ended. */
  async apply(plan: Plan): Promise<void> {
    const { stop, start } = this.#plan === undefined ? { stop: [], start: [] } : restartsOf(this.#plan, plan);
    this.#plan = plan;
    await Promise.all(stop.map((id) => this.#end(id)));
    for (const id of start) this.#background.set(id, this.start(id));
  }

  async #end(id: string): Promise<void> {
    const task = this.#background.get(id);
    this.#background.delete(id);
    if (task === undefined || hasEnded(task.state)) return;
    this.#kernel.signal(task.pid, 'TERM');
    const timer = setTimeout(() => this.#kernel.signal(task.pid, 'KILL'), GRACE_MS);
    await this.#kernel.wait(task.pid);
    clearTimeout(timer);
  }
}
