import { ACTIONS, keyName, type Pane } from './actions.ts';
import type { ScreenState } from './screen-state.ts';
import { fitTo } from './text.ts';
import { paint, type Theme } from './theme.ts';

/** The last line: what is typed, what happened, or else what the keys do here. */
export function footerLine({ layer, message, filter, search, focus, columns }: ScreenState, theme: Theme): string {
  if (layer?.kind === 'input')
    return paint(theme, 'plain', fitTo(`${layer.purpose === 'filter' ? 'Filter' : 'Search'}: ${layer.text}_`, columns));
  if (message !== undefined) return paint(theme, message.bad ? 'bad' : 'good', fitTo(message.text, columns));
  const notes = [filter === '' ? '' : `filter: ${filter}`, search === '' ? '' : `search: ${search}`]
    .filter((note) => note !== '')
    .join('  ');
  return keysLine(focus, columns, notes, theme);
}

/** As many keys as there is room for, htop's way: the key, then what it does. */
function keysLine(focus: Pane, width: number, notes: string, theme: Theme): string {
  let line = '';
  let used = 0;
  for (const { footer, keys, where } of ACTIONS) {
    if (footer === undefined || (where !== 'any' && where !== focus)) continue;
    const key = keyName(keys.find((name) => /^f\d+$/.test(name)) ?? keys[0] ?? '');
    const size = key.length + footer.length + 1;
    if (used + size > width) break;
    line += paint(theme, 'key', key) + paint(theme, 'command', `${footer} `);
    used += size;
  }
  const room = width - used;
  return (
    line + (notes !== '' && room > 8 ? paint(theme, 'warn', fitTo(` ${notes}`, room)) : ' '.repeat(Math.max(room, 0)))
  );
}
