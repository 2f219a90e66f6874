import type { Token } from '../../input/key-tokens.ts';
import { lineOf } from '../../input/line-edit.ts';
import type { ScreenState } from '../screen-state.ts';
import type { CommandLayer, HistorySearch } from './layer.ts';
import { replaced } from './layer-stack.ts';

/** Begins to look for a line of the history, as Ctrl-R of bash does. */
export function searchBegun(state: ScreenState, layer: CommandLayer): ScreenState {
  const search: HistorySearch = { query: '', at: state.history.length, failed: false, before: layer.line };
  return replaced(state, { kind: 'command', line: layer.line, recalled: 0, draft: layer.draft, search });
}

/** What a key does while a line is looked for; undefined for one that ends the search, and then does what it does anyway. */
export function searchedOn(
  state: ScreenState,
  layer: CommandLayer,
  search: HistorySearch,
  token: Token,
): ScreenState | undefined {
  const key = token.kind === 'key' ? token.key : '';
  if (key === 'ctrl-r') return found(state, layer, search, search.query, search.at - 1);
  if (key === 'backspace' || key === 'ctrl-h') {
    const query = [...search.query].slice(0, -1).join('');
    return found(state, layer, search, query, state.history.length - 1);
  }
  if (key === 'ctrl-g' || key === 'ctrl-c') return ended(state, layer, search.before.text);
  if (key === 'escape') return ended(state, layer, layer.line.text);
  const letter = key === 'space' ? ' ' : key;
  if ([...letter].length !== 1) return undefined;
  return found(state, layer, search, search.query + letter, Math.min(search.at, state.history.length - 1));
}

/** The newest line from `from` on back that has the query in it; where there is none, all stays and it is said. */
function found(
  state: ScreenState,
  layer: CommandLayer,
  search: HistorySearch,
  query: string,
  from: number,
): ScreenState {
  const at = state.history.findLastIndex((line, index) => index <= from && line.includes(query));
  const text = state.history[at];
  if (query === '')
    return replaced(state, { ...layer, search: { ...search, query, at: state.history.length, failed: false } });
  if (text === undefined) return replaced(state, { ...layer, search: { ...search, query, failed: true } });
  return replaced(state, { ...layer, line: lineOf(text), search: { ...search, query, at, failed: false } });
}

function ended(state: ScreenState, { draft }: CommandLayer, text: string): ScreenState {
  return replaced(state, { kind: 'command', line: lineOf(text), recalled: 0, draft });
}
