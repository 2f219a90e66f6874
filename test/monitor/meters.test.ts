import { expect, test } from 'vitest';
import { meterAt } from '../../src/monitor/draw/header-layout.ts';
import { DEFAULT_HEADER, type MeterId, type MeterMode } from '../../src/monitor/draw/header-view.ts';
import { METERS, nextMode } from '../../src/monitor/draw/meters/registry.ts';
import { processOf, rowOf, snapshotOf } from '../components/fake-source.ts';
import { COLOUR, COLOUR_ASCII } from '../support/themes.ts';
import { drawn, machineOf, setupOf, viewOf } from './header-view.ts';

const IDS = Object.keys(METERS) as MeterId[];

test.each(IDS)('%s is drawn in each of its modes at every width', (meter) => {
  for (const cores of [1, 2, 7, 256]) {
    const past = Array.from({ length: 90 }, (_, tick) => machineOf(cores, { load: [tick, 0, 0] }));
    for (const mode of METERS[meter].modes) {
      const view = viewOf(machineOf(cores), { setup: setupOf(meter, mode), past });
      for (let columns = 30; columns <= 300; columns += 9) {
        drawn(view, columns, 60);
        drawn(view, columns, 12, COLOUR);
      }
    }
  }
});

test('modes follow each other in a circle', () => {
  expect(nextMode('memory', 'bar')).toBe('graph');
  expect(nextMode('memory', 'graph')).toBe('text');
  expect(nextMode('memory', 'text')).toBe('bar');
  expect(nextMode('clock', 'text')).toBe('text');
  expect(nextMode('clock', 'graph')).toBe('text');
});

test('a meter that has not the mode it is set up with is drawn in its first', () => {
  expect(drawn(viewOf(machineOf(1), { setup: setupOf('hostname', 'bar') }), 40, 24)[0]).toMatch(/^Host {5}box/);
});

test('the meter under the mouse is found, with its mode; between meters there is none', () => {
  const view = viewOf(machineOf(2));
  const at = (column: number, row: number) => meterAt(view, 80, 24, column, row);
  expect(at(5, 0)).toEqual({ meter: 'cpus', mode: 'bar' });
  expect(at(5, 1)).toEqual({ meter: 'cpus', mode: 'bar' });
  expect(at(38, 2)).toEqual({ meter: 'memory', mode: 'bar' });
  expect(at(39, 2)).toBeUndefined();
  expect(at(41, 1)).toEqual({ meter: 'load', mode: 'text' });
  expect(at(78, 1)).toEqual({ meter: 'uptime', mode: 'text' });
  expect(at(5, 5)).toBeUndefined();
  expect(meterAt(view, 80, 8, 5, 0)).toBeUndefined();
});

/** The lines of a header of one meter, without what is behind them. */
function meter(
  id: MeterId,
  mode: MeterMode,
  changes: Parameters<typeof viewOf>[1] & { machine?: object },
  columns = 80,
) {
  const view = viewOf(machineOf(2, changes.machine), { setup: setupOf(id, mode), ...changes });
  return drawn(view, columns, 60)
    .map((line) => line.trimEnd())
    .slice(0, -1);
}

test('the bar of a core has its parts, which letters tell apart where colours do not', () => {
  const busy = { user: 0.3, nice: 0.1, system: 0.2, steal: 0.1, iowait: 0.1 };
  const [line] = meter('cpus', 'bar', { machine: { cores: [0.7], coreParts: [busy] } }, 29);
  expect(line).toBe('  0[||||||##***@@$$    70.0%]');
});

test('the bar of memory shows what is used, shared, and would be given back', () => {
  const machine = { memoryTotal: 2048, memoryUsed: 1024, memoryShared: 512, memoryBuffers: 256, memoryCache: 512 };
  expect(meter('memory', 'bar', { machine }, 30)).toEqual(['Mem[||||####**@@@@  1.0K/2.0K]']);
  expect(meter('memory', 'text', { machine })).toEqual(['Memory   1.0K/2.0K  shared 512B  buffers 256B  cache 512B']);
});

