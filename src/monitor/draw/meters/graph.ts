import type { HeaderView } from '../header-view.ts';
import { fitTo, widthOf } from '../text.ts';
import { paint, type Role, type Theme } from '../theme.ts';

const BLOCKS = ' ▁▂▃▄▅▆▇█';
const ASCII = ' .:-=+*#@';
/** Letters that are more than nothing. */
const STEPS = 8;
/** Less than this fraction is drawn as nothing. */
const LEAST = 0.005;
/** As high as a graph grows where there is room. */
const TALL = 2;

/** What a graph is made of. */
export interface Graph {
  readonly name: string;
  /** The oldest first. */
  readonly values: readonly number[];
  /** The value that fills the graph's height. */
  readonly most: number;
  readonly role: Role;
  readonly figure: string;
  /** Columns that are left to the figure, so that the graph does not move when it grows. */
  readonly figureColumns: number;
}

/** Heights of a meter of one line that can also be drawn as a graph. */
export function graphHeights(mode: string): readonly [number, ...number[]] {
  return mode === 'graph' ? [TALL, 1] : [1];
}

/** A figure of the machine as it went, the present at the end: at most as many as are asked for. */
export function courseOf({ past, snapshot }: HeaderView, count: number, of: (machine: Machine) => number): number[] {
  const { machine } = snapshot;
  const all = past.slice(-count);
  return (all.at(-1) === machine ? all : [...all, machine]).map(of);
}

type Machine = HeaderView['past'][number];

/** A name, columns that grow upward over all lines, the newest at the right, and the present figure. */
export function graphLines(graph: Graph, width: number, height: number, theme: Theme): string[] {
  const { name, figure, figureColumns, role, values, most } = graph;
  const room = width - widthOf(name) - 2 - figureColumns;
  const blank = ' '.repeat(width);
  if (room < 2)
    return Array.from({ length: height }, (_, line) => (line === 0 ? fitTo(`${name} ${figure}`, width) : blank));
  const steps = values.slice(-room).map((value) => stepOf(value / most, height));
  return Array.from({ length: height }, (_, line) => {
    const row = paint(theme, role, rowOf(steps, height - 1 - line, theme).padStart(room));
    if (line > 0) return `${' '.repeat(widthOf(name) + 1)}${row}${' '.repeat(figureColumns + 1)}`;
    return `${paint(theme, 'label', name)} ${row} ${paint(theme, 'dim', fitTo(figure, figureColumns, 'right'))}`;
  });
}

/** @param below lines below this one */
function rowOf(steps: readonly number[], below: number, { unicode }: Theme): string {
  const letters = unicode ? BLOCKS : ASCII;
  let row = '';
  for (const step of steps) row += letters.charAt(Math.min(STEPS, Math.max(0, step - below * STEPS)));
  return row;
}

function stepOf(fraction: number, height: number): number {
  if (!(fraction >= LEAST)) return 0;
  return Math.max(1, Math.min(STEPS * height, Math.round(fraction * STEPS * height)));
}
