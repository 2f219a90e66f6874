import type { Maybe } from '../base/maybe.ts';
import { SysError } from '../base/sys-error.ts';
import {
  FileHandle,
  type FileType,
  type Interest,
  type Listing,
  type Readiness,
  type Stat,
} from '../vfs/file-handle.ts';

/** A file that was opened through a read-only mount: what the file's own descriptor would still allow (setting times) is EROFS. */
export class ReadOnlyHandle extends FileHandle {
  override readonly type: FileType;
  override readonly seekable: boolean;
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    super();
    this.#file = file;
    this.type = file.type;
    this.seekable = file.seekable;
  }

  override stat(): Stat {
    return this.#file.stat();
  }

  override read(into: Uint8Array, at: number): number {
    return this.#file.read(into, at);
  }

  override write(): never {
    throw new SysError('EBADF', 'write', 'file', 'opened read-only');
  }

  override truncate(): never {
    throw new SysError('EROFS', 'truncate');
  }

  override allocate(): never {
    throw new SysError('EROFS', 'allocate');
  }

  override setTimes(): never {
    throw new SysError('EROFS', 'set times');
  }

  override sync(dataOnly: boolean): Maybe<void> {
    return this.#file.sync(dataOnly);
  }

  override list(): Listing {
    return this.#file.list();
  }

  override readiness(): Readiness {
    return this.#file.readiness();
  }

  override watch(interest: Interest, wake: () => void): () => void {
    return this.#file.watch(interest, wake);
  }

  override close(): void {
    this.#file.close();
  }
}
