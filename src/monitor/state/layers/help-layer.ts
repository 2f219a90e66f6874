import { helpHeight, helpPageCount, helpTexts } from '../../draw/help-box.ts';
import { actionFor } from '../../input/key-map.ts';
import type { Token } from '../../input/key-tokens.ts';
import { edited, lineOf } from '../../input/line-edit.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { FIRST_HELP, type HelpLayer } from './layer.ts';
import { CLOSING, popped, replaced } from './layer-stack.ts';

const PAGES: Readonly<Record<string, number>> = { left: -1, h: -1, 'shift-tab': -1, right: 1, l: 1, tab: 1 };

/** Goes through the help; what is searched for is shown as it is typed. */
export function updateHelp(state: ScreenState, layer: HelpLayer, token: Token): Update {
  const key = token.kind === 'key' ? token.key : '';
  const scrolled = scrolledBy(state, layer, key);
  if (layer.typing) return typed(state, layer, token, scrolled);
  const closes = CLOSING.includes(key) || actionFor(state.settings.keys, key, state.focus) === 'help';
  if (closes && key === 'escape' && layer.line.text !== '') return { state: searched(state, layer, '') };
  if (closes) return { state: popped(state) };
  if (key === '/' || key === 'f3') return { state: replaced(state, { ...FIRST_HELP, page: layer.page, typing: true }) };
  const turn = PAGES[key];
  if (turn !== undefined) {
    const count = helpPageCount(state);
    return { state: replaced(state, { ...FIRST_HELP, page: (layer.page + turn + count) % count }) };
  }
  return { state: scrolled ?? state };
}

function typed(state: ScreenState, layer: HelpLayer, token: Token, scrolled: ScreenState | undefined): Update {
  const key = token.kind === 'key' ? token.key : '';
  if (key === 'escape' || key === 'ctrl-c') return { state: searched(state, layer, '') };
  if (key === 'enter') return { state: replaced(state, { ...layer, typing: false }) };
  if (/^(?:up|down|page)/.test(key)) return { state: scrolled ?? state };
  const line = edited(layer.line, token);
  return { state: line === undefined ? state : replaced(state, { ...layer, line, top: 0 }) };
}

function searched(state: ScreenState, layer: HelpLayer, text: string): ScreenState {
  return replaced(state, { ...layer, line: lineOf(text), typing: false, top: 0 });
}

/** Never past the end; undefined for a key that does not scroll. */
function scrolledBy(state: ScreenState, layer: HelpLayer, key: string): ScreenState | undefined {
  const height = helpHeight(state);
  const last = Math.max(0, helpTexts(layer, state).length - height);
  const to: Readonly<Record<string, number>> = {
    up: layer.top - 1,
    k: layer.top - 1,
    down: layer.top + 1,
    j: layer.top + 1,
    pageup: layer.top - height,
    b: layer.top - height,
    pagedown: layer.top + height,
    space: layer.top + height,
    g: 0,
    home: 0,
    G: last,
    end: last,
  };
  const top = to[key];
  return top === undefined ? undefined : replaced(state, { ...layer, top: Math.max(0, Math.min(last, top)) });
}
