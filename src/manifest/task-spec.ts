import { join } from 'node:path';
import type { TaskLimits } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import type { Entry, StdioSpec } from '../cpu/messages.ts';
import { buildNamespace, preopensOf } from '../kernel/namespace-builder.ts';
import type { Servers } from '../kernel/servers.ts';
import type { TaskSpec } from '../kernel/task.ts';
import { onHost } from '../vfs/host-error.ts';
import { makeFolders } from '../vfs/make-folders.ts';
import { modulePath } from './module-path.ts';
import type { PlanDirectory, PlanEntry } from './plan.ts';

/** What the one who starts an entry adds to it. */
export interface StartOptions {
  /** Behind those of the entry. */
  readonly args?: readonly string[];
  readonly limits?: Partial<TaskLimits>;
  readonly memoryPolicy?: 'deny' | 'kill';
}

/**
 * Says how an entry is started now. Its directories are made where `auto_init` says so, and its module is looked for anew:
 * links may lead elsewhere since the manifest was read. Where it is not there, the task will fail and say so.
 * @throws SysError EACCES for a module outside of its directory; ENOENT, EACCES ... for the directories.
 */
export function taskSpecOf(
  entry: PlanEntry,
  servers: Servers,
  stdio: readonly StdioSpec[],
  { args = [], limits, memoryPolicy = 'deny' }: StartOptions,
): TaskSpec {
  const { fs, path, hash, method, imports, wasi, priority, isolation, engine } = entry;
  for (const wanted of [fs, ...wasi.mounts]) initialize(wanted);
  const mounts = wasi.mounts.map(({ directory, guest, readOnly }) => ({ host: directory, guest, readOnly }));
  const module = moduleOf(fs.directory, path);
  const namespace = buildNamespace(servers, mounts, wasi.cwd);
  const all = [...wasi.args, ...args];
  return {
    module,
    hash,
    ...(imports === undefined ? {} : { imports }),
    name: entry.name,
    args: [entry.name, ...all],
    env: environmentOf(wasi.env, wasi.cwd, wasi.listen),
    namespace,
    preopens: preopensOf(namespace, mounts, wasi.cwd),
    stdio,
    listen: wasi.listen,
    level: priority,
    limits: { ...limitsOf(entry), ...limits },
    memoryPolicy,
    isolation,
    engine,
    entry: entryOf(method, all),
  };
}

function initialize({ directory, autoInit }: PlanDirectory): void {
  if (autoInit) onHost('create directory', directory, () => makeFolders(directory));
}

function moduleOf(directory: string, path: string): string {
  try {
    return modulePath(directory, path);
  } catch (error) {
    if (error instanceof SysError && error.code === 'ENOENT') return join(directory, path);
    throw error;
  }
}

function entryOf(method: string, args: readonly string[]): Entry {
  return method === '_start' ? { kind: 'start' } : { kind: 'invoke', name: method, args };
}

/**
 * What a program is told of how it is started, unless the caller says otherwise: libraries look for the working directory in
 * PWD, and servers for the number of their sockets in LISTEN_FDS (sd_listen_fds(3)).
 */
export function environmentOf(env: readonly string[], cwd: string, listen: readonly string[]): readonly string[] {
  const told: readonly (readonly [name: string, value: string])[] = [
    ...(cwd === '/' ? [] : [['PWD', cwd] as const]),
    ...(listen.length === 0 ? [] : [['LISTEN_FDS', String(listen.length)] as const]),
  ];
  const isGiven = (name: string) => env.some((variable) => variable.startsWith(`${name}=`));
  return [...env, ...told.filter(([name]) => !isGiven(name)).map(([name, value]) => `${name}=${value}`)];
}

function limitsOf({ limits }: PlanEntry): Partial<TaskLimits> {
  const { max_execution_ms: wallMs, memory, fuel, cpu_ms: cpuMs, files } = limits;
  return {
    ...(wallMs === undefined ? {} : { wallMs }),
    ...(memory === undefined ? {} : { memory }),
    ...(fuel === undefined ? {} : { fuel }),
    ...(cpuMs === undefined ? {} : { cpuMs }),
    ...(files === undefined ? {} : { files }),
  };
}
