import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import { ExactTimes } from './exact-times.ts';
import type { FileHandle, Stat } from './file-handle.ts';
import { FileServer, type OpenHow } from './file-server.ts';
import { hostCode, onHost } from './host-error.ts';
import { HostFile, HostFolder, toStat } from './host-file.ts';
import { HostNames, O_PATH } from './host-names.ts';
import type { NamedFile } from './recent-descriptors.ts';
import type { ServerSpec } from './server-spec.ts';
import type { Space } from './space.ts';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } =
  fs.constants;

/** How often a call looks again at a name that somebody makes and removes between two looks. */
const ATTEMPTS = 64;

/**
 * Serves a directory of the host. No path leaves it, whatever links there are and whoever renames meanwhile (`HostNames`):
 * what a path names is a descriptor that touches nothing, and is used through that alone. A link is reported to the namespace.
 * Devices, sockets and FIFOs of the host are never opened.
 */
export class HostDirectory extends FileServer {
  override readonly spec: Extract<ServerSpec, { kind: 'host' | 'ram' }>;
  readonly #names: HostNames;
  readonly #space: Space | undefined;
  readonly #times = new ExactTimes();
  #open = true;

  /** @throws SysError ENOENT, ENOTDIR or EACCES for the directory; ENOSYS where the host has no /proc. */
  constructor(spec: Extract<ServerSpec, { kind: 'host' | 'ram' }>, space?: Space) {
    super();
    this.#space = space;
    this.#names = onHost('open directory', spec.name, () => namesOf(spec));
    this.spec = spec.kind === 'host' ? { pinned: this.#names.link, ...spec } : spec;
  }

  override open(path: string, how: OpenHow): FileHandle {
    if (how.create) return this.#openOrCreate(path, how);
    return this.#names.on('open', path, (file, stat) => this.#openNamed(file, stat, path, how));
  }

  override stat(path: string): Stat {
    return this.#names.on('stat', path, (_file, stat) => this.#times.correct(toStat(stat)));
  }

  override readlink(path: string): string {
    return this.#names.onEntry('readlink', path, (entry) => fs.readlinkSync(entry));
  }

  override makeDirectory(path: string): void {
    this.#names.onEntry('mkdir', path, (entry) => fs.mkdirSync(entry, 0o777));
  }

  override removeDirectory(path: string): void {
    this.#names.onEntry('rmdir', path, (entry) => fs.rmdirSync(entry));
    this.#names.forget(path);
  }

  override unlink(path: string): void {
    const freed = this.#names.onEntry('unlink', path, (entry) => {
      const size = this.#sizeIfLast(entry);
      // A directory has an error of its own, which rmdir and unlink of the host do not all agree on.
      if (size === undefined) throw new SysError('EISDIR', 'unlink', path);
      fs.unlinkSync(entry);
      return size;
    });
    this.#names.forget(path);
    this.#space?.give(freed);
  }

  override symlink(target: string, path: string): void {
    this.#names.onEntry('symlink', path, (entry) => fs.symlinkSync(target, entry));
  }

  override link(from: string, to: string): void {
    this.#names.onEntries('link', from, to, (source, target) => fs.linkSync(source, target));
  }

  override rename(from: string, to: string): void {
    const freed = this.#names.onEntries('rename', from, to, (source, target) => {
      const size = this.#space === undefined ? 0 : (this.#sizeIfLast(target) ?? 0);
      fs.renameSync(source, target);
      return size;
    });
    this.#names.forget(to);
    this.#space?.give(freed);
  }

  override setTimes(path: string, atim: bigint | undefined, mtim: bigint | undefined): void {
    this.#names.onEntry('utimes', path, (entry) => {
      this.#times.set(atim, mtim, {
        stat: () => toStat(fs.lstatSync(entry, { bigint: true })),
        change: (atime, mtime) => fs.lutimesSync(entry, atime, mtime),
      });
    });
  }

  override close(): void {
    if (this.#open) this.#names[Symbol.dispose]();
    this.#open = false;
  }

  /** Opens what is there, or makes it; whichever it finds in the end. */
  #openOrCreate(path: string, how: OpenHow): FileHandle {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return how.exclusive ? this.#create(path, how) : this.open(path, { ...how, create: false });
      } catch (error) {
        if (how.exclusive || !(error instanceof SysError) || error.code !== 'ENOENT') throw error;
      }
      try {
        return this.#create(path, how);
      } catch (error) {
        if (!(error instanceof SysError) || error.code !== 'EEXIST') throw error;
      }
    }
    throw new SysError('EAGAIN', 'open', path);
  }

  #create(path: string, how: OpenHow): FileHandle {
    if (path === '') throw new SysError('EEXIST', 'open', path);
    const access = how.write ? O_RDWR : O_RDONLY;
    return this.#names.onEntry('open', path, (entry) => {
      const fd = fs.openSync(entry, access | O_CREAT | O_EXCL | O_NOFOLLOW | O_NOCTTY, 0o666);
      return new HostFile(fd, this.#times, this.#space);
    });
  }

  #openNamed(file: NamedFile, stat: fs.BigIntStats, path: string, how: OpenHow): FileHandle {
    if (file.type === 'directory') {
      if (how.write || how.truncate) throw new SysError('EISDIR', 'open', path);
      const fd = fs.openSync(file.link, O_PATH | O_DIRECTORY);
      return new HostFolder(fd, this.#times, (folder, opened) => this.#names.pathOf(folder, opened));
    }
    if (file.type === 'symlink') throw this.#names.linkAt(path);
    if (how.directory) throw new SysError('ENOTDIR', 'open', path);
    if (file.type !== 'file')
      throw new SysError('EACCES', 'open', path, 'devices, sockets and FIFOs of the host are not served');
    const access = how.write ? (how.read ? O_RDWR : O_WRONLY) : O_RDONLY;
    const fd = fs.openSync(file.link, access | O_NONBLOCK | O_NOCTTY | (how.truncate ? O_TRUNC : 0));
    if (how.truncate) this.#space?.give(Number(stat.size));
    return new HostFile(fd, this.#times, this.#space);
  }

  /** Bytes that go with the last name of a file; 0 for what is not there or no ram disk's, undefined for a directory. */
  #sizeIfLast(entry: string): number | undefined {
    const stat = fs.lstatSync(entry, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return undefined;
    return this.#space !== undefined && stat?.isFile() && stat.nlink === 1 ? stat.size : 0;
  }
}

/** @throws SysError ENOSYS where the host has no /proc. */
function namesOf(spec: HostDirectory['spec']): HostNames {
  try {
    return new HostNames((spec.kind === 'host' ? spec.pinned : undefined) ?? spec.directory);
  } catch (error) {
    if (hostCode(error) === undefined || !isReadlink(error)) throw error;
    throw new SysError('ENOSYS', 'mount', spec.name, 'directories of the host need /proc, which this system lacks');
  }
}

function isReadlink(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'readlink';
}
