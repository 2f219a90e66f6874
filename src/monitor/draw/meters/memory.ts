import { formatBytes } from '../format.ts';
import type { HeaderView } from '../header-view.ts';
import { span } from '../spans.ts';
import type { Theme } from '../theme.ts';
import { barLine, type Part } from './bar.ts';
import { courseOf, graphHeights, graphLines } from './graph.ts';
import { factLine, type Meter, type Place } from './meter.ts';

type Machine = HeaderView['snapshot']['machine'];

/** What memory and swap have in common: a total, of which something is used. */
interface Store {
  readonly name: string;
  readonly label: string;
  readonly total: (machine: Machine) => number;
  readonly used: (machine: Machine) => number;
  readonly parts: (machine: Machine) => readonly Part[];
  /** What is said behind the figures. */
  readonly note: (machine: Machine) => string;
  /** The parts by name, where there is room for words. */
  readonly words: (machine: Machine) => readonly (readonly [name: string, bytes: number | undefined])[];
}

const MEMORY_STORE: Store = {
  name: 'Mem',
  label: 'Memory',
  total: ({ memoryTotal }) => memoryTotal,
  used: ({ memoryUsed }) => memoryUsed,
  parts: ({ memoryTotal, memoryUsed, memoryShared = 0, memoryBuffers = 0, memoryCache = 0 }) => {
    const of = (bytes: number) => (memoryTotal === 0 ? 0 : bytes / memoryTotal);
    return [
      { fraction: of(memoryUsed - memoryShared), role: 'good' },
      { fraction: of(memoryShared), role: 'label' },
      { fraction: of(memoryBuffers), role: 'title' },
      { fraction: of(memoryCache), role: 'warn' },
    ];
  },
  note: ({ contained }) => (contained ? ' container' : ''),
  words: ({ memoryShared, memoryBuffers, memoryCache }) => [
    ['shared', memoryShared],
    ['buffers', memoryBuffers],
    ['cache', memoryCache],
  ],
};

const SWAP_STORE: Store = {
  name: 'Swp',
  label: 'Swap',
  total: ({ swapTotal }) => swapTotal,
  used: ({ swapUsed }) => swapUsed,
  parts: ({ swapTotal, swapUsed, swapCached = 0 }) => [
    { fraction: (swapUsed - swapCached) / swapTotal, role: 'bad' },
    { fraction: swapCached / swapTotal, role: 'warn' },
  ],
  note: () => '',
  words: ({ swapCached }) => [['cached', swapCached]],
};

export const MEMORY: Meter = storeMeter('Memory', MEMORY_STORE);
export const SWAP: Meter = {
  ...storeMeter('Swap', SWAP_STORE),
  isThere: ({ snapshot }) => snapshot.machine.swapTotal > 0,
};

function storeMeter(title: string, store: Store): Meter {
  return {
    title,
    modes: ['bar', 'graph', 'text'],
    heights: (_, mode) => graphHeights(mode),
    lines: (view, place, theme) => storeLines(store, view, place, theme),
  };
}

function storeLines(store: Store, view: HeaderView, place: Place, theme: Theme): string[] {
  const { machine } = view.snapshot;
  const { name, total, used } = store;
  const figure = `${formatBytes(used(machine))}/${formatBytes(total(machine))}${store.note(machine)}`;
  if (place.mode === 'bar') return [barLine(name, store.parts(machine), figure, place.width, theme)];
  if (place.mode === 'text') return [factLine(store.label, [span(figure), ...words(store, machine)], place, theme)];
  const values = courseOf(view, place.width, (then) => used(then) / Math.max(1, total(then)));
  const figureColumns = Math.max(9, figure.length);
  const graph = { name, values, most: 1, role: 'good', figure, figureColumns } as const;
  return graphLines(graph, place.width, place.height, theme);
}

function words(store: Store, machine: Machine) {
  return store
    .words(machine)
    .flatMap(([name, bytes]) => (bytes ? [span('  '), span(name, 'label'), span(` ${formatBytes(bytes)}`)] : []));
}
