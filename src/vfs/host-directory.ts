import fs from 'node:fs';
import { join } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import { ExactTimes } from './exact-times.ts';
import type { FileHandle, Stat } from './file-handle.ts';
import { FileServer, LinkMet, type OpenHow } from './file-server.ts';
import { hostCode, hostError, onHost } from './host-error.ts';
import { HostFile, HostFolder, toStat } from './host-file.ts';
import type { ServerSpec } from './server-spec.ts';
import type { Space } from './space.ts';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } =
  fs.constants;
/** Not in node's table: a descriptor that names a file without opening it (open(2)). */
const O_PATH = 0o10000000;

/** How often a call looks again at a name that somebody swaps between two looks. */
const ATTEMPTS = 64;

/** In the place of a descriptor: there may be a link in the way; nothing is there, or a link leads nowhere. */
const UNSURE = -1;
const MISSING = -2;

/** The parent directory of a name, as a descriptor that is valid until `release`. */
interface Parent {
  /** `/proc/self/fd/N/name`. */
  readonly entry: string;
  release(): void;
}

/**
 * Serves a directory of the host. No path leaves it, whatever links there are and whoever renames meanwhile: a path is opened
 * with O_PATH, which touches nothing, and accepted only if `/proc/self/fd/N` then reads as the path asked for;
 * else it is walked name by name with O_NOFOLLOW, and a link is reported to the namespace. What was accepted is used through its
 * descriptor alone. Devices, sockets and FIFOs of the host are never opened.
 */
export class HostDirectory extends FileServer {
  override readonly spec: Extract<ServerSpec, { kind: 'host' | 'ram' }>;
  readonly #root: number;
  readonly #space: Space | undefined;
  readonly #times = new ExactTimes();
  readonly #rootLink: string;
  #open = true;

  /** @throws SysError ENOENT, ENOTDIR or EACCES for the directory; ENOSYS where the host has no /proc. */
  constructor(spec: Extract<ServerSpec, { kind: 'host' | 'ram' }>, space?: Space) {
    super();
    this.spec = spec;
    this.#space = space;
    this.#root = onHost('open directory', spec.name, () => fs.openSync(spec.directory, O_PATH | O_DIRECTORY));
    this.#rootLink = `/proc/self/fd/${this.#root}`;
    this.#checkHost();
  }

  override open(path: string, how: OpenHow): FileHandle {
    if (how.create) return this.#openOrCreate(path, how);
    for (let attempt = 1; ; attempt++) {
      try {
        return this.#openExisting(path, how);
      } catch (error) {
        const swapped = error instanceof SysError && error.code === 'EAGAIN';
        if (!swapped || attempt === ATTEMPTS) throw error;
      }
    }
  }

