import { SysError } from '../base/sys-error.ts';
import { FileHandle, type FileType, type Interest, type Stat, type WOULD_BLOCK } from './file-handle.ts';

/** What both kinds of socket share: a type, and waiting for change. */
export abstract class SocketHandle extends FileHandle {
  override readonly type: FileType = 'socket';
  override readonly seekable = false;
  readonly #wakes = new Set<() => void>();

  override stat(): Stat {
    return { dev: 4n, ino: 1n, type: this.type, nlink: 1n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
  }

  override watch(_interest: Interest, wake: () => void): () => void {
    const entry = () => wake();
    this.#wakes.add(entry);
    return () => {
      this.#wakes.delete(entry);
    };
  }

  override read(_into: Uint8Array, _at: number): number {
    throw new SysError('ENOTCONN', 'read', 'socket');
  }

  override write(_from: Uint8Array, _at: number): number {
    throw new SysError('ENOTCONN', 'write', 'socket');
  }

  /** Takes the next connection, or WOULD_BLOCK. @throws SysError EINVAL where it does not listen. */
  accept(): FileHandle | typeof WOULD_BLOCK {
    throw new SysError('EINVAL', 'accept');
  }

  /** As read, but what was read stays. @throws SysError ENOTCONN where it is not connected. */
  peek(_into: Uint8Array): number {
    throw new SysError('ENOTCONN', 'recv');
  }

  /** Ends one or both directions. @throws SysError ENOTCONN where it is not connected. */
  shutdown(_read: boolean, _write: boolean): void {
    throw new SysError('ENOTCONN', 'shutdown');
  }

  protected changed(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }
}
