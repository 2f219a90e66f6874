import type { Server, Socket } from 'node:net';
import { builtin } from '../base/builtin.ts';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { FileHandle, type FileType, type Interest, type Readiness, type Stat, WOULD_BLOCK } from './file-handle.ts';

/** Connections that wait to be accepted. */
const BACKLOG = 128;
/** Bytes that a connection takes before a writer waits. */
const SEND_BUFFER = 65_536;

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

/** A socket that listens; guests only accept. */
class Listener extends SocketHandle {
  readonly #server: Server;
  readonly #waiting: Connection[] = [];

  constructor(server: Server) {
    super();
    this.#server = server;
    server.on('connection', (socket) => {
      this.#waiting.push(new Connection(socket));
      this.changed();
    });
  }

  override accept(): FileHandle | typeof WOULD_BLOCK {
    return this.#waiting.shift() ?? WOULD_BLOCK;
  }

  override readiness(): Readiness {
    return { readable: this.#waiting.length, writable: 0, hangup: false };
  }

  override close(): void {
    this.#server.close();
    for (const connection of this.#waiting.splice(0)) connection.close();
  }
}

/** A connection. What arrives is taken from the host only while little of it waits to be read. */
class Connection extends SocketHandle {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #ended = false;
  #error: SysError | undefined;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#received.push(chunk);
      socket.pause();
      this.changed();
    });
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
    socket.on('drain', () => this.changed());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#error = new SysError(error.code !== undefined && isErrorCode(error.code) ? error.code : 'EIO', 'socket');
      this.#end();
    });
  }

  override read(into: Uint8Array): number {
    const count = this.peek(into);
    if (count > 0) this.#consume(count);
    return count;
  }

  override peek(into: Uint8Array): number {
    const chunk = this.#received[0];
    if (chunk !== undefined) {
      into.set(chunk.subarray(0, into.length));
      return Math.min(chunk.length, into.length);
    }
    if (this.#error !== undefined) throw this.#error;
    return this.#ended ? 0 : WOULD_BLOCK;
  }

  override write(from: Uint8Array): number {
    if (this.#error !== undefined) throw this.#error;
    if (!this.#socket.writable) throw new SysError('EPIPE', 'write', 'socket');
    const room = SEND_BUFFER - this.#socket.writableLength;
    if (room <= 0) return WOULD_BLOCK;
    const piece = Buffer.from(from.subarray(0, room));
    this.#socket.write(piece);
    return piece.length;
  }

  override readiness(): Readiness {
    const readable = this.#received.reduce((sum, chunk) => sum + chunk.length, 0) || (this.#ended ? 1 : 0);
    return { readable, writable: Math.max(0, SEND_BUFFER - this.#socket.writableLength), hangup: this.#ended };
  }

  override shutdown(read: boolean, write: boolean): void {
    if (this.#socket.destroyed) throw new SysError('ENOTCONN', 'shutdown');
    if (write) this.#socket.end();
    if (read) {
      this.#received = [];
      this.#end();
    }
  }

  override close(): void {
    this.#socket.end();
    this.#socket.resume();
  }

  #consume(count: number): void {
    const chunk = this.#received[0] as Buffer;
    if (count < chunk.length) this.#received[0] = chunk.subarray(count);
    else this.#received.shift();
    if (this.#received.length === 0) this.#socket.resume();
  }

  #end(): void {
    this.#ended = true;
    this.changed();
  }
}

/** Reads `host:port`, `:port` or `[::1]:port`. @throws SysError EINVAL. */
export function parseAddress(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535)
    throw new SysError('EINVAL', 'listen', text, 'an address is host:port, :port or [::1]:port');
  return { host: match[1] ?? (match[2] || '127.0.0.1'), port };
}

/** What a person can do about it. */
const WHY: Readonly<Partial<Record<string, string>>> = {
  EADDRINUSE: 'another program listens there; choose another port, or 0 for any that is free',
  EACCES: 'ports below 1024 need a privilege (CAP_NET_BIND_SERVICE); choose a higher one',
};

/** Listens on an address. @throws SysError EADDRINUSE, EACCES and what else the host says. */
export function listenOn(address: string): Promise<SocketHandle> {
  const { host, port } = parseAddress(address);
  return new Promise((resolve, reject) => {
    const server = builtin.net.createServer({ allowHalfOpen: true });
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code !== undefined && isErrorCode(error.code) ? error.code : 'EIO';
      reject(new SysError(code, 'listen', address, WHY[code]));
    });
    server.listen({ host, port, backlog: BACKLOG }, () => resolve(new Listener(server)));
  });
}
