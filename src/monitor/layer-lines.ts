import { SIGNALS } from '../base/signals.ts';
import { ACTIONS, keyName } from './actions.ts';
import { COLUMNS } from './columns.ts';
import { type Layer, SIGNAL_MENU } from './screen-state.ts';
import { clean, fitTo, widthOf } from './text.ts';
import { paint, type Theme } from './theme.ts';

/** A layer as a box: its lines are shorter than the screen, and are laid over its middle. Empty for layers that have no box. */
export function layerLines(layer: Layer | undefined, width: number, height: number, theme: Theme): string[] {
  switch (layer?.kind) {
    case 'help':
      return box(
        'Help: any other key closes',
        helpTexts().slice(clampTop(layer.top, height)),
        width,
        height,
        theme,
        -1,
      );
    case 'signals': {
      const items = SIGNAL_MENU.map((name) => `${String(SIGNALS[name]).padStart(3)} ${name}`);
      return box(
        `Signal to ${layer.target.pid} ${clean(layer.target.name)}`,
        items,
        width,
        height,
        theme,
        layer.choice,
      );
    }
    case 'sort':
      return box(
        'Sort by',
        COLUMNS.map(({ title }) => title),
        width,
        height,
        theme,
        layer.choice,
      );
    case 'confirm':
      return box('Confirm', [layer.question, '', choices(layer.yes)], width, height, theme, -1);
    default:
      return [];
  }
}

function clampTop(top: number, height: number): number {
  return Math.max(0, Math.min(top, ACTIONS.length - (height - 4)));
}

function helpTexts(): string[] {
  return ACTIONS.map(({ keys, where, help }) => {
    const place = where === 'any' ? '' : where === 'log' ? ' (log)' : ' (table)';
    return `${fitTo(keys.map(keyName).join(' '), 20)} ${help}${place}`;
  });
}

function choices(yes: boolean): string {
  return yes ? '  [ Yes ]    Cancel     (y, n, Enter)' : '    Yes    [ Cancel ]   (y, n, Enter)';
}

/** Borders are ASCII where the terminal has no more. */
function box(
  title: string,
  texts: readonly string[],
  width: number,
  height: number,
  theme: Theme,
  choice: number,
): string[] {
  const [corner, across, side] = theme.unicode ? ['╭╮╰╯', '─', '│'] : ['++++', '-', '|'];
  const inner = Math.min(width - 4, Math.max(widthOf(title) + 2, ...texts.map(widthOf)) + 2);
  const room = Math.max(1, Math.min(texts.length, height - 4));
  const first = Math.max(0, Math.min(choice - room + 1, texts.length - room));
  const [topLeft = '', topRight = '', bottomLeft = '', bottomRight = ''] = corner;
  const heading = fitTo(` ${title} `, Math.min(inner, widthOf(title) + 2));
  const top = topLeft + heading + across.repeat(inner - widthOf(heading)) + topRight;
  const rows = texts.slice(first, first + room).map((text, index) => {
    const line = fitTo(` ${text}`, inner);
    return side + (first + index === choice ? paint(theme, 'selected', line) : line) + side;
  });
  return [paint(theme, 'title', top), ...rows, paint(theme, 'title', bottomLeft + across.repeat(inner) + bottomRight)];
}
