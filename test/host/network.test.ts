import { expect, test } from 'vitest';
import { Network } from '../../src/host/network.ts';
import { FakeRoot } from './fake-root.ts';

const TITLES = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

/** Bytes received and sent by each interface. */
function devices(counters: Readonly<Record<string, readonly [number, number]>>): string {
  const lines = Object.entries(counters).map(
    ([name, [received, sent]]) => `${name.padStart(6)}: ${received} 9 0 0 0 0 0 0 ${sent} 9 0 0 0 0 0 0\n`,
  );
  return TITLES + lines.join('');
}

test('rates are bytes a second since the last reading, without the loopback', () => {
  using root = new FakeRoot();
  root.write('proc/net/dev', devices({ lo: [1, 1], eth0: [1_000, 500] }));
  using network = new Network(root.path, root.now);
  root.time = 2_000;
  root.write('proc/net/dev', devices({ lo: [9_000, 9_000], eth0: [5_000, 700] }));
  expect(network.read()).toEqual({ received: 2_000, sent: 100 });
  root.time = 3_000;
  expect(network.read()).toEqual({ received: 0, sent: 0 });
});

test('where there is hardware, what stands above it does not count a second time', () => {
  using root = new FakeRoot();
  for (const hardware of ['eth0', 'eth1', 'vf0']) root.write(`sys/class/net/${hardware}/device/vendor`, '');
  for (const slave of ['eth0', 'eth1']) root.write(`sys/class/net/${slave}/master/type`, '');
  // A virtual function: its master is hardware, too.
  root.write('sys/class/net/vf0/master/device/vendor', '');
  const all = (bytes: number) =>
    Object.fromEntries(
      ['lo', 'eth0', 'eth1', 'vf0', 'bond0', 'docker0', 'veth12', 'wg0'].map((name) => [name, [bytes, bytes] as const]),
    );
  root.write('proc/net/dev', devices(all(0)));
  using network = new Network(root.path, root.now);
  root.time = 1_000;
  root.write('proc/net/dev', devices(all(100)));
  expect(network.read()).toEqual({ received: 200, sent: 200 });
});

test('in a container, all but the loopback and the members of a bridge count', () => {
  using root = new FakeRoot();
  root.write('sys/class/net/veth1/master/type', '');
  root.write('proc/net/dev', devices({ lo: [0, 0], eth0: [0, 0], br0: [0, 0], veth1: [0, 0] }));
  using network = new Network(root.path, root.now);
  root.time = 1_000;
  root.write('proc/net/dev', devices({ lo: [5, 5], eth0: [10, 20], br0: [100, 200], veth1: [1_000, 1_000] }));
  expect(network.read()).toEqual({ received: 110, sent: 220 });
});

test('an interface that comes, goes or begins anew makes no jump', () => {
  using root = new FakeRoot();
  root.write('proc/net/dev', devices({ eth0: [9_000, 9_000], eth1: [5_000, 5_000] }));
  using network = new Network(root.path, root.now);
  root.time = 1_000;
  root.write('proc/net/dev', devices({ eth0: [10, 10], eth2: [7_000, 7_000] }));
  expect(network.read()).toEqual({ received: 0, sent: 0 });
  root.time = 2_000;
  root.write('proc/net/dev', devices({ eth0: [20, 10], eth2: [7_001, 7_000] }));
  expect(network.read()).toEqual({ received: 11, sent: 0 });
});

test('on another system there are no rates', () => {
  using network = new Network('/nowhere', () => 0);
  expect(network.read()).toBeUndefined();
});
