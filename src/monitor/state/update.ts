import { actionFor } from '../input/key-map.ts';
import type { Token } from '../input/key-tokens.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import { topLayer } from './layers/layer-stack.ts';
import { updateLayer } from './layers/layers.ts';
import { perform } from './perform.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { toPid } from './table/pid-search.ts';
import type { View } from './view.ts';

/** What a key or a paste means now. Pure: all that happens outside comes back as an effect. */
export function update(state: ScreenState, view: View, token: Exclude<Token, MouseReport>): Update {
  const quiet = { ...state, message: undefined, digits: '' };
  const layer = topLayer(state);
  if (layer !== undefined) return updateLayer(quiet, layer, view, token);
  if (token.kind === 'paste') return { state: quiet };
  const action = actionFor(state.settings.keys, token.key, state.focus);
  if (action !== undefined) return perform(quiet, view, action);
  if (state.focus === 'table' && /^\d$/.test(token.key)) return { state: toPid(state, view, token.key) };
  return { state: quiet };
}
