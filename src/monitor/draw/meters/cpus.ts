import { formatPercent } from '../format.ts';
import type { HeaderView, MeterMode } from '../header-view.ts';
import { fitTo } from '../text.ts';
import { paint, type Theme } from '../theme.ts';
import { barLine } from './bar.ts';
import { averageOf, averageParts, partsOfCore } from './core-parts.ts';
import { courseOf, graphLines } from './graph.ts';
import type { Meter, Place } from './meter.ts';

type Machine = HeaderView['snapshot']['machine'];
/** Indices of the first core and of the one behind the last. */
type Range = readonly [from: number, to: number];

/** Columns that the meter of a core should have, and those that it must have. */
const COLUMNS: Readonly<Record<MeterMode, readonly number[]>> = { bar: [22, 13], graph: [22, 13], text: [11] };
/** Columns of a percentage. */
const PERCENT = 6;

/** A meter for each of some cores, as many side by side as it takes; one for all of them where they find no room. */
function coresMeter(title: string, rangeOf: (cores: number) => Range): Meter {
  const range = ({ snapshot }: HeaderView) => rangeOf(snapshot.machine.cores.length);
  return {
    title,
    modes: ['bar', 'graph', 'text'],
    isThere: (view) => range(view)[0] < range(view)[1],
    heights: (view, mode, width) => heightsOf(range(view), mode, width),
    lines: (view, place, theme) => {
      const [from, to] = range(view);
      // A meter of one core has the machine's whole width, but for the place of its name.
      const across = acrossOf(to - from, place);
      const alone = view.snapshot.machine.quota !== undefined || (across === 0 && to - from > 1);
      return alone ? sharedLines(view, [from, to], place, theme) : gridLines(view, [from, to], across, place, theme);
    },
  };
}

export const CPUS = coresMeter('CPU of each core', (cores) => [0, cores]);
export const CPUS_LEFT = coresMeter('CPU of each core, first half', (cores) => [0, Math.ceil(cores / 2)]);
export const CPUS_RIGHT = coresMeter('CPU of each core, second half', (cores) => [Math.ceil(cores / 2), cores]);
export const CPU: Meter = {
  title: 'CPU of all cores together',
  modes: ['bar', 'graph', 'text'],
  heights: (_, mode) => (mode === 'graph' ? [2, 1] : [1]),
  lines: (view, place, theme) => sharedLines(view, [0, view.snapshot.machine.cores.length], place, theme),
};

function heightsOf([from, to]: Range, mode: MeterMode, width: number): readonly [number, ...number[]] {
  const downs = gridsOf(to - from, mode, width).map((across) => Math.ceil((to - from) / across));
  const graphs = mode === 'graph' ? downs.map((down) => down * 2) : [];
  const [best = 1, ...others] = [...new Set([...graphs, ...downs, 1])].sort((a, b) => b - a);
  return [best, ...others];
}

/** How many cores can stand side by side, roomy ones first. */
function gridsOf(cores: number, mode: MeterMode, width: number): readonly number[] {
  const most = mode === 'text' ? cores : Math.ceil(cores / 2);
  return COLUMNS[mode].map((least) => Math.max(1, Math.min(Math.floor((width + 1) / (least + 1)), most)));
}

/** How many stand side by side at this height; 0 where they do not fit into it. */
function acrossOf(cores: number, { mode, width, height }: Place): number {
  return gridsOf(cores, mode, width).find((across) => Math.ceil(cores / across) <= height) ?? 0;
}

/** Cores are counted downward, column by column. */
function gridLines(view: HeaderView, [from, to]: Range, across: number, place: Place, theme: Theme): string[] {
  const down = Math.ceil((to - from) / across);
  const tall = Math.max(1, Math.floor(place.height / down));
  const cell = Math.floor((place.width - (across - 1)) / across);
  const last = place.width - (cell + 1) * (across - 1);
  const lines: string[] = [];
  for (let row = 0; row < down; row++) {
    const cells = Array.from({ length: across }, (_, column) => {
      const core = from + column * down + row;
      const width = column === across - 1 ? last : cell;
      return core < to ? cellLines(view, core, { ...place, width, height: tall }, theme) : emptyCell(width, tall);
    });
    for (let line = 0; line < tall; line++) lines.push(cells.map((of) => of[line]).join(' '));
  }
  return lines.concat(emptyCell(place.width, place.height - lines.length));
}

function emptyCell(width: number, height: number): string[] {
  return Array.from({ length: height }, () => ' '.repeat(width));
}

function cellLines(view: HeaderView, core: number, place: Place, theme: Theme): string[] {
  const { machine } = view.snapshot;
  const { width, height, mode } = place;
  const name = String(machine.coreNumbers?.[core] ?? core);
  const figure = `${formatPercent(machine.cores[core] ?? 0)}%`;
  if (mode === 'bar') return [barLine(name, partsOfCore(machine, core), figure, width, theme)];
  if (mode === 'text')
    return [
      paint(theme, 'label', name.padStart(3)) + fitTo(` ${figure.padStart(PERCENT)}`, width - Math.max(3, name.length)),
    ];
  const values = courseOf(view, width, ({ cores }) => cores[core] ?? 0);
  const graph = { name: name.padStart(3), values, most: 1, role: 'good', figure, figureColumns: PERCENT } as const;
  return graphLines(graph, width, height, theme);
}

/** One meter for all: what it stands for is said in it. */
function sharedLines(view: HeaderView, [from, to]: Range, { mode, width, height }: Place, theme: Theme): string[] {
  const { machine } = view.snapshot;
  const figure = `${formatPercent(averageOf(machine.cores, from, to))}% of ${whole(machine, [from, to], width)}`;
  if (mode === 'bar') return [barLine('CPU', averageParts(machine, from, to), figure, width, theme)];
  if (mode === 'text') return [paint(theme, 'label', 'CPU') + fitTo(`      ${figure}`, width - 3)];
  const values = courseOf(view, width, ({ cores }) => averageOf(cores, from, Math.min(to, cores.length)));
  const graph = { name: 'CPU', values, most: 1, role: 'good', figure, figureColumns: figure.length } as const;
  return graphLines(graph, width, height, theme);
}

/** What 100 % stand for. */
function whole({ cores, quota, coreCount, coreNumbers }: Machine, [from, to]: Range, width: number): string {
  const count = quota === undefined ? to - from : Number(quota.toFixed(2));
  const noun = count === 1 ? 'core' : 'cores';
  if (to - from < cores.length) return `cores ${coreNumbers?.[from] ?? from}-${coreNumbers?.[to - 1] ?? to - 1}`;
  const own = quota !== undefined || (coreCount !== undefined && cores.length < coreCount);
  if (!own) return `${count} ${noun}`;
  return width < 34 ? `container's ${count}` : `container's ${count} ${noun}`;
}
