import { statSync } from 'node:fs';
import { resolvePath } from '../base/path.ts';
import type { Preopen } from '../cpu/messages.ts';
import { Namespace } from '../namespace/namespace.ts';
import { Devices } from '../vfs/devices.ts';
import type { FileServer } from '../vfs/file-server.ts';
import { HostDirectory } from '../vfs/host-directory.ts';
import { nextServerId } from '../vfs/server-spec.ts';

/** A directory of the host that a task is to see. */
export interface HostMount {
  readonly host: string;
  /** Absolute, or relative to the working directory. */
  readonly guest: string;
  readonly readOnly: boolean;
}

/** What every task sees, whatever else is mounted; made once a kernel. */
export interface CommonServers {
  readonly devices: FileServer;
  readonly task: FileServer;
  /** Directories of the host that are open already, where tasks are to share them; by what they are and what they are called. */
  readonly directories?: Map<string, FileServer>;
}

export function makeDevices(): FileServer {
  return new Devices({ kind: 'dev', id: nextServerId(), name: 'dev' });
}

/**
 * Makes the namespace of a new task: the directories asked for, and with `kernelFiles` also `/dev` and `/task`.
 * @throws SysError ENOENT, ENOTDIR ... for a directory of the host.
 */
export function buildNamespace(
  common: CommonServers,
  mounts: readonly HostMount[],
  cwd: string,
  kernelFiles = true,
): Namespace {
  let namespace = new Namespace();
  for (const { host, guest, readOnly } of mounts)
    namespace = namespace.mount(directoryServer(common, host, guest), resolvePath(cwd, guest), { readOnly });
  return kernelFiles ? namespace.mount(common.devices, '/dev').mount(common.task, '/task') : namespace;
}

/** A directory that was made anew under an old name is another one: device and inode tell. */
function directoryServer({ directories }: CommonServers, host: string, guest: string): FileServer {
  const stat = statSync(host, { bigint: true, throwIfNoEntry: false });
  const key = `${stat?.dev} ${stat?.ino} ${guest}`;
  const known = stat === undefined ? undefined : directories?.get(key);
  const server = known ?? new HostDirectory({ kind: 'host', id: nextServerId(), name: guest, directory: host });
  directories?.set(key, server);
  return server;
}

/**
 * The directories that a task finds open, in the order of their descriptors: those asked for, by the names they were asked
 * for with; where the namespace has other mounts, or a working directory was asked for, its root; the other mounts; and as `.` a
 * working directory that is not the root.
 * wasi-libc reads both `/` and `.` as the empty prefix and takes the last one, so `.` has to be the last: see working-directory.ts.
 */
export function preopensOf(namespace: Namespace, mounts: readonly HostMount[], cwd: string): Preopen[] {
  const asked = mounts.map(({ guest }) => ({ name: guest, path: resolvePath(cwd, guest) }));
  const others = namespace.mounts.map(({ at }) => at).filter((at) => !asked.some(({ path }) => path === at));
  const has = (wanted: string) => asked.some(({ name }) => name === wanted);
  const root = (others.length > 0 || cwd !== '/') && !has('/') ? ['/'] : [];
  const working = cwd === '/' || has('.') ? [] : [{ name: '.', path: cwd }];
  return [...asked, ...[...root, ...others].map((at) => ({ name: at, path: at })), ...working];
}
