import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { TestKernel } from '../support/test-kernel.ts';

const OF_EACH_KIND = 5;

/** Peers that an honest server may meet. Each resolves when its connection is gone. */
const PEERS: Readonly<Record<string, (peer: Socket) => void>> = {
  'goes at once': (peer) => peer.destroy(),
  'resets while it is served': (peer) => peer.write(Buffer.alloc(10_000), () => peer.resetAndDestroy()),
  'sends without end, and never reads': (peer) => {
    const send = () => {
      while (!peer.destroyed && peer.write(Buffer.alloc(65_536)));
    };
    peer.pause().on('drain', send);
    send();
  },
  'reads what it sent, a byte at a time': (peer) => {
    let heard = '';
    peer.on('data', (chunk: Buffer) => {
      heard += chunk;
      if (heard.length === 'hello'.length) peer.end();
      else peer.write('hello'.charAt(heard.length));
    });
    peer.on('end', () => expect(heard).toBe('hello'));
    peer.write('h');
  },
};

function meet(port: number, behave: (peer: Socket) => void): Promise<void> {
  return new Promise((resolve) => {
    const peer = connect(port, '127.0.0.1', () => behave(peer));
    peer.on('error', () => {});
    peer.on('close', () => resolve());
  });
}

test('a server outlives twenty hostile peers, and so does its neighbour', async () => {
  await using os = new TestKernel();
  const neighbour = os.spawn('basic/spin');
  const kinds = Object.values(PEERS);
  const args = [String(OF_EACH_KIND * kinds.length)];
  const server = os.spawn('wasi/echo-many', { args, listen: ['127.0.0.1:0'] });
  await os.running(server);
  const listening = os.events.find((event) => event.type === 'task.listening');
  const port = Number(listening?.address.split(':')[1]);
  const open = readdirSync('/proc/self/fd').length;
  await Promise.all(Array.from({ length: OF_EACH_KIND }, () => kinds.map((behave) => meet(port, behave))).flat());
  expect([await os.end(server), os.text(server)]).toEqual([{ kind: 'exit', code: 0 }, '']);
  await os.until(() => readdirSync('/proc/self/fd').length <= open);
  const before = neighbour.slot.get('cpuTime');
  await os.until(() => neighbour.slot.get('cpuTime') > before);
});
