import { statSync } from 'node:fs';
import { unspell } from '../base/spelling.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { serversOf } from '../namespace/spec.ts';
import { Devices } from '../vfs/devices.ts';
import type { FileServer } from '../vfs/file-server.ts';
import { HostDirectory } from '../vfs/host-directory.ts';
import { openServer } from '../vfs/open-server.ts';
import { makeRamDisk, type RamDisk, sweepRamDisks } from '../vfs/ram-disk.ts';
import { TaskServer } from './task-server.ts';

interface Kept {
  /** Tasks that have not ended and see it. */
  users: number;
  readonly disk: RamDisk | undefined;
  /** By what a directory of the host is found again, where tasks share it. */
  readonly key: string | undefined;
}

/**
 * Makes the file servers of a kernel, with numbers of their own, and closes each when the last task that sees it has ended or sees
 * others. One that was made for a task that then was not has no user: `discard` closes it. Servers of other makers are left alone.
 */
export class Servers {
  #lastId = 0;
  readonly #kept = new Map<FileServer, Kept>();
  readonly #shared = new Map<string, FileServer>();
  /** These two are there as long as the kernel is. */
  readonly devices: FileServer = new Devices({ kind: 'dev', id: ++this.#lastId, name: 'dev' });
  readonly task: FileServer = new TaskServer(++this.#lastId);

  /** How many there are besides the two. */
  get count(): number {
    return this.#kept.size;
  }

  /**
   * A directory of the host that all tasks share which see it by this name. One that was made anew under an old path is another
   * one: device and inode tell. @throws SysError ENOENT, ENOTDIR ...
   */
  directory(host: string, name: string): FileServer {
    const stat = statSync(unspell(host), { bigint: true, throwIfNoEntry: false });
    const key = `${stat?.dev} ${stat?.ino} ${name}`;
    const known = stat === undefined ? undefined : this.#shared.get(key);
    if (known !== undefined) return known;
    const server = new HostDirectory({ kind: 'host', id: ++this.#lastId, name, directory: host });
    this.#shared.set(key, server);
    return this.#keep(server, { key });
  }

  /** An empty disk. @throws SysError ENOSPC or EACCES where the host has no place for it. */
  ramDisk(name: string, bytes: number): FileServer {
    // Those of processes that died cannot clean up after themselves.
    sweepRamDisks();
    const disk = makeRamDisk(++this.#lastId, name, bytes);
    try {
      return this.#keep(openServer(disk.spec), { disk });
    } catch (error) {
      disk.close();
      throw error;
    }
  }

  /** A task sees this namespace from now on. */
  hold(namespace: Namespace): void {
    for (const kept of this.#of(namespace).values()) kept.users++;
  }

  /** A task that saw this namespace no longer does. */
  release(namespace: Namespace): void {
    for (const [server, kept] of this.#of(namespace)) if (--kept.users === 0) this.#end(server, kept);
  }

  /** Closes those of a namespace that no task sees. */
  discard(namespace: Namespace): void {
    for (const [server, kept] of this.#of(namespace)) if (kept.users === 0) this.#end(server, kept);
  }

  /** A thread is gone: what it had open on ram disks is given back. */
  abandon(thread: number): void {
    for (const { disk } of this.#kept.values()) disk?.abandon(thread);
  }

  close(): void {
    for (const [server, kept] of this.#kept) this.#end(server, kept);
  }

  #keep(server: FileServer, { disk, key }: Partial<Kept>): FileServer {
    this.#kept.set(server, { users: 0, disk, key });
    return server;
  }

  #of(namespace: Namespace): Map<FileServer, Kept> {
    const kept = new Map<FileServer, Kept>();
    for (const server of serversOf(namespace)) {
      const entry = this.#kept.get(server);
      if (entry !== undefined) kept.set(server, entry);
    }
    return kept;
  }

  #end(server: FileServer, { disk, key }: Kept): void {
    this.#kept.delete(server);
    if (key !== undefined) this.#shared.delete(key);
    server.close();
    disk?.close();
  }
}
