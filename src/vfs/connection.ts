import type { Socket } from 'node:net';
import { SOCKET_BUFFER_BYTES, SOCKET_LINGER_MS } from '../base/limits.ts';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { type Readiness, WOULD_BLOCK } from './file-handle.ts';
import { SocketHandle } from './socket.ts';

/** Sockets that were closed here, and have still to hand their last bytes to the system. */
const closing = new Set<Promise<void>>();

/** Resolves when the system has all that closed connections of this thread were given; after SOCKET_LINGER_MS at the latest. */
export async function connectionsClosed(): Promise<void> {
  await Promise.all(closing);
}

/**
 * One connection. It owns the socket: its handlers stay until the socket is gone, so no error of a peer goes unheard. The socket comes
 * paused, and is read only while nothing waits for the guest: beside one chunk, Node holds one buffer of its own.
 */
export class Connection extends SocketHandle {
  readonly #socket: Socket;
  /** What the guest has not read yet. */
  #received: Buffer | undefined;
  /** Nothing more will be read: the peer ended it, the guest shut it down, or it broke. */
  #ended = false;
  #error: SysError | undefined;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
    socket.on('drain', () => this.changed());
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      this.#error = new SysError(code !== undefined && isErrorCode(code) ? code : 'EIO', 'socket');
      this.#end();
    });
  }

  /** Begins to read: the guest has accepted it. */
  begin(): this {
    this.#socket.resume();
    return this;
  }

  override read(into: Uint8Array): number {
    const count = this.peek(into);
    if (count > 0) this.#consume(count);
    return count;
  }

  override peek(into: Uint8Array): number {
    if (this.#received !== undefined) {
      into.set(this.#received.subarray(0, into.length));
      return Math.min(this.#received.length, into.length);
    }
    if (this.#error !== undefined) throw this.#error;
    return this.#ended ? 0 : WOULD_BLOCK;
  }

  override write(from: Uint8Array): number {
    if (!this.#socket.writable) throw new SysError('EPIPE', 'write', 'socket');
    const room = SOCKET_BUFFER_BYTES - this.#socket.writableLength;
    if (room <= 0) return WOULD_BLOCK;
    const piece = Buffer.from(from.subarray(0, room));
    this.#socket.write(piece);
    return piece.length;
  }

  override readiness(): Readiness {
    const readable = this.#received?.length ?? (this.#ended ? 1 : 0);
    const writable = Math.max(0, SOCKET_BUFFER_BYTES - this.#socket.writableLength);
    return { readable, writable, hangup: this.#ended };
  }

  /** What the peer sends after its reader is gone is left to the system, which makes the peer wait. */
  override shutdown(read: boolean, write: boolean): void {
    if (this.#socket.destroyed) throw new SysError('ENOTCONN', 'shutdown');
    if (write) this.#socket.end();
    if (read) {
      this.#received = undefined;
      this.#socket.pause();
      this.#end();
    }
  }

  /** Sends what was written, and ends. The descriptor goes with the last byte, or after a second, whatever the peer does. */
  override close(): void {
    if (this.#socket.closed || this.#socket.destroyed) return;
    this.#socket.pause();
    const gone = new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#socket.destroy(), SOCKET_LINGER_MS);
      this.#socket.once('close', () => {
        clearTimeout(timer);
        closing.delete(gone);
        resolve();
      });
    });
    closing.add(gone);
    this.#socket.destroySoon();
  }

  #receive(chunk: Buffer): void {
    if (this.#ended) return;
    this.#received = this.#received === undefined ? chunk : Buffer.concat([this.#received, chunk]);
    this.#socket.pause();
    this.changed();
  }

  #consume(count: number): void {
    const rest = this.#received?.subarray(count);
    this.#received = rest === undefined || rest.length === 0 ? undefined : rest;
    if (this.#received === undefined && !this.#ended) this.#socket.resume();
  }

  #end(): void {
    this.#ended = true;
    this.changed();
  }
}
