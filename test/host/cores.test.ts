import { expect, test } from 'vitest';
import { Machine } from '../../src/host/machine.ts';
import { FakeRoot } from './fake-root.ts';

/** A line a core: user nice system idle iowait irq softirq steal. */
function stat(...cores: readonly string[]): string {
  const lines = cores.map((times, core) => `cpu${core} ${times} 0 0\n`);
  return `cpu  1 1 1 1 1 1 1 1 0 0\n${lines.join('')}intr 123 4 5\nctxt 1\n`;
}

const IDLE = '0 0 0 0 0 0 0 0';

test('the time of a core is told apart by what it went to', () => {
  using root = new FakeRoot();
  root.write('proc/stat', stat(IDLE));
  using machine = new Machine(root.path, root.now);
  root.write('proc/stat', stat('30 10 5 30 10 3 2 10'));
  const { cores, coreParts, coreNumbers, coreCount } = machine.read();
  expect(coreParts).toEqual([{ user: 0.3, nice: 0.1, system: 0.1, iowait: 0.1, steal: 0.1 }]);
  expect(cores).toEqual([expect.closeTo(0.6)]);
  expect({ coreNumbers, coreCount }).toEqual({ coreNumbers: [0], coreCount: 1 });
});

test('all of 256 cores are read', () => {
  using root = new FakeRoot();
  root.write('proc/stat', stat(...Array.from({ length: 256 }, () => IDLE)));
  using machine = new Machine(root.path, root.now);
  root.write('proc/stat', stat(...Array.from({ length: 256 }, (_, core) => `${core} 0 0 ${256 - core} 0 0 0 0`)));
  expect(machine.read().cores).toEqual(Array.from({ length: 256 }, (_, core) => core / 256));
});

test.each([
  ['version 2', '0::/box\n', 'sys/fs/cgroup/cgroup.controllers', 'sys/fs/cgroup/box/cpuset.cpus.effective'],
  ['version 1', '3:cpuset:/box\n', 'sys/fs/cgroup/cpuset/x', 'sys/fs/cgroup/cpuset/box/cpuset.effective_cpus'],
  ['version 1, seen as the root', '3:cpuset:/docker/1\n', 'sys/fs/cgroup/x', 'sys/fs/cgroup/cpuset/cpuset.cpus'],
])('cores that the container may not use are left out, by cgroup %s', (_, groups, mark, list) => {
  using root = new FakeRoot();
  root.write('proc/self/cgroup', groups);
  root.write(mark, 'cpuset\n');
  root.write(list, '1,3-4\n');
  root.write('proc/stat', stat(IDLE, IDLE, IDLE, IDLE, IDLE, IDLE));
  using machine = new Machine(root.path, root.now);
  const { cores, coreNumbers, coreCount } = machine.read();
  expect({ cores: cores.length, coreNumbers, coreCount }).toEqual({ cores: 3, coreNumbers: [1, 3, 4], coreCount: 6 });
});

test('a quota of as much as the cores that may be used is none', () => {
  using root = new FakeRoot();
  root.write('proc/self/cgroup', '0::/\n');
  root.write('sys/fs/cgroup/cgroup.controllers', 'cpu\n');
  root.write('sys/fs/cgroup/cpuset.cpus.effective', '0-1\n');
  root.write('sys/fs/cgroup/cpu.max', '200000 100000\n');
  root.write('sys/fs/cgroup/cpu.stat', 'usage_usec 1\n');
  root.write('proc/stat', stat(IDLE, IDLE, IDLE, IDLE));
  using machine = new Machine(root.path, root.now);
  expect(machine.read()).toMatchObject({ coreNumbers: [0, 1], coreCount: 4 });
});