  #openExisting(path: string, how: OpenHow): FileHandle {
    const fd = this.#resolve(path, 'open');
    try {
      return this.#openResolved(fd, path, how);
    } catch (error) {
      fs.closeSync(fd);
      throw hostError(error, 'open', path);
    }
  }

  override stat(path: string): Stat {
    const fd = this.#resolve(path, 'stat');
    try {
      return this.#times.correct(toStat(fs.fstatSync(fd, { bigint: true })));
    } finally {
      fs.closeSync(fd);
    }
  }

  override readlink(path: string): string {
    return this.#inParent(path, 'readlink', (entry) => fs.readlinkSync(entry));
  }

  override makeDirectory(path: string): void {
    this.#inParent(path, 'mkdir', (entry) => fs.mkdirSync(entry, 0o777));
  }

  override removeDirectory(path: string): void {
    this.#inParent(path, 'rmdir', (entry) => fs.rmdirSync(entry));
  }

  override unlink(path: string): void {
    this.#inParent(path, 'unlink', (entry) => {
      const freed = this.#sizeIfLast(entry);
      // A directory has an error of its own, which rmdir and unlink of the host do not all agree on.
      if (freed === undefined) throw new SysError('EISDIR', 'unlink', path);
      fs.unlinkSync(entry);
      this.#space?.give(freed);
    });
  }

  override symlink(target: string, path: string): void {
    this.#inParent(path, 'symlink', (entry) => fs.symlinkSync(target, entry));
  }

  override link(from: string, to: string): void {
    this.#inParent(from, 'link', (source) => this.#inParent(to, 'link', (target) => fs.linkSync(source, target)));
  }

  override rename(from: string, to: string): void {
    this.#inParent(from, 'rename', (source) =>
      this.#inParent(to, 'rename', (target) => {
        const freed = this.#space === undefined ? 0 : (this.#sizeIfLast(target) ?? 0);
        fs.renameSync(source, target);
        this.#space?.give(freed);
      }),
    );
  }

  override setTimes(path: string, atim: bigint | undefined, mtim: bigint | undefined): void {
    this.#inParent(path, 'utimes', (entry) => {
      this.#times.set(atim, mtim, {
        stat: () => toStat(fs.lstatSync(entry, { bigint: true })),
        change: (atime, mtime) => fs.lutimesSync(entry, atime, mtime),
      });
    });
  }

  override close(): void {
    if (this.#open) fs.closeSync(this.#root);
    this.#open = false;
  }

  #checkHost(): void {
    try {
      fs.readlinkSync(this.#rootLink);
    } catch {
      fs.closeSync(this.#root);
      throw new SysError(
        'ENOSYS',
        'mount',
        this.spec.name,
        'directories of the host need /proc, which this system lacks',
      );
    }
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
    return this.#inParent(path, 'open', (entry) => {
      const fd = fs.openSync(entry, access | O_CREAT | O_EXCL | O_NOFOLLOW | O_NOCTTY, 0o666);
      return new HostFile(fd, this.#times, this.#space);
    });
  }

  #openResolved(fd: number, path: string, how: OpenHow): FileHandle {
    const stat = fs.fstatSync(fd);
    if (stat.isDirectory()) {
      if (how.write || how.truncate) throw new SysError('EISDIR', 'open', path);
      return new HostFolder(fd, this.#times);
    }
    if (stat.isSymbolicLink()) throw this.#linkAt(path);
    if (how.directory) throw new SysError('ENOTDIR', 'open', path);
    if (!stat.isFile())
      throw new SysError('EACCES', 'open', path, 'devices, sockets and FIFOs of the host are not served');
    const access = how.write ? (how.read ? O_RDWR : O_WRONLY) : O_RDONLY;
    const opened = fs.openSync(`/proc/self/fd/${fd}`, access | O_NONBLOCK | O_NOCTTY | (how.truncate ? O_TRUNC : 0));
    fs.closeSync(fd);
    if (how.truncate) this.#space?.give(stat.size);
    return new HostFile(opened, this.#times, this.#space);
  }

  /** @throws SysError EAGAIN where the link has become something else since it was met. */
  #linkAt(path: string): LinkMet {
    return this.#inParent(path, 'readlink', (entry) => new LinkMet(path.split('/').length, targetOf(entry, path)));
  }

  /**
   * Names a file by an O_PATH descriptor, without following any link. It is of the directory at some moment of the call: who
   * renames meanwhile gets the file before or after, never another. @throws LinkMet for one in the way.
   */
  #resolve(path: string, op: string): number {
    if (path === '') return onHost(op, path, () => fs.openSync(`/proc/self/fd/${this.#root}`, O_PATH));
    // One name below a descriptor cannot lead elsewhere: nothing is left to be checked.
    if (!path.includes('/')) return onHost(op, path, () => fs.openSync(this.#entry(path), O_PATH | O_NOFOLLOW));
    const fd = this.#openAtOnce(path);
    if (fd >= 0) return fd;
    if (fd === MISSING && this.#isFolder(path.slice(0, path.lastIndexOf('/')))) throw new SysError('ENOENT', op, path);
    return this.#walkAgain(path, op);
  }

  /** Whether the fast way finds a directory: then no link was in the way, and what is missing in it is missing. */
  #isFolder(path: string): boolean {
    const fd = this.#openAtOnce(path);
    if (fd < 0) return false;
    const found = fs.fstatSync(fd).isDirectory();
    fs.closeSync(fd);
    return found;
  }

  /** The fast way. @returns UNSURE or MISSING where the slow way has to look. */
  #openAtOnce(path: string): number {
    let fd = UNSURE;
    try {
      fd = fs.openSync(this.#entry(path), O_PATH | O_NOFOLLOW);
      const found = fs.readlinkSync(`/proc/self/fd/${fd}`);
      // The directory itself may have been renamed, and its old path be another's now: it is read anew each time.
      if (found === join(fs.readlinkSync(this.#rootLink), path)) return fd;
    } catch (error) {
      // The slow way finds out what is wrong, and where.
      if (fd === UNSURE && hostCode(error) === 'ENOENT') return MISSING;
    }
    if (fd >= 0) fs.closeSync(fd);
    return UNSURE;
  }

  #entry(path: string): string {
    return `${this.#rootLink}/${path}`;
  }

  /** The slow way; again where somebody swapped a link and a directory between two looks at it. */
  #walkAgain(path: string, op: string): number {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.#walk(path);
      } catch (error) {
        const swapped = error instanceof SysError && error.code === 'EAGAIN';
        if (!swapped || attempt === ATTEMPTS) throw hostError(error, op, path);
      }
    }
  }

  #walk(path: string): number {
    const names = path.split('/');
    let directory = this.#root;
    for (const [index, name] of names.entries()) {
      const entry = `/proc/self/fd/${directory}/${name}`;
      let fd = -1;
      try {
        fd = fs.openSync(entry, O_PATH | O_NOFOLLOW);
        const last = index === names.length - 1;
        if (last) return fd;
        if (fs.fstatSync(fd).isSymbolicLink()) throw new LinkMet(index + 1, targetOf(entry, path));
      } catch (error) {
        if (fd >= 0) fs.closeSync(fd);
        throw error;
      } finally {
        if (directory !== this.#root) fs.closeSync(directory);
      }
      directory = fd;
    }
    throw new SysError('ENOENT', 'walk', path);
  }

  #inParent<T>(path: string, op: string, run: (entry: string) => T): T {
    const parent = this.#parent(path, op);
    try {
      return run(parent.entry);
    } catch (error) {
      throw hostError(error, op, path);
    } finally {
      parent.release();
    }
  }

  #parent(path: string, op: string): Parent {
    const slash = path.lastIndexOf('/');
    if (path === '') throw new SysError('EBUSY', op, path);
    if (slash < 0) return { entry: this.#entry(path), release: () => {} };
    const above = path.slice(0, slash);
    const fd = this.#resolve(above, op);
    if (fs.fstatSync(fd).isSymbolicLink()) {
      fs.closeSync(fd);
      throw this.#linkAt(above);
    }
    return { entry: `/proc/self/fd/${fd}${path.slice(slash)}`, release: () => fs.closeSync(fd) };
  }

  /** Bytes that go with the last name of a file; 0 for what is not there or no ram disk's, undefined for a directory. */
  #sizeIfLast(entry: string): number | undefined {
    const stat = fs.lstatSync(entry, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return undefined;
    return this.#space !== undefined && stat?.isFile() && stat.nlink === 1 ? stat.size : 0;
  }
}

/** What a link says. @throws SysError EAGAIN where it is none any more. */
function targetOf(entry: string, path: string): string {
  try {
    return fs.readlinkSync(entry);
  } catch (error) {
    const gone = hostCode(error) === 'EINVAL' || hostCode(error) === 'ENOENT';
    throw gone ? new SysError('EAGAIN', 'readlink', path) : error;
  }
}
