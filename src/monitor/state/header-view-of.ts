import type { Snapshot } from '../data/snapshot.ts';
import { DEFAULT_HEADER, type HeaderView } from '../draw/header-view.ts';
import type { ScreenState } from './screen-state.ts';

/** What the header shows of a snapshot on this screen. */
export function headerViewOf({ frozen }: ScreenState, snapshot: Snapshot): HeaderView {
  return {
    snapshot,
    setup: DEFAULT_HEADER,
    past: [],
    frozen: frozen !== undefined,
    cpuOf: 'core',
    tab: 'tasks',
  };
}
