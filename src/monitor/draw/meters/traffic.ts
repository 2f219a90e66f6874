import { formatBytes } from '../format.ts';
import type { HeaderView } from '../header-view.ts';
import { type Span, span } from '../spans.ts';
import type { Theme } from '../theme.ts';
import { courseOf, graphHeights, graphLines } from './graph.ts';
import { factLine, factRoom, type Meter, type Place } from './meter.ts';

type Machine = HeaderView['snapshot']['machine'];

/** Columns of a number of bytes. */
const BYTES = 4;
/** Columns of one direction's graph that are worth their place. */
const LEAST_GRAPH = 20;
/** A graph's full height stands for at least so many bytes a second: noise is not drawn large. */
const LEAST_SCALE = 10 * 1024;

/** What goes in two directions: its name, its rates and what to call them. */
interface Traffic {
  readonly title: string;
  readonly name: string;
  readonly columns: number;
  readonly rates: (machine: Machine) => readonly [number, number] | undefined;
  /** In full, and as short as it goes. */
  readonly words: readonly [string, string];
  readonly marks: (unicode: boolean) => readonly [string, string];
}

export const NETWORK: Meter = trafficMeter({
  title: 'Network traffic',
  name: 'Net',
  columns: 20,
  rates: ({ network }) => network && [network.received, network.sent],
  words: ['in', 'out'],
  marks: (unicode) => (unicode ? ['↓', '↑'] : ['v', '^']),
});

export const DISK: Meter = trafficMeter({
  title: 'Disk traffic',
  name: 'Disk',
  columns: 16,
  rates: ({ disk }) => disk && [disk.read, disk.written],
  words: ['read', 'written'],
  marks: () => ['r', 'w'],
});

function trafficMeter(traffic: Traffic): Meter {
  return {
    title: traffic.title,
    modes: ['text', 'graph'],
    columns: () => traffic.columns,
    isThere: ({ snapshot }) => traffic.rates(snapshot.machine) !== undefined,
    heights: (_, mode) => graphHeights(mode),
    lines: (view, place, theme) => {
      if (place.mode === 'graph') return graphsOf(traffic, view, place, theme);
      return [factLine(traffic.name, factsOf(traffic, view.snapshot.machine, place, theme), place, theme)];
    },
  };
}

function factsOf({ name, rates, words, marks }: Traffic, machine: Machine, place: Place, theme: Theme): Span[] {
  const [incoming, outgoing] = rates(machine) ?? [0, 0];
  const bytes = (value: number) => formatBytes(value).padStart(BYTES);
  const wide = factRoom(place, name) >= 2 * (BYTES + 4) + words.join('').length;
  if (wide) return [span(`${bytes(incoming)}/s ${words[0]}  ${bytes(outgoing)}/s ${words[1]}`)];
  const [into, out] = marks(theme.unicode);
  return [span(into, 'label'), span(`${bytes(incoming)} `), span(out, 'label'), span(bytes(outgoing))];
}

/** Both directions side by side, or both in one graph where there is no room for two; at one scale. */
function graphsOf({ name, rates, marks }: Traffic, view: HeaderView, place: Place, theme: Theme): string[] {
  const { width, height } = place;
  const half = Math.floor((width - 1) / 2);
  const course = (of: (pair: readonly [number, number]) => number) =>
    courseOf(view, width, (machine) => of(rates(machine) ?? [0, 0]));
  const figureOf = (values: readonly number[]) => `${formatBytes(values.at(-1) ?? 0)}/s`;
  const draw = (label: string, values: readonly number[], most: number, columns: number) => {
    const graph = {
      name: label,
      values,
      most,
      role: 'good',
      figure: figureOf(values),
      figureColumns: BYTES + 2,
    } as const;
    return graphLines(graph, columns, height, theme);
  };
  if (half < LEAST_GRAPH) {
    const both = course(([incoming, outgoing]) => incoming + outgoing);
    return draw(name, both, Math.max(LEAST_SCALE, ...both), width);
  }
  const [into, out] = marks(theme.unicode);
  const incoming = course(([value]) => value);
  const outgoing = course(([, value]) => value);
  const most = Math.max(LEAST_SCALE, ...incoming, ...outgoing);
  const first = draw(`${name} ${into}`, incoming, most, half);
  const second = draw(out, outgoing, most, width - 1 - half);
  return first.map((line, index) => `${line} ${second[index] ?? ''}`);
}
