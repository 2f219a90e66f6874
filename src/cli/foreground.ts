import type { Reason } from '../base/reason.ts';
import type { SignalName } from '../base/signals.ts';
import type { StdioSpec } from '../cpu/messages.ts';
import { Kernel } from '../kernel/kernel.ts';
import { inlineLoader } from '../kernel/loader.ts';
import type { Task } from '../kernel/task.ts';
import { hasEnded } from '../kernel/task-state.ts';
import { TaskFiles } from '../taskfs/task-files.ts';
import { connectionsClosed } from '../vfs/connection.ts';
import { parseAddress } from '../vfs/listener.ts';
import { exitStatus } from './exit-status.ts';
import { faultOf } from './fault.ts';
import { complain } from './print.ts';
import { whyEnded } from './why-ended.ts';

/** stdin, stdout and stderr of this process. */
export const INHERITED: readonly [StdioSpec, StdioSpec, StdioSpec] = [
  { kind: 'inherit', fd: 0 },
  { kind: 'inherit', fd: 1 },
  { kind: 'inherit', fd: 2 },
];

/** Signals that are handed on to the program; USR1 does not reach this process (bin/wasitop). */
const FORWARDED: readonly SignalName[] = ['HUP', 'INT', 'QUIT', 'TERM', 'USR2'];

/** A program, and what it is called in messages. */
export interface Running {
  readonly label: string;
  readonly task: Task;
}

/** A kernel on this thread alone, for a process that runs one program, or a few joined by pipes, on its own terminal. */
export class Foreground {
  readonly kernel = new Kernel({
    loader: inlineLoader(),
    cpus: 0,
    sink: (_pid, stream, _time, bytes) => void writeAll(stream, bytes),
  });

  constructor() {
    this.kernel.serveFiles(new TaskFiles(this.kernel));
    process.on('uncaughtException', endWithFault);
    this.kernel.bus.subscribe(({ message }) => {
      if (message.type === 'task.listening' && parseAddress(message.asked).port === 0)
        complain(`wasitop: listening on ${message.address}`);
    });
  }

  /**
   * Waits for the last of some programs, and hands signals on to all of them meanwhile. Says on stderr why any ended that did not end by
   * itself. @returns the status to exit with.
   */
  async finish(programs: readonly Running[]): Promise<number> {
    for (const name of FORWARDED) {
      process.on(`SIG${name}`, () => {
        for (const { task } of programs) if (!hasEnded(task.state)) this.kernel.signal(task.pid, name);
      });
    }
    const last = programs.at(-1)?.task;
    if (last === undefined) return 0;
    const { results } = await this.kernel.wait(last.pid);
    for (const result of results) process.stdout.write(`${result}\n`);
    // What a program wrote before it ended by itself reaches its peers; a limit or a signal ends it at once.
    if (reasonOf(last).kind === 'exit') await connectionsClosed();
    await this.kernel.shutdown();
    for (const { label, task } of programs) complain(...whyEnded(label, reasonOf(task), task.limits));
    return exitStatus(reasonOf(last));
  }
}

/** Node alone would print the line of the bundle. */
function endWithFault(error: unknown): void {
  const { lines, status } = faultOf(error);
  complain(...lines);
  process.exit(status);
}

function reasonOf({ state }: Task): Reason {
  return hasEnded(state) ? state.reason : { kind: 'internal', message: 'it did not end' };
}

function writeAll(stream: 1 | 2, bytes: Uint8Array): boolean {
  return (stream === 1 ? process.stdout : process.stderr).write(bytes.slice());
}
