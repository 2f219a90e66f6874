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
 * Makes the namespace of a new task: `/dev`, `/task`, and the directories asked for.
 * @throws SysError ENOENT, ENOTDIR ... for a directory of the host.
 */
export function buildNamespace(common: CommonServers, mounts: readonly HostMount[], cwd: string): Namespace {
  let namespace = new Namespace();
  for (const { host, guest, readOnly } of mounts) {
    namespace = namespace.mount(directoryServer(common, host, guest), resolvePath(cwd, guest), { readOnly });
  }
  return namespace.mount(common.devices, '/dev').mount(common.task, '/task');
}

/** The same with the root, so that the task can reach what a person mounts while it runs. */
export function withRoot(preopens: readonly Preopen[]): readonly Preopen[] {
  return preopens.some(({ name }) => name === '/') ? preopens : [...preopens, { name: '/', path: '/' }];
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
 * What a task finds open: the directories asked for, by the names they were asked for with, then the other mounts by
 * their paths. Where any was asked for there is the root too, because programs look at the parents of what they were given.
 * preview1 has no working directory: one that is not the root is opened as `.`, the last of all.
 */
export function preopensOf(namespace: Namespace, mounts: readonly HostMount[], cwd: string): Preopen[] {
  const asked = mounts.map(({ guest }) => ({ name: guest, path: resolvePath(cwd, guest) }));
  const others = namespace.mounts.map(({ at }) => at).filter((at) => !asked.some(({ path }) => path === at));
  const root = asked.length === 0 || asked.some(({ name }) => name === '/') ? [] : [{ name: '/', path: '/' }];
  const working = cwd === '/' || asked.some(({ name }) => name === '.') ? [] : [{ name: '.', path: cwd }];
  return [...asked, ...root, ...others.map((at) => ({ name: at, path: at })), ...working];
}
