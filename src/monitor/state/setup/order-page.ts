import type { Tab } from '../../data/row.ts';
import { COLUMNS } from '../../table/columns.ts';
import { firstOrder } from '../../table/sort.ts';
import type { ScreenState } from '../screen-state.ts';
import type { Settings } from '../settings.ts';
import type { TableState } from '../table/table-state.ts';
import type { SetupPage } from './setup-page.ts';

/** Milliseconds that are offered; the configuration takes any between the ends. */
const REFRESH = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];
const LINGER = [0, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000];

const SUMMARIES = [0, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000];

const FIRST_TABS: readonly Settings['firstTab'][] = ['auto', 'tasks', 'host'];

interface Choice {
  readonly text: string;
  value(state: ScreenState): string;
  step(state: ScreenState, step: 1 | -1): ScreenState;
}

const CHOICES: readonly Choice[] = [
  {
    text: 'Time between two looks',
    value: ({ settings }) => timeText(settings.refresh),
    step: (state, step) => set(state, { refresh: neighbour(REFRESH, state.settings.refresh, step) }),
  },
  {
    text: 'Processes that ended stay for',
    value: ({ settings }) => timeText(settings.linger),
    step: (state, step) => set(state, { linger: neighbour(LINGER, state.settings.linger, step) }),
  },
  {
    text: 'Shown at first (auto: the host where nothing is started)',
    value: ({ settings }) => settings.firstTab,
    step: (state, step) => set(state, { firstTab: around(FIRST_TABS, state.settings.firstTab, step) }),
  },
  ...orderOf('tasks', 'Tasks'),
  ...orderOf('host', 'Processes'),
  {
    text: 'In words, from the next start on: time between two summaries (0s: none)',
    value: ({ settings }) => timeText(settings.summary),
    step: (state, step) => set(state, { summary: neighbour(SUMMARIES, state.settings.summary, step) }),
  },
];

/** Times, and in which order the tables stand. */
export const ORDER_PAGE: SetupPage = {
  title: 'Times and order',
  hint: 'Space > next   < previous',
  items: (state) => CHOICES.map(({ text, value }) => ({ on: undefined, text, value: value(state) })),
  toggle: (state, item) => CHOICES[item]?.step(state, 1) ?? state,
  adjust: (state, item, step) => CHOICES[item]?.step(state, step) ?? state,
};

function orderOf(tab: Tab, what: string): Choice[] {
  const ids = COLUMNS[tab].map(({ id }) => id);
  const become = (state: ScreenState, change: Partial<TableState>): ScreenState => ({
    ...state,
    tables: { ...state.tables, [tab]: { ...state.tables[tab], ...change } },
  });
  return [
    {
      text: `${what} are sorted by`,
      value: ({ tables }) => tables[tab].sort.column,
      step: (state, step) => become(state, { sort: firstOrder(tab, around(ids, state.tables[tab].sort.column, step)) }),
    },
    {
      text: `${what}: which stand first`,
      value: ({ tables }) => (tables[tab].sort.descending ? 'the largest' : 'the least'),
      step: (state) => {
        const { sort } = state.tables[tab];
        return become(state, { sort: { ...sort, descending: !sort.descending } });
      },
    },
  ];
}

function set(state: ScreenState, change: Partial<Settings>): ScreenState {
  return { ...state, settings: { ...state.settings, ...change } };
}

/** `200ms`, `5s`, `1m` */
function timeText(ms: number): string {
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}

function around<T>(list: readonly T[], value: T, step: 1 | -1): T {
  return list[(list.indexOf(value) + step + list.length) % list.length] ?? value;
}

/** The next one of a list in order; from one that is not in it too. At the ends it stays. */
function neighbour(list: readonly number[], value: number, step: 1 | -1): number {
  return (step > 0 ? list.find((one) => one > value) : list.findLast((one) => one < value)) ?? value;
}