test('a graph grows over two lines, the present at its right end', () => {
  const past = [0, 0.25, 0.5, 0.75].map((share) => machineOf(2, { memoryTotal: 100, memoryUsed: share * 100 }));
  const machine = { memoryTotal: 100, memoryUsed: 100 };
  const lines = meter('memory', 'graph', { past, machine }, 30);
  expect(lines).toEqual(['Mem               =@ 100B/100B', '                =@@@']);
});

test('a graph of the past counts the present once', () => {
  const machine = machineOf(1, { load: [0.5, 0, 0] });
  const view = viewOf(machine, { setup: setupOf('load', 'graph'), past: [machine] });
  expect(drawn(view, 40, 60)[1]?.trim()).toBe('@');
});

test('traffic is drawn at one scale, noise not large', () => {
  const network = { received: 1_024, sent: 10_240 };
  const [first = '', second = ''] = meter('network', 'graph', { machine: { network } });
  expect(first).toMatch(/^Net v .* {2}1\.0K\/s \^ .*@ {2}10K\/s$/);
  expect(second).toMatch(/^ +: +@$/);
});

test('pressure that hurts stands out', () => {
  const view = viewOf(machineOf(2, { pressure: { cpu: { some: 0.5 }, io: { some: 0.2 } } }), {
    setup: setupOf('pressure', 'text'),
  });
  expect(METERS.pressure.lines(view, { mode: 'text', width: 60, height: 1, behind: false }, COLOUR_ASCII)[0]).toMatch(
    /\[31m50\.0%.*\[33m20\.0%/,
  );
});

test('tasks are counted by state', () => {
  const tasks = (['R', 'S', 'S', 'Z'] as const).map((state) => rowOf({ state }));
  const machine = machineOf(2);
  const view = viewOf(machine, { snapshot: snapshotOf(tasks, { machine }), setup: setupOf('tasks', 'text') });
  expect(drawn(view, 80, 24)[0]?.trimEnd()).toBe('Tasks    4  1 running  2 sleeping  1 ended  CPU % of a core');
  expect(drawn(view, 30, 24)[0]?.trimEnd()).toBe('Tasks    4  1 R  2 S  1 Z');
});

test("on the tab of the host, processes are counted, threads and the kernel's apart", () => {
  const kinds = [
    ...Array.from({ length: 412 }, (_, index) => processOf({ state: index < 2 ? 'R' : 'S' })),
    ...Array.from({ length: 1_203 }, () => processOf({ state: 'R', thread: true })),
    ...Array.from({ length: 88 }, () => processOf({ state: 'I', kernelThread: true })),
  ];
  const snapshot = snapshotOf([], { machine: machineOf(2), host: { rows: kinds, problem: undefined } });
  const on = (columns: number, setup = setupOf('tasks', 'text')) =>
    drawn(viewOf(snapshot.machine, { snapshot, tab: 'host', setup }), columns, 24);
  expect(on(120)[0]?.trimEnd()).toBe(
    'Procs    412 processes, 1,203 threads, 88 kernel threads, 2 running, 410 sleeping, CPU % of a core',
  );
  expect(on(70)[0]?.trimEnd()).toBe('Procs    412 processes, 1,203 threads, 88 kernel threads, 2 running');
  expect(on(50)[0]?.trimEnd()).toBe('Procs    412  1,203 thr  88 kthr  2 running');
  expect(on(38)[0]?.trimEnd()).toBe('Procs    412  1,203 thr  88 kthr  2 R');
  expect(drawn(viewOf(snapshot.machine, { snapshot, tab: 'host', setup: DEFAULT_HEADER }), 60, 8)[0]).toContain(
    'Tasks 412 ',
  );
});

test('the name of the machine cannot act on the terminal', () => {
  expect(meter('hostname', 'text', { machine: { hostname: 'a\u001b[2Jb' } })).toEqual(['Host     ab']);
});

test.each([
  ['left', 'cpus-left', '0-127'],
  ['right', 'cpus-right', '128-255'],
] as const)('the %s half of too many cores says which they are', (_, id, cores) => {
  const view = viewOf(machineOf(256), { setup: setupOf(id, 'bar') });
  expect(drawn(view, 80, 24)[0]).toContain(`of cores ${cores}]`);
});
