import type { Tab } from '../data/row.ts';
import type { MeterId, MeterSetup } from '../draw/header-view.ts';
import { METERS, nextMode } from '../draw/meters/registry.ts';
import { actionFor } from '../input/key-map.ts';
import { COLUMNS, findColumn } from '../table/columns.ts';
import type { SetupLayer } from './layer.ts';
import { CLOSING, popped, replaced } from './layer-stack.ts';
import { movedChoice } from './moved-choice.ts';
import type { ScreenState, Update } from './screen-state.ts';
import type { Settings } from './settings.ts';
import { KEYS_PAGE } from './setup-keys.ts';
import { LOG_PAGE } from './setup-log.ts';
import { ORDER_PAGE } from './setup-order.ts';
import type { Asking, SetupPage } from './setup-page.ts';
import type { TableState } from './table-state.ts';
import { THEME_PAGE } from './theme-page.ts';

const METER_IDS = Object.keys(METERS) as MeterId[];

export const SETUP_PAGES: readonly SetupPage[] = [
  columnsPage('tasks', 'Columns of tasks'),
  columnsPage('host', 'Columns of processes'),
  metersPage('left', 'Meters, left'),
  metersPage('right', 'Meters, right'),
  optionsPage(),
  LOG_PAGE,
  THEME_PAGE,
  ORDER_PAGE,
  KEYS_PAGE,
];

export function firstSetup(tab: Tab): SetupLayer {
  return { kind: 'setup', page: tab === 'tasks' ? 0 : 1, item: 0, changed: false };
}

export function updateSetup(state: ScreenState, layer: SetupLayer, key: string): Update {
  const page = SETUP_PAGES[layer.page];
  if (page !== undefined && layer.asking !== undefined)
    return { state: answered(state, layer, page, layer.asking, key) };
  const closes = CLOSING.includes(key) || actionFor(state.settings.keys, key, state.focus) === 'setup';
  if (page === undefined || closes) return closed(state, layer);
  const turn = { left: -1, h: -1, 'shift-tab': -1, right: 1, l: 1, tab: 1 }[key];
  if (turn !== undefined) {
    const number = (layer.page + turn + SETUP_PAGES.length) % SETUP_PAGES.length;
    return { state: replaced(state, { ...layer, page: number, item: SETUP_PAGES[number]?.first?.(state) ?? 0 }) };
  }
  const item = movedChoice(layer.item, page.items(state).length, key);
  if (item !== undefined) return { state: replaced(state, { ...layer, item }) };
  return { state: edited(state, layer, page, key) };
}

function edited(state: ScreenState, layer: SetupLayer, page: SetupPage, key: string): ScreenState {
  const { item } = layer;
  const asking = page.asks?.(state, item, key);
  if (asking !== undefined) return replaced(state, { ...layer, asking });
  const changed = (next: ScreenState, at = item) => replaced(next, { ...layer, item: at, changed: true });
  if (key === 'space' || key === 'enter') return changed(page.toggle(state, item));
  if ((key === 'r' || key === 'delete') && page.reset !== undefined) return changed(page.reset(state, item));
  if (key === '[' || key === ']') {
    const step = key === '[' ? -1 : 1;
    const moved = page.move?.(state, item, step);
    return moved === undefined ? state : changed(moved, item + step);
  }
  const step = { '<': -1, '-': -1, '>': 1, '+': 1 }[key];
  return step === undefined || page.adjust === undefined ? state : changed(page.adjust(state, item, step as 1 | -1));
}

/** The key that was asked for; Esc is none. */
function answered(state: ScreenState, layer: SetupLayer, page: SetupPage, asking: Asking, key: string): ScreenState {
  const { asking: _, ...rest } = layer;
  if (key === 'escape' || page.bind === undefined) return replaced(state, rest);
  return replaced(page.bind(state, layer.item, asking, key), { ...rest, changed: true });
}

/** What was changed is kept: in the file, but for a screen that only shows. */
function closed(state: ScreenState, { changed }: SetupLayer): Update {
  const { settings, tables, readOnly } = state;
  if (!changed) return { state: popped(state) };
  if (readOnly) {
    const message = { text: 'read-only: what was changed counts until you quit', bad: false };
    return { state: { ...popped(state), message } };
  }
  return { state: popped(state), effect: { kind: 'save', kept: { settings, tables } } };
}

const LEAST_WIDTH = 1;
const MOST_WIDTH = 200;

