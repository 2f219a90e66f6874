import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import type { FileHandle, Stat } from './file-handle.ts';
import { createFile, HostDirectory, nameAgain, reopen } from './host-directory.ts';
import type { HostPath } from './host-names.ts';
import { type OpenInode, OpenInodes } from './open-inodes.ts';
import { RamFile, RamFolder } from './ram-file.ts';
import type { NamedFile } from './recent-descriptors.ts';
import type { ServerSpec } from './server-spec.ts';
import { Space } from './space.ts';

/**
 * Serves a ram disk: a private directory of the host whose bytes and inodes are counted by all threads together. A name is charged
 * from before it is made; a file without a name until its last descriptor is closed, whichever thread has it.
 */
export class RamDirectory extends HostDirectory {
  readonly #space: Space;
  readonly #inodes: OpenInodes;

  /** @throws SysError as `HostDirectory`; ENFILE where too many threads use the disk. */
  constructor(spec: Extract<ServerSpec, { kind: 'ram' }>) {
    super(spec);
    this.#space = new Space(spec.space);
    this.#inodes = new OpenInodes(spec.inodes, this.#space);
  }

  override makeDirectory(path: string): void {
    this.#adding(() => super.makeDirectory(path));
  }

  override symlink(target: string, path: string): void {
    this.#adding(() => super.symlink(target, path));
  }

  /** A further name counts as an inode: it takes memory, and could be made without end. */
  override link(from: string, to: string): void {
    this.#adding(() => super.link(from, to));
  }

  override unlink(path: string): void {
    this.#removing(path, () => super.unlink(path));
  }

  override removeDirectory(path: string): void {
    this.#removing(path, () => super.removeDirectory(path));
  }

  override rename(from: string, to: string): void {
    this.#removing(to, () => super.rename(from, to), from);
  }

  override close(): void {
    super.close();
    this.#inodes.close();
  }

  protected override makeFile(entry: HostPath, access: number): FileHandle {
    return this.#adding(() => {
      const fd = createFile(entry, access);
      return this.#opened(fd, fs.fstatSync(fd, { bigint: true }).ino);
    });
  }

  protected override openFile(file: NamedFile, access: number, truncate: boolean): FileHandle {
    const opened = this.#opened(reopen(file, access), file.ino);
    if (truncate) opened.truncate(0);
    return opened;
  }

  protected override openFolder(file: NamedFile): FileHandle {
    const fd = nameAgain(file);
    return new RamFolder(
      fd,
      this.times,
      this.names,
      this.#used(fd, file.ino, () => 0),
    );
  }

  #opened(fd: number, ino: bigint): RamFile {
    return new RamFile(
      fd,
      this.times,
      this.#used(fd, ino, () => fs.fstatSync(fd).size),
    );
  }

  /** Takes the inode of a descriptor into use, which is closed where that fails. @throws SysError EAGAIN where it was removed meanwhile. */
  #used(fd: number, ino: bigint, sizeOf: () => number): OpenInode {
    try {
      const inode = this.#inodes.use(ino, sizeOf);
      if (fs.fstatSync(fd).nlink > 0) return inode;
      inode.release();
      throw new SysError('EAGAIN', 'open');
    } catch (error) {
      fs.closeSync(fd);
      throw error;
    }
  }

  /** Makes a name. */
  #adding<T>(make: () => T): T {
    return this.#inodes.whileNaming(() => {
      this.#space.takeInode();
      try {
        return make();
      } catch (error) {
        this.#space.giveInode();
        throw error;
      }
    });
  }

  /** Takes a name away, or puts another file, `instead`, in its place. */
  #removing(path: string, remove: () => void, instead?: string): void {
    this.#inodes.whileNaming(() => {
      const doomed = this.#statOf(path);
      // Between two names of one file a rename does nothing.
      if (doomed === undefined || (instead !== undefined && this.#statOf(instead)?.ino === doomed.ino)) return remove();
      const inode = this.#inodes.use(doomed.ino, () => sizeOf(this.stat(path)));
      try {
        remove();
        if (doomed.type === 'directory' || doomed.nlink === 1n) inode.removed();
        else this.#space.giveInode();
      } finally {
        inode.release();
      }
    });
  }

  /** Undefined where nothing is there. */
  #statOf(path: string): Stat | undefined {
    try {
      return this.stat(path);
    } catch (error) {
      if (error instanceof SysError && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
      throw error;
    }
  }
}

/** The bytes that count: those of directories and links are part of their inodes. */
function sizeOf({ type, size }: Stat): number {
  return type === 'file' ? Number(size) : 0;
}
