import { topLayer } from './layers/layer-stack.ts';
import type { ScreenState } from './screen-state.ts';
import type { LookSettings } from './settings.ts';
import { SETUP_PAGES } from './setup/setup-layer.ts';

/** How all is to look: as it is set, or as what the setup screen points at would make it. */
export function lookOf(state: ScreenState): LookSettings {
  const layer = topLayer(state);
  if (layer?.kind !== 'setup') return state.settings;
  return SETUP_PAGES[layer.page]?.preview?.(state, layer.item) ?? state.settings;
}
