import fs from 'node:fs';
import { unspell } from '../base/spelling.ts';
import { SysError } from '../base/sys-error.ts';
import { ExactTimes } from './exact-times.ts';
import type { FileHandle, Stat } from './file-handle.ts';
import { FileServer, type OpenHow } from './file-server.ts';
import { hostCode, onHost } from './host-error.ts';
import { HostFile, HostFolder, toStat } from './host-file.ts';
import { HostNames, type HostPath, O_PATH, readLink } from './host-names.ts';
import type { NamedFile } from './recent-descriptors.ts';
import type { ServerSpec } from './server-spec.ts';

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
  protected readonly names: HostNames;
  protected readonly times = new ExactTimes();

  /** @throws SysError ENOENT, ENOTDIR or EACCES for the directory; ENOSYS where the host has no /proc. */
  constructor(spec: Extract<ServerSpec, { kind: 'host' | 'ram' }>) {
    super();
    this.names = onHost('open directory', spec.name, () => namesOf(spec));
    this.spec = spec.kind === 'host' ? { pinned: this.names.link, ...spec } : spec;
  }

  override open(path: string, how: OpenHow): FileHandle {
    if (how.create) return this.#openOrCreate(path, how);
    return this.names.on('open', path, (file) => this.#openNamed(file, path, how));
  }

  override stat(path: string): Stat {
    return this.names.on('stat', path, (_file, stat) => this.times.correct(toStat(stat)));
  }

  override readlink(path: string): string {
    return this.names.onEntry('readlink', path, readLink);
  }

  override makeDirectory(path: string): void {
    this.names.onEntry('mkdir', path, (entry) => fs.mkdirSync(entry, 0o777));
  }

  override removeDirectory(path: string): void {
    this.names.onEntry('rmdir', path, (entry) => fs.rmdirSync(entry));
    this.names.forget(path);
  }

  override unlink(path: string): void {
    this.names.onEntry('unlink', path, (entry) => {
      // A directory has an error of its own, which rmdir and unlink of the host do not all agree on.
      if (fs.lstatSync(entry).isDirectory()) throw new SysError('EISDIR', 'unlink', path);
      fs.unlinkSync(entry);
    });
    this.names.forget(path);
  }

  override symlink(target: string, path: string): void {
    this.names.onEntry('symlink', path, (entry) => fs.symlinkSync(unspell(target), entry));
  }

  override link(from: string, to: string): void {
    this.names.onEntries('link', from, to, (source, target) => fs.linkSync(source, target));
  }

  override rename(from: string, to: string): void {
    this.names.onEntries('rename', from, to, (source, target) => fs.renameSync(source, target));
    this.names.forget(to);
  }

  override setTimes(path: string, atim: bigint | undefined, mtim: bigint | undefined): void {
    this.names.onEntry('utimes', path, (entry) => {
      this.times.set(atim, mtim, {
        stat: () => toStat(fs.lstatSync(entry, { bigint: true })),
        change: (atime, mtime) => fs.lutimesSync(entry, atime, mtime),
      });
    });
  }

  override close(): void {
    this.names[Symbol.dispose]();
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
    return this.names.onEntry('open', path, (entry) => this.makeFile(entry, access));
  }

  protected makeFile(entry: HostPath, access: number): FileHandle {
    return new HostFile(createFile(entry, access), this.times);
  }

  protected openFile(file: NamedFile, access: number, truncate: boolean): FileHandle {
    return new HostFile(reopen(file, truncate ? access | O_TRUNC : access), this.times);
  }

  protected openFolder(file: NamedFile): FileHandle {
    return new HostFolder(nameAgain(file), this.times, this.names);
  }

  #openNamed(file: NamedFile, path: string, how: OpenHow): FileHandle {
    if (file.type === 'directory') {
      if (how.write || how.truncate) throw new SysError('EISDIR', 'open', path);
      return this.openFolder(file);
    }
    if (file.type === 'symlink') throw this.names.linkAt(path);
    if (how.directory) throw new SysError('ENOTDIR', 'open', path);
    if (file.type !== 'file')
      throw new SysError('EACCES', 'open', path, 'devices, sockets and FIFOs of the host are not served');
    const access = how.write ? (how.read ? O_RDWR : O_WRONLY) : O_RDONLY;
    return this.openFile(file, access, how.truncate);
  }
}

/** Makes a file that was not there. @returns its descriptor */
export function createFile(entry: HostPath, access: number): number {
  return fs.openSync(entry, access | O_CREAT | O_EXCL | O_NOFOLLOW | O_NOCTTY, 0o666);
}

/** Names a directory once more. @returns its descriptor */
export function nameAgain(file: NamedFile): number {
  return fs.openSync(file.link, O_PATH | O_DIRECTORY);
}

/** Opens what was named before. @returns its descriptor */
export function reopen(file: NamedFile, access: number): number {
  return fs.openSync(file.link, access | O_NONBLOCK | O_NOCTTY);
}

/** @throws SysError ENOSYS where the host has no /proc. */
function namesOf(spec: HostDirectory['spec']): HostNames {
  try {
    return spec.kind === 'host'
      ? new HostNames(spec.pinned ?? spec.directory)
      : new HostNames(spec.directory, { keepsFiles: false });
  } catch (error) {
    if (hostCode(error) === undefined || !isReadlink(error)) throw error;
    throw new SysError('ENOSYS', 'mount', spec.name, 'directories of the host need /proc, which this system lacks');
  }
}

function isReadlink(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'readlink';
}
