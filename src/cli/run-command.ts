import { describeReason, type Reason } from '../base/reason.ts';
import type { SignalName } from '../base/signals.ts';
import { SysError } from '../base/sys-error.ts';
import type { StdioSpec } from '../cpu/messages.ts';
import { Kernel } from '../kernel/kernel.ts';
import { inlineLoader } from '../kernel/loader.ts';
import { buildNamespace, makeDevices, preopensOf } from '../kernel/namespace-builder.ts';
import { hasEnded } from '../kernel/task-state.ts';
import { TaskFiles, TaskServer } from '../taskfs/task-files.ts';
import { nextServerId } from '../vfs/server-spec.ts';
import { exitStatus } from './exit-status.ts';
import type { RunOptions } from './run-options.ts';

const INHERITED: readonly StdioSpec[] = [0, 1, 2].map((fd) => ({ kind: 'inherit', fd }));

/** Signals that are handed on to the program. */
const FORWARDED: readonly SignalName[] = ['HUP', 'INT', 'QUIT', 'TERM', 'USR2'];

/** Runs one program on this process's terminal. Resolves with the status to exit with. */
export async function runCommand(options: RunOptions): Promise<number> {
  const kernel = new Kernel({
    loader: inlineLoader(),
    cpus: 0,
    sink: (_pid, stream, _time, bytes) => void writeAll(stream, bytes),
  });
  kernel.serveFiles(new TaskFiles(kernel));
  const task = spawn(kernel, options);
  if (task === undefined) return 1;
  for (const name of FORWARDED) {
    process.on(`SIG${name}`, () => {
      if (!hasEnded(task.state)) kernel.signal(task.pid, name);
    });
  }
  const { state, results } = await kernel.wait(task.pid);
  const reason: Reason = hasEnded(state) ? state.reason : { kind: 'internal', message: 'it did not end' };
  for (const result of results) process.stdout.write(`${result}\n`);
  explain(options.file, reason);
  await kernel.shutdown();
  return exitStatus(reason);
}

function spawn(kernel: Kernel, options: RunOptions) {
  try {
    const common = { devices: makeDevices(), task: new TaskServer(nextServerId()) };
    const namespace = buildNamespace(common, options.directories, options.cwd);
    const { file, args, env, level, limits, memoryPolicy, isolation, listen, invoke, cwd } = options;
    return kernel.spawn({
      module: file,
      args: [file, ...args],
      env: cwd === '/' || env.some((variable) => variable.startsWith('PWD=')) ? env : [...env, `PWD=${cwd}`],
      namespace,
      preopens: preopensOf(namespace, options.directories, cwd),
      stdio: INHERITED,
      listen,
      level,
      // A program on its own terminal writes to the terminal, not to a log.
      limits: { ...limits, logRate: 0 },
      memoryPolicy,
      isolation,
      entry: invoke === undefined ? { kind: 'start' } : { kind: 'invoke', name: invoke, args },
    });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    process.stderr.write(`wasitop: ${error.message}\n`);
    return undefined;
  }
}

/** Says on stderr why a program ended that did not end by itself. */
function explain(file: string, reason: Reason): void {
  if (reason.kind === 'exit' || reason.kind === 'signal') return;
  const stack = reason.kind === 'trap' ? reason.stack.map((frame) => `\n    at ${frame}`).join('') : '';
  process.stderr.write(`wasitop: ${file}: ${describeReason(reason)}${stack}\n`);
}

function writeAll(stream: 1 | 2, bytes: Uint8Array): boolean {
  return (stream === 1 ? process.stdout : process.stderr).write(bytes.slice());
}
