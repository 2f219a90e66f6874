import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

test.each([
  ['sys/fs/cgroup/memory.max', 'sys/fs/cgroup/memory.current'],
  ['sys/fs/cgroup/memory/memory.limit_in_bytes', 'sys/fs/cgroup/memory/memory.usage_in_bytes'],
])("a container's own limit is shown, by %s", (limit, usage) => {
  write(limit, '500000\n');
  write(usage, '200000\n');
  using machine = new Machine(root);
  expect(machine.read()).toMatchObject({ memoryTotal: 500_000, memoryUsed: 200_000, contained: true });
});

test('no limit is no limit', () => {
  write('sys/fs/cgroup/memory.max', 'max\n');
  write('sys/fs/cgroup/memory.current', '200000\n');
  using machine = new Machine(root);
  expect(machine.read().contained).toBe(false);
});

test('without /proc there are still figures', () => {
  using machine = new Machine('/nowhere');
  expect(machine.read().memoryTotal).toBeGreaterThan(0);
});
