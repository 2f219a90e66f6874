import { expect, test } from 'vitest';
import { Machine } from '../../src/host/machine.ts';
import { FakeRoot } from './fake-root.ts';

const stall = (some: string, full: string) =>
  `some avg10=${some} avg60=2.00 avg300=1.00 total=1\nfull avg10=${full} avg60=2.00 avg300=1.00 total=1\n`;

test('pressure is the share of the last ten seconds', () => {
  using root = new FakeRoot();
  root.write('proc/pressure/cpu', stall('12.50', '0.00'));
  root.write('proc/pressure/memory', stall('3.00', '1.00'));
  root.write('proc/pressure/io', stall('0.00', '0.00'));
  using machine = new Machine(root.path, root.now);
  expect(machine.read().pressure).toEqual({
    cpu: { some: 0.125, full: 0 },
    memory: { some: 0.03, full: 0.01 },
    io: { some: 0, full: 0 },
  });
});

test('older kernels do not tell of full pressure on the CPU', () => {
  using root = new FakeRoot();
  root.write('proc/pressure/cpu', 'some avg10=50.00 avg60=2.00 avg300=1.00 total=1\n');
  using machine = new Machine(root.path, root.now);
  expect(machine.read().pressure).toEqual({ cpu: { some: 0.5 } });
});

test('a container has its own', () => {
  using root = new FakeRoot();
  root.write('proc/self/cgroup', '0::/\n');
  root.write('sys/fs/cgroup/cgroup.controllers', 'cpu memory\n');
  root.write('sys/fs/cgroup/cpu.pressure', stall('25.00', '5.00'));
  root.write('proc/pressure/cpu', stall('99.00', '0.00'));
  root.write('proc/pressure/io', stall('1.00', '0.00'));
  using machine = new Machine(root.path, root.now);
  expect(machine.read().pressure).toEqual({ cpu: { some: 0.25, full: 0.05 }, io: { some: 0.01, full: 0 } });
});

test('the pressure of the group that has the limit comes before that of the machine', () => {
  using root = new FakeRoot();
  root.write('proc/self/cgroup', '0::/system.slice/own.service\n');
  root.write('sys/fs/cgroup/cgroup.controllers', 'cpu memory\n');
  root.write('sys/fs/cgroup/cpu.pressure', stall('99.00', '0.00'));
  root.write('sys/fs/cgroup/system.slice/memory.max', 'max\n');
  root.write('sys/fs/cgroup/system.slice/own.service/memory.max', '1000\n');
  root.write('sys/fs/cgroup/system.slice/own.service/cpu.pressure', stall('10.00', '0.00'));
  using machine = new Machine(root.path, root.now);
  expect(machine.read().pressure?.cpu?.some).toBe(0.1);
});

test.each([
  ['has none', undefined],
  ['has it switched off', ''],
])('a kernel that %s has no pressure', (_, text) => {
  using root = new FakeRoot();
  if (text !== undefined) root.write('proc/pressure/cpu', text);
  using machine = new Machine(root.path, root.now);
  expect(machine.read().pressure).toBeUndefined();
});
