import { formatPercent } from '../format.ts';
import type { HeaderView } from '../header-view.ts';
import { type Span, span } from '../spans.ts';
import type { Role, Theme } from '../theme.ts';
import { barLine } from './bar.ts';
import { courseOf, graphHeights, graphLines } from './graph.ts';
import { factLine, factRoom, type Meter, type Place } from './meter.ts';

type Resource = keyof NonNullable<HeaderView['snapshot']['machine']['pressure']>;

const RESOURCES: readonly (readonly [resource: Resource, name: string])[] = [
  ['cpu', 'cpu'],
  ['memory', 'mem'],
  ['io', 'io'],
];
/** Time lost from which on it hurts, and from which on little else happens. */
const HURTS = 0.1;
const PARALYSES = 0.4;

/** How much of the last ten seconds was lost to waiting for a resource. */
export const PRESSURE: Meter = {
  title: 'Pressure: time lost waiting',
  modes: ['text', 'bar', 'graph'],
  isThere: ({ snapshot }) => snapshot.machine.pressure !== undefined,
  heights: (_, mode) => graphHeights(mode),
  lines: (view, place, theme) => {
    if (place.mode !== 'text') return cellsOf(view, place, theme);
    const room = factRoom(place, 'Pressure');
    const facts = RESOURCES.flatMap(([resource, name], index) =>
      stallSpans(view, resource, index === 0 ? name : `${room >= 30 ? '  ' : ' '}${name}`, room >= 60),
    );
    return [factLine('Pressure', facts, place, theme)];
  },
};

function stallSpans({ snapshot }: HeaderView, resource: Resource, name: string, wide: boolean): Span[] {
  const stall = snapshot.machine.pressure?.[resource];
  if (stall === undefined) return [];
  const { some, full } = stall;
  const begin = span(`${name} `, 'label');
  const figure = span(`${formatPercent(some)}%`, roleOf(some));
  if (!wide || full === undefined || resource === 'cpu') return [begin, figure];
  return [begin, figure, span(` (all ${formatPercent(full)}%)`, roleOf(full))];
}

/** The resources side by side. */
function cellsOf(view: HeaderView, { mode, width, height }: Place, theme: Theme): string[] {
  const cell = Math.floor((width - 2) / 3);
  const cells = RESOURCES.map(([resource, name], index) => {
    const some = view.snapshot.machine.pressure?.[resource]?.some ?? 0;
    const size = index === 2 ? width - 2 * (cell + 1) : cell;
    const figure = `${formatPercent(some)}%`;
    if (mode === 'bar') return [barLine(name, [{ fraction: some, role: roleOf(some) }], figure, size, theme)];
    const values = courseOf(view, size, ({ pressure }) => pressure?.[resource]?.some ?? 0);
    return graphLines({ name, values, most: 1, role: roleOf(some), figure, figureColumns: 5 }, size, height, theme);
  });
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line]).join(' '));
}

function roleOf(stall: number): Role {
  if (stall >= PARALYSES) return 'bad';
  return stall >= HURTS ? 'warn' : 'plain';
}