function columnsPage(tab: Tab, title: string): SetupPage {
  const shownIn = (state: ScreenState) => state.tables[tab].columns;
  const others = (state: ScreenState) => COLUMNS[tab].map(({ id }) => id).filter((id) => !shownIn(state).includes(id));
  const become = (state: ScreenState, change: Partial<Pick<TableState, 'columns' | 'widths'>>): ScreenState => ({
    ...state,
    tables: { ...state.tables, [tab]: { ...state.tables[tab], ...change } },
  });
  return {
    title,
    hint: 'Space shows or hides   [ ] moves   < > narrower, wider',
    items: (state) => {
      const shown = shownIn(state);
      const { widths } = state.tables[tab];
      return [...shown, ...others(state)].map((id, index) => {
        const column = findColumn(tab, id);
        const own = column?.width === 0 ? 'what is left' : String(column?.width ?? '');
        const text = `${(column?.title ?? id).padEnd(12)} ${column?.note ?? ''}`;
        return { on: index < shown.length, text, value: String(widths[id] ?? own) };
      });
    },
    toggle: (state, item) => {
      const shown = shownIn(state);
      if (item < shown.length)
        return shown.length === 1 ? state : become(state, { columns: shown.filter((_, index) => index !== item) });
      const added = others(state)[item - shown.length];
      if (added === undefined) return state;
      // The one that takes what is left stays the last.
      const last = shown.findLastIndex((id) => findColumn(tab, id)?.width === 0);
      const at = last === shown.length - 1 && last >= 0 ? last : shown.length;
      return become(state, { columns: shown.toSpliced(at, 0, added) });
    },
    move: (state, item, step) => {
      const columns = exchanged(shownIn(state), item, item + step);
      return columns && become(state, { columns });
    },
    adjust: (state, item, step) => {
      const id = [...shownIn(state), ...others(state)][item] ?? '';
      const column = findColumn(tab, id);
      if (column === undefined || column.width === 0) return state;
      const { widths } = state.tables[tab];
      const width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, (widths[id] ?? column.width) + step));
      return become(state, { widths: { ...widths, [id]: width } });
    },
  };
}

function metersPage(side: 'left' | 'right', title: string): SetupPage {
  const chosen = (state: ScreenState) => state.settings.header[side];
  const others = (state: ScreenState): MeterId[] =>
    METER_IDS.filter((id) => !chosen(state).some(({ meter }) => meter === id));
  const become = (state: ScreenState, meters: readonly MeterSetup[]): ScreenState => ({
    ...state,
    settings: { ...state.settings, header: { ...state.settings.header, [side]: meters } },
  });
  return {
    title,
    hint: 'Space shows or hides   [ ] moves   < > bar, graph, text',
    items: (state) => [
      ...chosen(state).map(({ meter, mode }) => ({ on: true, text: meterText(meter), value: mode })),
      ...others(state).map((meter) => ({ on: false, text: meterText(meter), value: '' })),
    ],
    toggle: (state, item) => {
      const shown = chosen(state);
      if (item < shown.length)
        return become(
          state,
          shown.filter((_, index) => index !== item),
        );
      const added = others(state)[item - shown.length];
      return added === undefined ? state : become(state, [...shown, { meter: added, mode: METERS[added].modes[0] }]);
    },
    move: (state, item, step) => {
      const swapped = exchanged(chosen(state), item, item + step);
      return swapped && become(state, swapped);
    },
    adjust: (state, item) => {
      const meter = chosen(state)[item];
      if (meter === undefined) return state;
      return become(state, chosen(state).with(item, { ...meter, mode: nextMode(meter.meter, meter.mode) }));
    },
  };
}

function meterText(meter: MeterId): string {
  return `${meter.padEnd(12)} ${METERS[meter].title}`;
}

function optionsPage(): SetupPage {
  const set = (state: ScreenState, change: Partial<Settings>): ScreenState => ({
    ...state,
    settings: { ...state.settings, ...change },
  });
  const options: readonly (readonly [
    text: string,
    on: (state: ScreenState) => boolean,
    flip: (state: ScreenState) => ScreenState,
  ])[] = [
    [
      'CPU % of the whole machine, not of one core',
      ({ settings }) => settings.cpuOf === 'machine',
      (state) => set(state, { cpuOf: state.settings.cpuOf === 'core' ? 'machine' : 'core' }),
    ],
    ['Mouse', ({ settings }) => settings.mouse, (state) => set(state, { mouse: !state.settings.mouse })],
    [
      'Threads of programs on lines of their own',
      ({ settings }) => settings.threads,
      (state) => set(state, { threads: !state.settings.threads }),
    ],
    [
      'Threads of the kernel',
      ({ settings }) => settings.kernelThreads,
      (state) => set(state, { kernelThreads: !state.settings.kernelThreads }),
    ],
    ['Tasks as a tree', ({ tables }) => tables.tasks.tree, (state) => treeFlipped(state, 'tasks')],
    ['Processes as a tree', ({ tables }) => tables.host.tree, (state) => treeFlipped(state, 'host')],
  ];
  return {
    title: 'Options',
    hint: 'Space turns on or off',
    items: (state) => options.map(([text, on]) => ({ on: on(state), text, value: '' })),
    toggle: (state, item) => options[item]?.[2](state) ?? state,
  };
}

function treeFlipped(state: ScreenState, tab: Tab): ScreenState {
  const table = state.tables[tab];
  return { ...state, tables: { ...state.tables, [tab]: { ...table, tree: !table.tree } } };
}

/** Undefined where there is nothing to exchange with. */
function exchanged<T>(list: readonly T[], from: number, to: number): readonly T[] | undefined {
  const [one, other] = [list[from], list[to]];
  if (one === undefined || other === undefined) return undefined;
  return list.with(from, other).with(to, one);
}
