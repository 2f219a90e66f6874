import { resolvePath } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { Preopen } from '../cpu/messages.ts';
import { Namespace } from '../namespace/namespace.ts';
import type { Servers } from './servers.ts';

/** A directory of the host that a task is to see. */
export interface HostMount {
  readonly host: string;
  /** Absolute, or relative to the working directory. */
  readonly guest: string;
  readonly readOnly: boolean;
}

/**
 * Makes the namespace of a new task: with `kernelFiles` `/dev` and `/task`, and the directories asked for, also in the place of these two.
 * `Kernel.create` takes it over; where it is not called, `Servers.discard` does.
 * @throws SysError ENOENT, ENOTDIR ... for a directory of the host.
 */
export function buildNamespace(
  servers: Servers,
  mounts: readonly HostMount[],
  cwd: string,
  kernelFiles = true,
): Namespace {
  let namespace = new Namespace();
  if (kernelFiles) namespace = namespace.mount(servers.devices, '/dev').mount(servers.task, '/task');
  try {
    for (const mount of mounts)
      namespace = namespace.mount(openMount(servers, mount), resolvePath(cwd, mount.guest), {
        readOnly: mount.readOnly,
      });
  } catch (error) {
    servers.discard(namespace);
    throw error;
  }
  return namespace;
}

/** An error names the directory of the host: whoever asked for it wrote that name. */
function openMount(servers: Servers, { host, guest }: HostMount): ReturnType<Servers['directory']> {
  try {
    return servers.directory(host, guest);
  } catch (error) {
    throw error instanceof SysError ? new SysError(error.code, error.op, host, error.detail) : error;
  }
}

/**
 * The directories that a task finds open, in the order of their descriptors: those asked for, by the names they were asked
 * for with; where the namespace has other mounts, or a working directory was asked for, its root; and as `.` a working directory
 * that is not the root. The other mounts are found from the root: by a name of their own wasi-libc would take `dev/x` for `/dev/x`.
 * It reads both `/` and `.` as the empty prefix and takes the last one, so `.` has to be the last: see working-directory.ts.
 * @throws SysError ENOENT, ENOTDIR ... where the namespace does not show the working directory.
 */
export function preopensOf(namespace: Namespace, mounts: readonly HostMount[], cwd: string): Preopen[] {
  const asked = mounts.map(({ guest }) => ({ name: guest, path: resolvePath(cwd, guest) }));
  const hasOthers = namespace.mounts.some(({ at }) => !asked.some(({ path }) => path === at));
  const hasRoot = asked.some(({ name }) => name === '/');
  const root = (hasOthers || cwd !== '/') && !hasRoot ? [{ name: '/', path: '/' }] : [];
  const working = cwd === '/' ? [] : [{ name: '.', path: shown(namespace, cwd) }];
  return [...asked, ...root, ...working];
}

/** What the kernel serves is not asked here: it looks different to each task. */
function shown(namespace: Namespace, cwd: string): string {
  try {
    void namespace.stat('/', `${cwd.slice(1)}/`, true);
    return cwd;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.code === 'ENOSYS') return cwd;
    const detail = 'it is no directory of the namespace; mount one there, or choose another working directory';
    throw new SysError(error.code, 'open working directory', cwd, detail);
  }
}
