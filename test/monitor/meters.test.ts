import { expect, test } from 'vitest';
import { layOutHeader } from '../../src/monitor/draw/header-layout.ts';
import { DEFAULT_HEADER, type MeterId, type MeterMode } from '../../src/monitor/draw/header-view.ts';
import { METERS, nextMode } from '../../src/monitor/draw/meters/registry.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { processOf, rowOf, snapshotOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';
import { ASCII, COLOUR, COLOUR_ASCII } from '../support/themes.ts';
import { drawn, machineOf, setupOf, viewOf } from './header-view.tsx';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const IDS = Object.keys(METERS) as MeterId[];

test.each(IDS)('%s is drawn in each of its modes at every width', (meter) => {
  for (const cores of [1, 2, 7, 256]) {
    const past = Array.from({ length: 90 }, (_, tick) => machineOf(cores, { load: [tick, 0, 0] }));
    for (const mode of METERS[meter].modes) {
      const view = viewOf(machineOf(cores), { setup: setupOf(meter, mode), past });
      for (let columns = 30; columns <= 300; columns += 9) {
        for (const [rows, theme] of [
          [60, ASCII],
          [12, COLOUR],
        ] as const) {
          for (const place of layOutHeader(view, columns, rows).placed) {
            const lines = METERS[place.meter].lines(view, place, theme).map((line) => line.replace(SGR, ''));
            expect(lines).toHaveLength(place.height);
            expect(lines.filter((line) => widthOf(line) !== place.width)).toEqual([]);
          }
        }
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

test('a click on a meter draws it in its next mode; between meters nothing is meant', () => {
  const desk = new Desk(undefined, 80, 24);
  const click = (column: number, row: number) => desk.type(`\u001b[<0;${column + 1};${row + 1}M`);
  const modes = () => {
    const { left, right } = desk.controller.kept.settings.header;
    return Object.fromEntries([...left, ...right].map(({ meter: id, mode }) => [id, mode]));
  };
  const before = modes();
  const { lines } = desk;
  const row = lines.findIndex((line) => line.startsWith('Mem'));
  click((lines[row] ?? '').indexOf(']') + 1, row);
  click(5, desk.controller.moment.view.layout.header - 1);
  expect(modes()).toEqual(before);
  click((lines[row] ?? '').indexOf(']'), row);
  expect(modes()).toEqual({ ...before, memory: 'graph' });
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
