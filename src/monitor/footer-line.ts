import { ACTIONS, keyName, type Pane } from './actions.ts';
import type { ScreenState } from './screen-state.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { from, widthOf } from './text.ts';
import type { Theme } from './theme.ts';

/** The last line: what is typed, what happened, or else what the keys do here, and what is filtered and searched. */
export function footerLine(state: ScreenState, theme: Theme): string {
  const { layer, message, columns } = state;
  if (layer?.kind === 'input') return paintSpans(inputSpans(layer.purpose, layer.text, columns), columns, theme);
  if (message !== undefined) return paintSpans([span(message.text, message.bad ? 'bad' : 'good')], columns, theme);
  const notes = noteSpans(state);
  const noted = notes.reduce((sum, { text }) => sum + widthOf(text), 0);
  const keys = keySpans(state.focus, columns - noted);
  const used = keys.reduce((sum, { text }) => sum + widthOf(text), 0);
  return paintSpans([...keys, span(' '.repeat(Math.max(0, columns - used - noted))), ...notes], columns, theme);
}

/** The end of what is typed is always seen. */
function inputSpans(purpose: 'search' | 'filter', text: string, width: number): Span[] {
  const title = purpose === 'filter' ? 'Filter: ' : 'Search: ';
  const room = width - title.length - 1;
  return [span(title, 'label'), span(from(text, Math.max(0, widthOf(text) - room))), span(' ', 'cursor')];
}

function noteSpans({ filter, search, follow }: ScreenState): Span[] {
  const notes = [
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
    if (footer === undefined || (where !== 'any' && where !== focus)) continue;
    const numbered = keys.find((name) => /^f\d+$/.test(name));
    const key = numbered === undefined ? `${keyName(keys[0] ?? '')} ` : keyName(numbered);
    room -= key.length + footer.length + 1;
    if (room < 0) break;
    spans.push(span(key, 'key'), span(`${footer} `, 'command'));
  }
  return spans;
}
