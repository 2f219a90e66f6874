import type { Tab } from '../../data/row.ts';
import type { ScreenState } from '../screen-state.ts';
import type { Settings } from '../settings.ts';
import type { SetupPage } from './setup-page.ts';

/** What is on or off. */
interface Option {
  readonly text: string;
  on(state: ScreenState): boolean;
  flipped(state: ScreenState): ScreenState;
}

const OPTIONS: readonly Option[] = [
  {
    text: 'CPU % of the whole machine, not of one core',
    on: ({ settings }) => settings.cpuOf === 'machine',
    flipped: (state) => set(state, { cpuOf: state.settings.cpuOf === 'core' ? 'machine' : 'core' }),
  },
  {
    text: 'Mouse',
    on: ({ settings }) => settings.mouse,
    flipped: (state) => set(state, { mouse: !state.settings.mouse }),
  },
  {
    text: 'Threads of programs on lines of their own',
    on: ({ settings }) => settings.threads,
    flipped: (state) => set(state, { threads: !state.settings.threads }),
  },
  {
    text: 'Threads of the kernel',
    on: ({ settings }) => settings.kernelThreads,
    flipped: (state) => set(state, { kernelThreads: !state.settings.kernelThreads }),
  },
  {
    text: 'Tasks as a tree',
    on: ({ tables }) => tables.tasks.tree,
    flipped: (state) => treeFlipped(state, 'tasks'),
  },
  {
    text: 'Processes as a tree',
    on: ({ tables }) => tables.host.tree,
    flipped: (state) => treeFlipped(state, 'host'),
  },
  {
    text: 'In words, for screen readers, from the next start on',
    on: ({ settings }) => settings.accessible,
    flipped: (state) => set(state, { accessible: !state.settings.accessible }),
  },
];

/** What is shown, and how. */
export const OPTIONS_PAGE: SetupPage = {
  title: 'Options',
  hint: 'Space turns on or off',
  items: (state) => OPTIONS.map(({ text, on }) => ({ on: on(state), text, value: '' })),
  toggle: (state, item) => OPTIONS[item]?.flipped(state) ?? state,
};

function set(state: ScreenState, change: Partial<Settings>): ScreenState {
  return { ...state, settings: { ...state.settings, ...change } };
}

function treeFlipped(state: ScreenState, tab: Tab): ScreenState {
  const table = state.tables[tab];
  return { ...state, tables: { ...state.tables, [tab]: { ...table, tree: !table.tree } } };
}
