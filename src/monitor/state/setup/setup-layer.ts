import { actionFor } from '../../input/key-map.ts';
import type { SetupLayer } from '../layers/layer.ts';
import { CLOSING, popped, replaced } from '../layers/layer-stack.ts';
import { movedChoice } from '../layers/moved-choice.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { columnsPage } from './columns-page.ts';
import { KEYS_PAGE } from './keys-page.ts';
import { LOG_PAGE } from './log-page.ts';
import { metersPage } from './meters-page.ts';
import { OPTIONS_PAGE } from './options-page.ts';
import { ORDER_PAGE } from './order-page.ts';
import type { Asking, SetupPage } from './setup-page.ts';
import { THEME_PAGE } from './theme-page.ts';

export const SETUP_PAGES: readonly SetupPage[] = [
  columnsPage('tasks', 'Columns of tasks'),
  columnsPage('host', 'Columns of processes'),
  metersPage('left', 'Meters, left'),
  metersPage('right', 'Meters, right'),
  OPTIONS_PAGE,
  LOG_PAGE,
  THEME_PAGE,
  ORDER_PAGE,
  KEYS_PAGE,
];

/** Opens at the page of the pane that has the keys. */
export function firstSetup({ focus, tab }: ScreenState): SetupLayer {
  const page = focus === 'log' ? SETUP_PAGES.indexOf(LOG_PAGE) : tab === 'tasks' ? 0 : 1;
  return { kind: 'setup', page, item: 0, changed: false };
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
