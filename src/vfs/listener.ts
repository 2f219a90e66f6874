import type { AddressInfo, Server, Socket } from 'node:net';
import { builtin } from '../base/builtin.ts';
import { SOCKET_BACKLOG, SOCKET_BUFFER_BYTES } from '../base/limits.ts';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { Connection } from './connection.ts';
import { type FileHandle, type Readiness, WOULD_BLOCK } from './file-handle.ts';
import { SocketHandle } from './socket.ts';

/**
 * A socket that listens; guests only accept. Node accepts whatever comes, so the backlog of the system bounds nothing: connections that
 * wait for the guest are counted here, and one more is reset.
 */
export class Listener extends SocketHandle {
  readonly #server: Server;
  readonly #waiting: Connection[] = [];

  constructor(server: Server) {
    super();
    this.#server = server;
    server.on('connection', (socket) => this.#arrived(socket));
  }

  /** Where it listens, with the port that the system chose for 0. */
  get address(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
  }

  override accept(): FileHandle | typeof WOULD_BLOCK {
    return this.#waiting.shift()?.begin() ?? WOULD_BLOCK;
  }

  override readiness(): Readiness {
    return { readable: this.#waiting.length, writable: 0, hangup: false };
  }

  override close(): void {
    this.#server.close();
    for (const connection of this.#waiting.splice(0)) connection.close();
  }

  #arrived(socket: Socket): void {
    if (this.#waiting.length >= SOCKET_BACKLOG) {
      socket.resetAndDestroy();
      return;
    }
    this.#waiting.push(new Connection(socket));
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
  EADDRNOTAVAIL: 'this machine does not have that address; choose one of its own, or 0.0.0.0 for all',
  EACCES: 'ports below 1024 need a privilege (CAP_NET_BIND_SERVICE); choose a higher one',
};

/** Listens on an address. @throws SysError EADDRINUSE, EADDRNOTAVAIL, EACCES and what else the host says. */
export function listenOn(address: string): Promise<Listener> {
  const { host, port } = parseAddress(address);
  return new Promise((resolve, reject) => {
    const server = builtin.net.createServer({
      allowHalfOpen: true,
      pauseOnConnect: true,
      highWaterMark: SOCKET_BUFFER_BYTES,
    });
    // It stays for good: an error of a server that listens is that of one connection, which its peer hears of.
    server.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      const known = code === 'ENOTFOUND' ? 'EADDRNOTAVAIL' : isErrorCode(code) ? code : 'EIO';
      reject(new SysError(known, 'listen', address, WHY[known]));
    });
    server.listen({ host, port, backlog: SOCKET_BACKLOG }, () => resolve(new Listener(server)));
  });
}
