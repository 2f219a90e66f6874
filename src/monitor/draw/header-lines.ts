import type { Snapshot } from '../data/snapshot.ts';
import { formatBytes, formatPercent, formatUptime } from './format.ts';
import { meterLine } from './meter.ts';
import { paintSpans, type Span, span } from './spans.ts';
import type { Theme } from './theme.ts';

/** Meters and facts stand side by side from this many columns on. */
const TWO_COLUMNS_FROM = 76;
/** Columns that the meter of a core should have, and those that it must have. */
const GOOD_METER = 22;
const LEAST_METER = 13;
const GAP = 2;
/** Lines of facts beside the meters. */
const FACTS = 3;
/** Screens with fewer rows than this have a header of one line. */
export const SHORT_SCREEN = 12;
/** Screens with fewer rows than this have no empty line under the header. */
const AIRY_SCREEN = 20;

/** How the header is laid out on a screen of some size. */
interface Shape {
  readonly height: number;
  /** Columns of the part with the meters. */
  readonly meters: number;
  /** Meters of cores side by side, and one below the other; 0 rows stand for one meter of all cores together. */
  readonly across: number;
  readonly down: number;
}

type Machine = Snapshot['machine'];

/** Lines that the header takes on a screen of this size. */
export function headerHeight(machine: Machine, width: number, height: number): number {
  return shapeOf(machine, width, height).height;
}

/** The header: meters of the cores and of memory on the left; tasks, load, and what wasitop itself costs on the right. */
export function headerLines(snapshot: Snapshot, width: number, screen: number, theme: Theme, past: boolean): string[] {
  const shape = shapeOf(snapshot.machine, width, screen);
  if (shape.height === 1) return [paintSpans(summary(snapshot, past), width, theme)];
  const two = width >= TWO_COLUMNS_FROM;
  const beside = two ? width - shape.meters - GAP : width;
  const { machine } = snapshot;
  const left = [...coreLines(machine, shape, theme), memoryLine(machine, shape.meters, theme)];
  const right = facts(snapshot, past, width >= TWO_COLUMNS_FROM * 2).map((spans) => paintSpans(spans, beside, theme));
  if (machine.swapTotal > 0) {
    // Beside the memory, where the facts leave that place free.
    if (two && left.length > right.length) right[left.length - 1] = swapLine(machine, beside, theme);
    else left.push(swapLine(machine, shape.meters, theme));
  }
  if (!two) return [...left, ...right, ' '.repeat(width)].slice(0, shape.height);
  return Array.from({ length: shape.height }, (_, index) => {
    return `${left[index] ?? ' '.repeat(shape.meters)}${' '.repeat(GAP)}${right[index] ?? ' '.repeat(beside)}`;
  });
}

function shapeOf({ cores, swapTotal }: Machine, width: number, height: number): Shape {
  if (height < SHORT_SCREEN) return { height: 1, meters: width, across: 1, down: 0 };
  const two = width >= TWO_COLUMNS_FROM;
  const meters = two ? Math.floor(width / 2) - 1 : width;
  const air = height >= AIRY_SCREEN ? 1 : 0;
  const swap = swapTotal > 0 ? 1 : 0;
  const room = Math.max(1, Math.floor(height / 3) - 1 - air - (two ? 0 : FACTS + swap));
  const { across, down } = gridOf(cores.length, meters, room);
  const left = Math.max(1, down) + 1;
  if (!two) return { height: Math.min(left + swap + FACTS + air, Math.floor(height / 2)), meters, across, down };
  return { height: Math.max(FACTS, left > FACTS ? left : left + swap) + air, meters, across, down };
}

/** A meter for each core where they find room in so many rows, one for all where they don't. */
function gridOf(cores: number, width: number, rows: number): Pick<Shape, 'across' | 'down'> {
  for (const least of [GOOD_METER, LEAST_METER]) {
    const across = Math.max(1, Math.min(Math.floor((width + 1) / (least + 1)), Math.ceil(cores / 2)));
    const down = Math.ceil(cores / across);
    if (down <= rows) return { across, down };
  }
  return { across: 1, down: 0 };
}

