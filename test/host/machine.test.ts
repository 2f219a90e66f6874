import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Machine } from '../../src/host/machine.ts';

let root = '';
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wasitop-machine-'));
  write('proc/stat', 'cpu  10 0 10 80 0 0 0 0\ncpu0 5 0 5 40 0 0 0 0\ncpu1 5 0 5 40 0 0 0 0\nintr 1\n');
  write(
    'proc/meminfo',
    'MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 400 kB\nSwapTotal: 50 kB\nSwapFree: 20 kB\n',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

test('cores are busy by what changed between two readings', () => {
  using machine = new Machine(root);
  write('proc/stat', 'cpu  0\ncpu0 80 0 5 65 0 0 0 0\ncpu1 5 0 5 140 0 0 0 0\n');
  expect(machine.read().cores).toEqual([0.75, 0]);
});

test('memory that the kernel would give back does not count as used', () => {
  using machine = new Machine(root);
  expect(machine.read()).toMatchObject({
    memoryTotal: 1000 * 1024,
    memoryUsed: 600 * 1024,
    swapTotal: 50 * 1024,
    swapUsed: 30 * 1024,
    contained: false,
  });
});

test('a core that comes or goes does not disturb the others', () => {
  using machine = new Machine(root);
  write('proc/stat', 'cpu  0\ncpu1 80 0 5 65 0 0 0 0\ncpu2 90 0 5 0 0 0 0 0\n');
  expect(machine.read().cores).toEqual([0.75, 0]);
});

describe('in a container of cgroup version 2', () => {
  beforeEach(() => {
    write('proc/self/cgroup', '0::/app.slice/wasitop.service\n');
    write('sys/fs/cgroup/cgroup.controllers', 'cpu memory\n');
    write('sys/fs/cgroup/app.slice/memory.max', '500000\n');
    write('sys/fs/cgroup/app.slice/memory.current', '300000\n');
    write('sys/fs/cgroup/app.slice/memory.stat', 'anon 1\ninactive_file 100000\n');
    write('sys/fs/cgroup/app.slice/wasitop.service/memory.max', 'max\n');
    write('sys/fs/cgroup/app.slice/wasitop.service/memory.current', '20000\n');
  });

  test('the tightest limit of memory counts, without what the kernel would give back', () => {
    using machine = new Machine(root);
    expect(machine.read()).toMatchObject({ memoryTotal: 500_000, memoryUsed: 200_000, contained: true });
  });

  test('a quota of CPU time is one meter', () => {
    write('sys/fs/cgroup/app.slice/wasitop.service/cpu.max', '50000 100000\n');
    write('sys/fs/cgroup/app.slice/wasitop.service/cpu.stat', 'usage_usec 1000000\nuser_usec 1\n');
    let now = 0;
    using machine = new Machine(root, () => now);
    expect(machine.read()).toMatchObject({ cores: [0], quota: 0.5 });
    now = 1_000;
    write('sys/fs/cgroup/app.slice/wasitop.service/cpu.stat', 'usage_usec 1125000\nuser_usec 1\n');
    expect(machine.read()).toMatchObject({ cores: [0.25], quota: 0.5 });
  });

  test('a quota of more than the cores there are is none', () => {
    write('sys/fs/cgroup/app.slice/cpu.max', '800000 100000\n');
    write('sys/fs/cgroup/app.slice/cpu.stat', 'usage_usec 1\n');
    using machine = new Machine(root);
    expect(machine.read().cores).toHaveLength(2);
    expect(machine.read()).not.toHaveProperty('quota');
  });
});

describe('in a container of cgroup version 1, which sees its own group as the root', () => {
  beforeEach(() => {
    write('proc/self/cgroup', '4:memory:/docker/12ab\n2:cpu,cpuacct:/docker/12ab\n');
    write('sys/fs/cgroup/memory/memory.limit_in_bytes', '500000\n');
    write('sys/fs/cgroup/memory/memory.usage_in_bytes', '300000\n');
    write('sys/fs/cgroup/memory/memory.stat', 'inactive_file 5\ntotal_inactive_file 100000\n');
    write('sys/fs/cgroup/cpu/cpu.cfs_quota_us', '150000\n');
    write('sys/fs/cgroup/cpu/cpu.cfs_period_us', '100000\n');
    write('sys/fs/cgroup/cpuacct/cpuacct.usage', '5000000000\n');
  });

  test('its limits are shown', () => {
    let now = 0;
    using machine = new Machine(root, () => now);
    now = 2_000;
    write('sys/fs/cgroup/cpuacct/cpuacct.usage', '6500000000\n');
    expect(machine.read()).toMatchObject({
      memoryTotal: 500_000,
      memoryUsed: 200_000,
      contained: true,
      cores: [0.5],
      quota: 1.5,
    });
  });

  test('no limit is no limit', () => {
    write('sys/fs/cgroup/memory/memory.limit_in_bytes', '9223372036854771712\n');
    write('sys/fs/cgroup/cpu/cpu.cfs_quota_us', '-1\n');
    using machine = new Machine(root);
    expect(machine.read()).toMatchObject({ contained: false, memoryTotal: 1000 * 1024 });
    expect(machine.read().cores).toHaveLength(2);
  });
});

test('without /proc there are still figures', () => {
  using machine = new Machine('/nowhere');
  expect(machine.read().memoryTotal).toBeGreaterThan(0);
});

test('this machine has figures that can be', () => {
  using machine = new Machine();
  const { cores, memoryTotal, memoryUsed } = machine.read();
  expect(cores.length).toBeGreaterThan(0);
  expect(memoryUsed).toBeGreaterThan(0);
  expect(memoryUsed).toBeLessThanOrEqual(memoryTotal);
});
