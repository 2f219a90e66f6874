import { formatWhole } from '../../draw/format.ts';
import { keyText } from '../../input/key-map.ts';
import type { Token } from '../../input/key-tokens.ts';
import { lineOf } from '../../input/line-edit.ts';
import { copiedText } from '../../log/copied-text.ts';
import type { CopyMode } from '../../log/copy-mode.ts';
import { below, CURSOR_MOVES } from '../../log/cursor-moves.ts';
import type { LogView } from '../../log/log-view.ts';
import { moved } from '../../log/scrolling.ts';
import type { CopyLayer } from '../layers/layer.ts';
import { CLOSING, pushed } from '../layers/layer-stack.ts';
import { withLog } from '../log/log-places.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { refused } from '../table/row-actions.ts';
import { find } from '../table/selection.ts';
import type { View } from '../view.ts';
import { notCopying, withCopy, withCursor } from './copy-state.ts';

/** Moves the cursor through the log with vi's keys, selects, and copies. */
export function updateCopy(state: ScreenState, layer: CopyLayer, view: View, token: Token): Update {
  if (token.kind !== 'key') return { state };
  const { key } = token;
  const { log } = view;
  if (CLOSING.includes(key)) return { state: notCopying(state) };
  if (log === undefined || log.look.count === 0) return { state };
  const move = CURSOR_MOVES[key];
  if (move !== undefined) return { state: withCursor(state, move(log, layer.cursor)) };
  const pages = PAGES[key];
  if (pages !== undefined) return { state: paged(state, layer, log, Math.trunc(pages * log.height)) };
  switch (key) {
    case 'v':
      return { state: selecting(state, layer, 'letters') };
    case 'V':
      return { state: selecting(state, layer, 'lines') };
    case 'o':
      return { state: withCopy(state, { cursor: layer.anchor ?? layer.cursor, anchor: layer.anchor && layer.cursor }) };
    case 'y':
    case 'enter':
      return copied(state, log, layer);
    case 'Y':
      return copied(state, log, { ...layer, anchor: layer.cursor, by: 'lines' });
    case '/':
    case 'f3':
      return {
        state: pushed(state, { kind: 'input', purpose: 'logSearch', line: lineOf(''), before: state.log.search }),
      };
    case 'n':
    case 'N':
      return { state: find(state, view, key === 'n' ? 1 : -1) };
    default:
      return { state };
  }
}

/** Parts of the pane's height. */
const PAGES: Readonly<Record<string, number>> = {
  pageup: -1,
  'ctrl-b': -1,
  pagedown: 1,
  'ctrl-f': 1,
  'ctrl-u': -0.5,
  'ctrl-d': 0.5,
};

/** The pane and the cursor move together. */
function paged(state: ScreenState, { cursor }: CopyMode, log: LogView, rows: number): ScreenState {
  const { look, format, top, height } = log;
  const step = rows === 0 ? 1 : rows;
  const next = moved(look, format, top, step, height);
  const lines = look.indexOf(next.number) - look.indexOf(top.number);
  // At the ends only the cursor has a way to go.
  return withLog(withCursor(state, below(log, cursor, lines === 0 ? step : lines)), { top: next });
}

/** Begins to select; the same key again ends that, the other one selects the other way. */
function selecting(state: ScreenState, { cursor, anchor, by: before }: CopyMode, by: CopyMode['by']): ScreenState {
  if (anchor === undefined) return withCopy(state, { anchor: cursor, by });
  return before === by ? withCopy(state, { anchor: undefined }) : withCopy(state, { by });
}

/** What else there is for what the clipboard does not take. */
function tooMuch({ settings: { keys } }: ScreenState): string {
  const [save, pipe] = [keyText(keys, 'exportLog', 'log'), keyText(keys, 'pipeLog', 'log')];
  return `too much for the clipboard: leave by Esc, then ${save} writes a file, ${pipe} pipes`;
}

/** Puts what is selected into the clipboard and leaves; where that cannot be, it says why and stays. */
export function copied(state: ScreenState, log: LogView, copy: CopyMode): Update {
  const result = copiedText(log, copy);
  if (result === undefined)
    return refused(state, 'nothing is selected: v selects letters, V lines; Y copies this line');
  if (result === 'large') return refused(state, tooMuch(state));
  const { text, lines } = result;
  if (text === '') return refused(state, 'there is nothing to copy in what is selected');
  const letters = [...text].length;
  const amount = lines > 1 ? `${formatWhole(lines)} lines, ` : '';
  const message = {
    text: `copied ${amount}${formatWhole(letters)} ${letters === 1 ? 'character' : 'characters'}`,
    bad: false,
  };
  return { state: { ...notCopying(state), message }, effect: { kind: 'copy', text } };
}