/** Cores are counted downward, column by column. */
function coreLines({ cores, quota }: Machine, { meters, across, down }: Shape, theme: Theme): string[] {
  const figure = (busy: number) => `${formatPercent(busy)}%`;
  if (down === 0 || quota !== undefined) {
    const all = averageOf(cores);
    const of = quota === undefined ? `${cores.length} cores` : `quota ${Number(quota.toFixed(2))}`;
    return [meterLine('CPU', all, `${figure(all)} of ${of}`, meters, theme)];
  }
  const cell = Math.floor((meters - (across - 1)) / across);
  return Array.from({ length: down }, (_, row) => {
    const cells = Array.from({ length: across }, (_, column) => {
      const core = column * down + row;
      const width = column === across - 1 ? meters - (cell + 1) * (across - 1) : cell;
      const busy = cores[core];
      return busy === undefined ? ' '.repeat(width) : meterLine(String(core), busy, figure(busy), width, theme);
    });
    return cells.join(' ');
  });
}

function averageOf(cores: readonly number[]): number {
  return cores.reduce((sum, core) => sum + core, 0) / Math.max(1, cores.length);
}

function memoryLine({ memoryTotal, memoryUsed }: Machine, width: number, theme: Theme): string {
  const fraction = memoryTotal === 0 ? 0 : memoryUsed / memoryTotal;
  return meterLine('Mem', fraction, `${formatBytes(memoryUsed)}/${formatBytes(memoryTotal)}`, width, theme);
}

function swapLine({ swapTotal, swapUsed }: Machine, width: number, theme: Theme): string {
  return meterLine('Swp', swapUsed / swapTotal, `${formatBytes(swapUsed)}/${formatBytes(swapTotal)}`, width, theme);
}

const STATES = [
  ['R', 'running', 'good'],
  ['S', 'sleeping', 'plain'],
  ['T', 'paused', 'warn'],
  ['N', 'starting', 'plain'],
  ['Z', 'ended', 'dim'],
] as const;

function facts(snapshot: Snapshot, past: boolean, wide: boolean): Span[][] {
  const { machine, self, uptime, tasks } = snapshot;
  const load = machine.load.map((value) => value.toFixed(2)).join(' ');
  const own = `${formatPercent(self.cpu)}% CPU, ${formatBytes(self.rss)} ${wide ? 'resident with all tasks' : 'with tasks'}`;
  return [
    [label('Tasks'), span(`${tasks.length}`, 'key'), ...stateSpans(snapshot, wide)],
    [label('Load'), span(load), span('   up ', 'label'), span(formatUptime(uptime))],
    past ? [span('FROZEN   this picture stands still: Z goes on', 'warn')] : [label('wasitop'), span(own)],
  ];
}

function label(text: string): Span {
  return span(text.padEnd(9), 'label');
}

/** How many tasks there are of each state; states that no task has are left out. */
function stateSpans({ tasks }: Snapshot, wide: boolean): Span[] {
  return STATES.flatMap(([letter, word, role]) => {
    const count = tasks.filter(({ state }) => state === letter).length;
    return count === 0 ? [] : [span(wide ? `  ${count} ${word}` : `  ${count} ${letter}`, role)];
  });
}

function summary(snapshot: Snapshot, past: boolean): Span[] {
  const { machine, self, tasks } = snapshot;
  return [
    ...(past ? [span('FROZEN ', 'warn')] : []),
    span('CPU ', 'label'),
    span(`${formatPercent(averageOf(machine.cores))}% `),
    span('Mem ', 'label'),
    span(`${formatBytes(machine.memoryUsed)}/${formatBytes(machine.memoryTotal)} `),
    span('Tasks ', 'label'),
    span(`${tasks.length} `),
    span('own ', 'label'),
    span(`${formatPercent(self.cpu)}%`),
  ];
}
