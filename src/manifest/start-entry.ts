import type { StdioSpec } from '../cpu/messages.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Task, TaskSpec } from '../kernel/task.ts';
import { hasEnded } from '../kernel/task-state.ts';
import { makePipe, PipeHandle, type PipeSpec } from '../vfs/pipe.ts';
import type { Plan, PlanEntry } from './plan.ts';
import { type StartOptions, taskSpecOf } from './task-spec.ts';

/** What an entry's own descriptors 0, 1 and 2 are where no pipe takes their place. */
export type Ends = readonly [StdioSpec, StdioSpec, StdioSpec];

/**
 * Starts an entry, and with it the entries that it reads from, joined by pipes: first the one that reads from nobody, last the
 * entry itself. Options are for the entry alone. When one of them has ended, those that it read from are killed.
 * @returns the tasks in that order. @throws SysError as `taskSpecOf` and `Kernel.spawn`; nothing is left running then.
 */
export function startEntry(kernel: Kernel, plan: Plan, entry: PlanEntry, ends: Ends, options: StartOptions): Task[] {
  const entries = chainOf(plan, entry);
  const pipes = entries.slice(1).map(() => makePipe());
  const stages = entries.map((stage, index) => ({
    stage,
    stdio: stdioOf(ends, pipes[index - 1], pipes[index]),
    options: stage === entry ? options : shared(options),
  }));
  const tasks = spawnAll(kernel, stages);
  if (tasks.length > 1) watch(kernel, tasks, pipes);
  return tasks;
}

/** What of the options holds for the tasks before the one that was asked for. */
function shared({ limits }: StartOptions): StartOptions {
  return limits?.logRate === undefined ? {} : { limits: { logRate: limits.logRate } };
}

/** The entries that an entry reads from, the farthest first, and itself. */
function chainOf(plan: Plan, entry: PlanEntry): PlanEntry[] {
  const producer = entry.wasi.stdin === undefined ? undefined : plan.entries.get(entry.wasi.stdin);
  return producer === undefined ? [entry] : [...chainOf(plan, producer), entry];
}

function stdioOf(
  [stdin, stdout, stderr]: Ends,
  input: PipeSpec | undefined,
  output: PipeSpec | undefined,
): StdioSpec[] {
  return [
    input === undefined ? stdin : { kind: 'pipe', pipe: input, end: 'read' },
    output === undefined ? stdout : { kind: 'pipe', pipe: output, end: 'write' },
    stderr,
  ];
}

interface Stage {
  readonly stage: PlanEntry;
  readonly stdio: readonly StdioSpec[];
  readonly options: StartOptions;
}

/** Nothing is started before all of them can be. */
function spawnAll(kernel: Kernel, stages: readonly Stage[]): Task[] {
  const specs: TaskSpec[] = [];
  const tasks: Task[] = [];
  try {
    for (const { stage, stdio, options } of stages) specs.push(taskSpecOf(stage, kernel.servers, stdio, options));
    for (const spec of specs) tasks.push(kernel.spawn(spec));
    return tasks;
  } catch (error) {
    for (const { namespace } of specs) kernel.servers.discard(namespace);
    killAll(kernel, tasks);
    throw error;
  }
}

function watch(kernel: Kernel, tasks: readonly Task[], pipes: readonly PipeSpec[]): void {
  const end = kernel.bus.subscribe(({ message }) => {
    if (message.type !== 'task.state' || (message.to !== 'exited' && message.to !== 'failed')) return;
    const index = tasks.findIndex(({ pid }) => pid === message.pid);
    if (index < 0) return;
    // One that was never loaded has not opened its end: its reader would wait for ever.
    const output = pipes[index];
    if (output !== undefined) new PipeHandle(output, 'write').close();
    killAll(kernel, tasks.slice(0, index));
    if (tasks.every(({ state }) => hasEnded(state))) end();
  });
}

function killAll(kernel: Kernel, tasks: readonly Task[]): void {
  for (const { pid, state } of tasks) if (!hasEnded(state)) kernel.signal(pid, 'KILL');
}
