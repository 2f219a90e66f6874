import { expect, test } from 'vitest';
import { Machine } from '../../src/host/machine.ts';
import { FakeRoot } from './fake-root.ts';

const KB = 1024;

const INFO = `MemTotal:        1000 kB
MemFree:          100 kB
MemAvailable:     700 kB
Buffers:           50 kB
Cached:           500 kB
SwapCached:         7 kB
SwapTotal:        100 kB
SwapFree:          60 kB
Shmem:            120 kB
SReclaimable:     150 kB
`;

test('memory has the parts of a bar, which do not overlap', () => {
  using root = new FakeRoot();
  root.write('proc/meminfo', INFO);
  using machine = new Machine(root.path, root.now);
  expect(machine.read()).toMatchObject({
    memoryTotal: 1000 * KB,
    memoryUsed: 300 * KB,
    memoryShared: 120 * KB,
    memoryBuffers: 50 * KB,
    memoryCache: 530 * KB,
    swapTotal: 100 * KB,
    swapUsed: 40 * KB,
    swapCached: 7 * KB,
  });
});

test('cache that the kernel holds to be used is not cache as well', () => {
  using root = new FakeRoot();
  root.write('proc/meminfo', INFO.replace('700 kB', '400 kB'));
  using machine = new Machine(root.path, root.now);
  const { memoryUsed, memoryBuffers = 0, memoryCache = 0 } = machine.read();
  expect(memoryUsed + memoryBuffers + memoryCache).toBe(900 * KB);
});

test("under a limit the parts are the group's", () => {
  using root = new FakeRoot();
  root.write('proc/meminfo', INFO);
  root.write('proc/self/cgroup', '0::/\n');
  root.write('sys/fs/cgroup/cgroup.controllers', 'memory\n');
  root.write('sys/fs/cgroup/memory.max', '500000\n');
  root.write('sys/fs/cgroup/memory.current', '300000\n');
  root.write('sys/fs/cgroup/memory.stat', 'anon 1\nshmem 40000\ninactive_file 100000\n');
  using machine = new Machine(root.path, root.now);
  expect(machine.read()).toMatchObject({
    memoryTotal: 500_000,
    memoryUsed: 200_000,
    memoryShared: 40_000,
    memoryBuffers: 0,
    memoryCache: 100_000,
    contained: true,
  });
});

test('a limit without a figure of what is used says nothing', () => {
  using root = new FakeRoot();
  root.write('proc/meminfo', INFO);
  root.write('proc/self/cgroup', '0::/\n');
  root.write('sys/fs/cgroup/cgroup.controllers', 'memory\n');
  root.write('sys/fs/cgroup/memory.max', '500000\n');
  using machine = new Machine(root.path, root.now);
  expect(machine.read()).toMatchObject({ contained: false, memoryTotal: 1000 * KB });
});

test("the uptime is the machine's", () => {
  using root = new FakeRoot();
  root.write('proc/uptime', '33853.47 52317.40\n');
  using machine = new Machine(root.path, root.now);
  expect(machine.read().uptime).toBe(33853.47);
});
