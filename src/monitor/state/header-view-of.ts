import type { Past } from '../data/history/past.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { HeaderView } from '../draw/header-view.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState } from './screen-state.ts';

/** Seconds of the past that a graph can have columns for. */
const MOST_PAST = 300;

/** What the header shows on this screen; without a past graphs are empty, and as high as ever. */
export function headerViewOf(
  { frozen, cursor, settings, tab }: ScreenState,
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
