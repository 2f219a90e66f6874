import fs from 'node:fs';
import type { Socket } from 'node:net';
import { builtin } from '../base/builtin.ts';
import type { SysError } from '../base/sys-error.ts';
import { WOULD_BLOCK } from './file-handle.ts';
import { hostError, isAgain } from './host-error.ts';

/**
 * stdin of a kind that can be waited for: a pipe, a socket, a terminal. Bytes are read when a guest asks, as many as it asks for;
 * what is not asked for stays for whoever reads after us. Node cannot wait for a descriptor without reading, so a waiter
 * costs one byte, which the next read gives first.
 */
export class HostInput {
  readonly #fd: number;
  readonly #own: boolean;
  readonly #stream: Socket;
  readonly #wakes = new Set<() => void>();
  /** Bytes that were read to learn that there are some: rarely more than one. */
  readonly #held: number[] = [];
  #ended = false;
  #error: SysError | undefined;

  /** @param own the descriptor is ours to close @returns undefined for a descriptor that never blocks (a regular file, /dev/null). */
  static over(fd: number, own: boolean, stat: fs.BigIntStats): HostInput | undefined {
    return stat.isFIFO() || stat.isSocket() || builtin.tty.isatty(fd) ? new HostInput(fd, own) : undefined;
  }

  private constructor(fd: number, own: boolean) {
    this.#fd = fd;
    this.#own = own;
    const onread = {
      buffer: new Uint8Array(1),
      callback: (count: number, bytes: Uint8Array) => this.#took(count, bytes),
    };
    this.#stream = builtin.tty.isatty(fd)
      ? new builtin.tty.ReadStream(fd, { onread })
      : new builtin.net.Socket({ fd, readable: true, writable: false, onread });
    this.#stream.pause();
    this.#stream.on('end', () => this.#end(undefined));
    this.#stream.on('error', (error) => this.#fail(error));
    this.#stream.unref();
  }

  get ended(): boolean {
    return this.#ended && this.#held.length === 0;
  }

  /** Bytes that a read gives at once, as far as known: 1 where there are some. */
  readable(): number {
    const byte = new Uint8Array(1);
    if (this.#held.length === 0 && this.#pull(byte) > 0) this.#held.push(...byte);
    return this.#held.length || (this.#ended ? 1 : 0);
  }

  /** Reads into a buffer that is not empty. */
  read(into: Uint8Array): number {
    const held = this.#held.splice(0, into.length);
    into.set(held);
    if (held.length === into.length) return held.length;
    const more = this.#pull(into.subarray(held.length));
    // An end or an error behind the bytes is for the next read.
    if (held.length > 0) return held.length + Math.max(0, more);
    if (this.#error !== undefined) throw this.#error;
    return more;
  }

  watch(wake: () => void): () => void {
    const entry = () => wake();
    this.#wakes.add(entry);
    if (this.#held.length > 0 || this.#ended) queueMicrotask(() => this.#wakeAll());
    else {
      this.#stream.ref();
      this.#stream.resume();
    }
    return () => {
      this.#wakes.delete(entry);
      this.#restIfIdle();
    };
  }

  close(): void {
    this.#wakes.clear();
    this.#restIfIdle();
    if (this.#own) this.#stream.destroy();
  }

  /** Reads what is there now. @returns 0 at the end, or after an error, which is kept. */
  #pull(into: Uint8Array): number {
    if (this.#ended) return 0;
    try {
      const count = fs.readSync(this.#fd, into, 0, into.length, null);
      if (count === 0) this.#ended = true;
      return count;
    } catch (error) {
      if (isAgain(error)) return WOULD_BLOCK;
      this.#fail(error);
      return 0;
    }
  }

  /** The stream has read a byte. @returns false: it shall not read another. */
  #took(count: number, bytes: Uint8Array): boolean {
    if (count > 0) {
      this.#held.push(...bytes.subarray(0, count));
      this.#wakeAll();
    }
    return false;
  }

  #fail(error: unknown): void {
    const ours = hostError(error, 'read', 'stdin') as SysError;
    // A terminal that went away reads as the end.
    this.#end(ours.code === 'EIO' ? undefined : ours);
  }

  #end(error: SysError | undefined): void {
    this.#ended = true;
    this.#error = error;
    this.#wakeAll();
  }

  #wakeAll(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    this.#restIfIdle();
    for (const wake of wakes) wake();
  }

  #restIfIdle(): void {
    if (this.#wakes.size > 0) return;
    this.#stream.pause();
    this.#stream.unref();
  }
}
