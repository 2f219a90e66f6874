import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import net, { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { SOCKET_BACKLOG, SOCKET_BUFFER_BYTES } from '../../src/base/limits.ts';
import { connectionsClosed } from '../../src/vfs/connection.ts';
import { type FileHandle, type Interest, WOULD_BLOCK } from '../../src/vfs/file-handle.ts';
import { type Listener, listenOn } from '../../src/vfs/listener.ts';
import { SocketHandle } from '../../src/vfs/socket.ts';
import { TestKernel } from '../support/test-kernel.ts';

const peers: Socket[] = [];
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.destroy();
  await connectionsClosed();
});

/** Connects; a reset is no failure of the test. */
async function peerOf(address: string): Promise<Socket> {
  const peer = connect({ port: Number(address.split(':').at(-1)), host: '127.0.0.1', allowHalfOpen: true });
  peer.on('error', () => {});
  peers.push(peer);
  await heard(peer, 'connect', 'close');
  return peer;
}

/** Waits for the first of some events; an error is one, and not thrown. */
function heard(peer: Socket, ...events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    for (const event of events) peer.once(event, () => resolve());
  });
}

const ready = (handle: FileHandle, interest: Interest = 'read') =>
  new Promise<void>((resolve) => {
    handle.watch(interest, resolve);
  });

async function accepted(listener: Listener): Promise<SocketHandle> {
  for (;;) {
    const connection = listener.accept();
    if (connection instanceof SocketHandle) return connection;
    await ready(listener);
  }
}

/** A connection, from both sides. */
async function pair(): Promise<{ listener: Listener; peer: Socket; connection: SocketHandle }> {
  const listener = await listenOn('127.0.0.1:0');
  const peer = await peerOf(listener.address);
  return { listener, peer, connection: await accepted(listener) };
}

async function readSome(handle: FileHandle): Promise<Buffer> {
  const into = Buffer.alloc(SOCKET_BUFFER_BYTES);
  for (;;) {
    const got = handle.read(into, 0);
    if (got !== WOULD_BLOCK) return into.subarray(0, got);
    await ready(handle);
  }
}

test('as many connections wait as the backlog has room for, the others are reset, and room comes back', async () => {
  using listener = await listenOn('127.0.0.1:0');
  const extra = 70;
  const connected = () => peerOf(listener.address);
  await Promise.all(Array.from({ length: SOCKET_BACKLOG }, connected));
  while (listener.readiness().readable < SOCKET_BACKLOG) await ready(listener);
  const more = await Promise.all(Array.from({ length: extra }, connected));
  await Promise.all(more.map((peer) => peer.closed || heard(peer, 'close')));
  expect(listener.readiness().readable).toBe(SOCKET_BACKLOG);
  expect(peers.filter(({ closed }) => closed)).toHaveLength(extra);
  using _first = await accepted(listener);
  const late = await peerOf(listener.address);
  late.write('late');
  const waiting = [];
  while (waiting.length < SOCKET_BACKLOG) waiting.push(await accepted(listener));
  expect((await readSome(waiting.at(-1) as SocketHandle)).toString()).toBe('late');
  for (const connection of waiting) connection.close();
});

test('a peer that sends without end waits until it is read', async () => {
  const { listener, peer, connection } = await pair();
  const bytes = 16 * 1024 ** 2;
  peer.end(Buffer.alloc(bytes, 'x'));
  await ready(connection);
  for (let turn = 0; turn < 200; turn++) await setImmediate();
  expect(connection.readiness().readable).toBeLessThanOrEqual(2 * SOCKET_BUFFER_BYTES);
  expect(peer.writableLength).toBeGreaterThan(0);
  let total = 0;
  for (let piece = await readSome(connection); piece.length > 0; piece = await readSome(connection))
    total += piece.length;
  expect(total).toBe(bytes);
  connection.close();
  listener.close();
});

test('a peer that reads nothing makes the writer wait, and keeps no descriptor', async () => {
  const { listener, peer, connection } = await pair();
  peer.pause();
  const piece = Buffer.alloc(SOCKET_BUFFER_BYTES);
  for (let turns = 0; turns < 100; ) {
    if (connection.write(piece, 0) !== WOULD_BLOCK) continue;
    turns++;
    await setImmediate();
  }
  expect(connection.readiness().writable).toBe(0);
  connection.close();
  listener.close();
  const closed = heard(peer, 'close');
  await connectionsClosed();
  peer.resume();
  peer.end();
  await closed;
});

test('what was written before the close arrives', async () => {
  const { listener, peer, connection } = await pair();
  connection.write(Buffer.from('good bye'), 0);
  connection.close();
  listener.close();
  const [text] = (await once(peer, 'data')) as [Buffer];
  expect(text.toString()).toBe('good bye');
  await connectionsClosed();
});

test('a reset is told to who reads and who writes, and ends nothing else', async () => {
  const { listener, peer, connection } = await pair();
  peer.resetAndDestroy();
  await ready(connection);
  expect(() => connection.read(Buffer.alloc(1), 0)).toThrow(expect.objectContaining({ code: 'ECONNRESET' }));
  expect(() => connection.write(Buffer.alloc(1), 0)).toThrow(expect.objectContaining({ code: 'EPIPE' }));
  expect(() => connection.shutdown(true, true)).toThrow(expect.objectContaining({ code: 'ENOTCONN' }));
  connection.close();
  const next = await peerOf(listener.address);
  (await accepted(listener)).close();
  next.destroy();
  listener.close();
});

test('nothing is read after a shutdown for reading, and writing goes on', async () => {
  const { listener, peer, connection } = await pair();
  connection.shutdown(true, false);
  peer.write('unheard');
  connection.write(Buffer.from('heard'), 0);
  const [text] = (await once(peer, 'data')) as [Buffer];
  expect(text.toString()).toBe('heard');
  expect(connection.read(Buffer.alloc(10), 0)).toBe(0);
  connection.close();
  listener.close();
});

test('errors of a server that listens end nothing', async () => {
  const made = vi.spyOn(net, 'createServer');
  using listener = await listenOn('127.0.0.1:0');
  const server = made.mock.results[0]?.value as net.Server;
  made.mockRestore();
  for (const code of ['EMFILE', 'ECONNABORTED', 'EMFILE'])
    server.emit('error', Object.assign(new Error(code), { code }));
  await peerOf(listener.address);
  (await accepted(listener)).close();
});

test('when a task ends, its sockets go, whatever the peers do', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/sleep-forever', { listen: ['127.0.0.1:0'] });
  await os.running(task);
  const listening = os.events.find((event) => event.type === 'task.listening');
  const before = readdirSync('/proc/self/fd').length;
  for (let count = 0; count < 20; count++) await peerOf(listening?.address ?? '');
  const gone = Promise.all(
    peers.map((peer) => {
      peer.resume();
      return heard(peer, 'end', 'close');
    }),
  );
  os.kernel.signal(task.pid, 'KILL');
  await gone;
  await os.until(() => readdirSync('/proc/self/fd').length <= before + peers.length);
});
