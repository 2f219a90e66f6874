import type { HeaderView } from '../header-view.ts';
import { type Span, span } from '../spans.ts';
import { barLine } from './bar.ts';
import { courseOf, graphHeights, graphLines } from './graph.ts';
import { factLine, factRoom, type Meter, type Place } from './meter.ts';

type Machine = HeaderView['snapshot']['machine'];

/** How much wants to run, over 1, 5 and 15 minutes; as a bar, against the cores that there are. */
export const LOAD: Meter = {
  title: 'Load average',
  modes: ['text', 'bar', 'graph'],
  columns: ({ snapshot }) => (isNarrowed(snapshot.machine) ? 39 : 26),
  heights: (_, mode) => graphHeights(mode),
  lines: (view, place, theme) => {
    const { machine } = view.snapshot;
    const { mode, width, height } = place;
    if (mode === 'text') return [factLine('Load', loadText(machine, place), place, theme)];
    const figure = machine.load.map(figureOf).join(' ');
    if (mode === 'bar')
      return [barLine('Load', [{ fraction: fractionOf(machine), role: 'good' }], figure, width, theme)];
    const values = courseOf(view, width, fractionOf);
    const graph = {
      name: 'Load',
      values,
      most: Math.max(1, ...values),
      role: 'good',
      figure,
      figureColumns: 17,
    } as const;
    return graphLines(graph, width, height, theme);
  },
};

function loadText(machine: Machine, place: Place): Span[] {
  const { load, cores, coreCount } = machine;
  const [one, ...others] = load.map(figureOf);
  const spans = [span(one ?? '', 'key'), span(` ${others.join(' ')}`)];
  if (!isNarrowed(machine)) return spans;
  const noun = factRoom(place, 'Load') >= 38 ? ' cores' : '';
  return [...spans, span(`, may use ${cores.length} of ${coreCount}${noun}`, 'label')];
}

/** A set of cores binds the container. */
function isNarrowed({ cores, coreCount, quota }: Machine): boolean {
  return quota === undefined && coreCount !== undefined && cores.length < coreCount;
}

function fractionOf({ load, cores, coreCount }: Machine): number {
  return load[0] / Math.max(1, coreCount ?? cores.length);
}

/** At most five columns. */
function figureOf(load: number): string {
  if (load < 99.995) return load.toFixed(2);
  return load.toFixed(load < 999.95 ? 1 : 0);
}
