import { expect, test } from 'vitest';
import { layOutHeader } from '../../src/monitor/draw/header-layout.ts';
import { snapshotOf } from '../components/fake-source.ts';
import { drawn, machineOf, viewOf } from './header-view.tsx';

const header = (cores: number, columns: number, rows: number) => drawn(viewOf(machineOf(cores)), columns, rows);

test.each([
  [1, 80, 24],
  [2, 80, 24],
  [2, 40, 24],
  [4, 80, 24],
  [12, 80, 24],
  [8, 100, 30],
  [16, 120, 40],
  [64, 200, 60],
  [4, 60, 40],
])('each of %i cores has its meter on %i x %i', (cores, columns, rows) => {
  const text = header(cores, columns, rows).join('\n');
  for (let core = 0; core < cores; core++) {
    expect(text).toMatch(new RegExp(`(?:^|\\s)${core}\\[[ |]*${(core / 10).toFixed(1)}%\\]`, 'm'));
  }
  expect(text).toMatch(/Mem\[/);
});

test.each([
  [128, 80, 24],
  [256, 200, 60],
  [64, 40, 14],
])('%i cores on %i x %i share one meter, which says so', (cores, columns, rows) => {
  expect(header(cores, columns, rows).join('\n')).toContain(`of ${cores} cores`);
});

test('a short screen has one line of header', () => {
  expect(header(4, 40, 8)).toEqual([expect.stringContaining('CPU ')]);
});

test.each([1, 2, 3, 7, 8, 16, 31, 64, 128, 256])('%i cores never take more than a third of any screen', (cores) => {
  const view = viewOf(machineOf(cores));
  for (const columns of [30, 39, 40, 60, 75, 76, 77, 80, 100, 120, 151, 152, 200, 300]) {
    for (const rows of [6, 8, 11, 12, 14, 19, 20, 24, 40, 60, 100]) {
      const { height, placed } = layOutHeader(view, columns, rows);
      expect(height).toBeLessThanOrEqual(Math.floor(rows / 3));
      if (rows < 12) continue;
      const meters = placed.map(({ meter }) => meter);
      expect(meters).toContain('memory');
      expect(meters).toContain('tasks');
    }
  }
});

test('on 80 x 24 all that there is stands in five lines and an empty one', () => {
  expect(header(2, 80, 24)).toEqual([
    '  0[                              0.0%]  Tasks    0                             ',
    '  1[                              0.1%]  Load     1.12 0.85 0.43     up 3d 13h  ',
    'Mem[|||||||||                 5.4G/16G]  Pressure cpu 1.1%  mem 20.0%  io 0.0%  ',
    'Swp[|                        120M/2.0G]  Net      v128K ^4.2K  Disk r  0B w1.1M ',
    '                                         wasitop  2.1% of a core, 142M in all   ',
    ' '.repeat(80),
  ]);
});

test('what the machine does not have or tell takes no room', () => {
  const { pressure: _pressure, network: _network, disk: _disk, ...machine } = machineOf(2, { swapTotal: 0 });
  const text = drawn(viewOf(machine), 100, 40).join('\n');
  for (const name of ['Swp', 'Pressure', 'Net', 'Disk']) expect(text).not.toContain(name);
  expect(text).toMatch(/Load.*up 3d 13h/);
});

test.each([
  [40, 24],
  [80, 24],
  [120, 40],
])('limits of a container are called so on %i x %i', (columns, rows) => {
  const limited = { contained: true, memoryTotal: 512 * 1024 ** 2, memoryUsed: 200 * 1024 ** 2 };
  const text = drawn(viewOf(machineOf(1, { ...limited, quota: 0.5, coreCount: 8 })), columns, rows).join('\n');
  expect(text).toMatch(/CPU\[.*of container's 0\.5/);
  expect(text).toMatch(/Mem\[.*200M\/512M container\]/);
});

test('cores of a container are called by their number, and said to be a part', () => {
  const machine = machineOf(2, { coreNumbers: [3, 5], coreCount: 8 });
  const text = drawn(viewOf(machine), 80, 24).join('\n');
  expect(text).toMatch(/^ {2}3\[.*\n {2}5\[/);
  expect(text).toContain('may use 2 of 8');
});

test.each([
  [80, 24],
  [40, 8],
  [30, 14],
])('a picture that stands still says so on %i x %i', (columns, rows) => {
  expect(drawn(viewOf(machineOf(2), { frozen: true }), columns, rows).join('\n')).toContain('FROZEN');
});

test('it is said whether CPU is of a core or of the whole machine', () => {
  const self = { cpu: 0.5, rss: 2 ** 20 };
  const view = (cpuOf: 'core' | 'machine') => {
    const machine = machineOf(4);
    return viewOf(machine, { snapshot: snapshotOf([], { machine, self }), cpuOf });
  };
  expect(drawn(view('core'), 120, 40).join('\n')).toContain('CPU 50.0% of a core');
  expect(drawn(view('machine'), 120, 40).join('\n')).toContain('CPU 12.5% of all');
  expect(drawn(view('machine'), 80, 8).join('\n')).toContain('own 12.5% of all');
});

test('a header without meters takes no line', () => {
  expect(drawn(viewOf(machineOf(2), { setup: { left: [], right: [] } }), 80, 24)).toEqual([]);
});
