import { SysError } from '../base/sys-error.ts';
import { buildNamespace, preopensOf } from '../kernel/namespace-builder.ts';
import { environmentOf } from '../manifest/task-spec.ts';
import { Foreground, INHERITED } from './foreground.ts';
import { complain } from './print.ts';
import type { RunOptions } from './run-options.ts';

/** The status where the program cannot be given what the command line asks for, such as a directory that is not there. */
const REFUSED = 2;

/** Runs one program on this process's terminal. Resolves with the status to exit with. */
export async function runCommand(options: RunOptions): Promise<number> {
  const foreground = new Foreground();
  const task = spawn(foreground, options);
  return task === undefined ? REFUSED : foreground.finish([{ label: options.file, task }]);
}

function spawn({ kernel }: Foreground, options: RunOptions) {
  try {
    const namespace = buildNamespace(kernel.servers, options.directories, options.cwd, options.ns);
    const { file, args, env, level, limits, memoryPolicy, isolation, engine, listen, invoke, cwd } = options;
    return kernel.spawn({
      module: file,
      args: [file, ...args],
      env: environmentOf(env, cwd, listen),
      namespace,
      preopens: preopensOf(namespace, options.directories, cwd),
      stdio: INHERITED,
      listen,
      level,
      // A program on its own terminal writes to the terminal, not to a log.
      limits: { ...limits, logRate: 0 },
      memoryPolicy,
      isolation,
      engine,
      entry: invoke === undefined ? { kind: 'start' } : { kind: 'invoke', name: invoke, args },
    });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    complain(`wasitop: ${error.message}`);
    return undefined;
  }
}
