import type { Past } from '../data/history/past.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { type HeaderLayout, layOutHeader } from '../draw/header-layout.ts';
import type { HeaderView } from '../draw/header-view.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState } from './screen-state.ts';

/** Seconds of the past that a graph can have columns for. */
const MOST_PAST = 300;

/** What the header shows on this screen; without a past graphs are empty, and as high as ever. */
export function headerViewOf(
  { frozen, cursor, settings, tab }: Pick<ScreenState, 'frozen' | 'cursor' | 'settings' | 'tab'>,
  { snapshot, past }: { readonly snapshot: Snapshot; readonly past?: Past },
): HeaderView {
  const { header: setup, cpuOf } = settings;
  const graphs = [...setup.left, ...setup.right].some(({ mode }) => mode === 'graph');
  return {
    snapshot,
    setup,
    past: graphs ? (past?.machines(snapshot.time, MOST_PAST) ?? []) : [],
    frozen: frozen !== undefined && cursor === undefined,
    freezeKey: keyText(settings.keys, 'freeze'),
    cpuOf,
    tab,
  };
}

const NO_HEADER: HeaderLayout = { height: 0, placed: [] };

/** Where the meters are on this screen; one that is read has none. */
export function headerLayoutOf(state: ScreenState, snapshot: Snapshot): HeaderLayout {
  if (state.linear) return NO_HEADER;
  return layOutHeader(headerViewOf(state, { snapshot }), state.columns, state.rows);
}

/** All that the places of the meters depend on. */
export function headerInputs(
  { columns, rows, settings, tab, linear }: ScreenState,
  snapshot: Snapshot,
): readonly unknown[] {
  return [columns, rows, settings, tab, linear, snapshot];
}
