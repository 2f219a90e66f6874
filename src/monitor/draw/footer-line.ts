import type { Snapshot } from '../data/snapshot.ts';
import { ACTIONS, countsIn, keyName, type Pane } from '../input/actions.ts';
import type { LineEdit } from '../input/line-edit.ts';
import { topLayer } from '../state/layer-stack.ts';
import type { Layer, ScreenState } from '../state/screen-state.ts';
import { editSpans } from './edit-line.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { clean, widthOf } from './text.ts';
import type { Theme } from './theme.ts';

/** The last line: what is typed, what happened, or else what the keys do here, and what is filtered and searched. */
export function footerLine(state: ScreenState, { news }: Snapshot, theme: Theme): string {
  const { message, columns } = state;
  const typed = typedSpans(topLayer(state), columns);
  if (typed !== undefined) return paintSpans(typed, columns, theme);
  if (message !== undefined) return paintSpans([span(message.text, message.bad ? 'bad' : 'good')], columns, theme);
  const notes = noteSpans(state, news !== undefined);
  const noted = notes.reduce((sum, { text }) => sum + widthOf(text), 0);
  const keys = keySpans(state.focus, columns - noted);
  const used = keys.reduce((sum, { text }) => sum + widthOf(text), 0);
  return paintSpans([...keys, span(' '.repeat(Math.max(0, columns - used - noted))), ...notes], columns, theme);
}

/** The line that is being typed, behind what it is for. */
function typedSpans(layer: Layer | undefined, width: number): Span[] | undefined {
  switch (layer?.kind) {
    case 'input':
      return titled(layer.purpose === 'filter' ? 'Filter: ' : 'Search: ', layer.line, width);
    case 'stdin':
      return titled(`Input to ${layer.target.pid} ${clean(layer.target.name)}: `, layer.line, width);
    case 'command':
      return [span(':', 'label'), ...editSpans(layer.line, width - 2, layer.problem)];
    default:
      return undefined;
  }
}

function titled(title: string, line: LineEdit, width: number): Span[] {
  return [span(title, 'label'), ...editSpans(line, width - widthOf(title) - 1)];
}

function noteSpans({ filter, search, follow, tags }: ScreenState, news: boolean): Span[] {
  const notes = [
    ...(news ? ['manifest changed: R shows'] : []),
    ...(tags.size === 0 ? [] : [`${tags.size} tagged`]),
    ...(follow ? ['follow'] : []),
    ...(search === '' ? [] : [`search: ${search}`]),
    ...(filter === '' ? [] : [`filter: ${filter}`]),
  ];
  return notes.map((note) => span(` ${note}`, 'warn'));
}

/** As many keys as there is room for, htop's way: the key, then what it does. */
function keySpans(focus: Pane, width: number): Span[] {
  const spans: Span[] = [];
  let room = width;
  for (const { footer, keys, where } of ACTIONS) {
    if (footer === undefined || !countsIn(where, focus)) continue;
    const numbered = keys.find((name) => /^f\d+$/.test(name));
    const key = numbered === undefined ? `${keyName(keys[0] ?? '')} ` : keyName(numbered);
    room -= key.length + footer.length + 1;
    if (room < 0) break;
    spans.push(span(key, 'key'), span(`${footer} `, 'command'));
  }
  return spans;
}
