import { expect, test } from 'vitest';
import { Disks } from '../../src/host/disks.ts';
import { FakeRoot } from './fake-root.ts';

/** All of these have read so many sectors, and written twice as many. */
function disks(names: readonly string[], sectors: number): string {
  return names.map((name) => `   8       0 ${name} 5 0 ${sectors} 7 5 0 ${sectors * 2} 7 0 0 0 0 0 0 0\n`).join('');
}

const NAMES = 'sda sda1 nvme0n1 nvme0n1p2 mmcblk0 mmcblk0p1 vdb xvda xvda1 loop0 ram1 zram0 dm-0 md127'.split(' ');

test('whole disks count, once', () => {
  using root = new FakeRoot();
  for (const name of ['sda', 'nvme0n1']) root.write(`sys/block/${name}/device/model`, '');
  for (const name of ['loop0', 'dm-0', 'md127']) root.write(`sys/block/${name}/size`, '');
  root.write('proc/diskstats', disks(NAMES, 0));
  using reader = new Disks(root.path, root.now);
  root.time = 2_000;
  root.write('proc/diskstats', disks(NAMES, 4));
  expect(reader.read()).toEqual({ read: 2 * 4 * 256, written: 2 * 8 * 256 });
});

test('where the system does not say what is a disk, names do', () => {
  using root = new FakeRoot();
  root.write('proc/diskstats', disks(NAMES, 0));
  using reader = new Disks(root.path, root.now);
  root.time = 1_000;
  root.write('proc/diskstats', disks(NAMES, 1));
  // sda, nvme0n1, mmcblk0, vdb and xvda.
  expect(reader.read()).toEqual({ read: 5 * 512, written: 5 * 1_024 });
});

test('a file longer than what is read at once is read to its end', () => {
  using root = new FakeRoot();
  const names = Array.from({ length: 2_000 }, (_, index) => `nvme${index}n1`);
  root.write('proc/diskstats', disks(names, 0));
  using reader = new Disks(root.path, root.now);
  root.time = 1_000;
  root.write('proc/diskstats', disks(names, 2));
  expect(reader.read()).toEqual({ read: 2_000 * 1_024, written: 2_000 * 2_048 });
});

test.each([
  ['there is no disk', disks(['loop0'], 1)],
  ['the file is empty', ''],
])('no rates where %s', (_, text) => {
  using root = new FakeRoot();
  root.write('proc/diskstats', text);
  using reader = new Disks(root.path, root.now);
  expect(reader.read()).toBeUndefined();
});

test('on another system there are no rates', () => {
  using reader = new Disks('/nowhere', () => 0);
  expect(reader.read()).toBeUndefined();
});
