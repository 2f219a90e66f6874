import { SIGNALS } from '../base/signals.ts';
import { COLUMNS } from './columns.ts';
import { helpTexts } from './help-text.ts';
import { type Layer, SIGNAL_MENU } from './screen-state.ts';
import { clean, fitTo, widthOf, wrap } from './text.ts';
import { paint, type Theme } from './theme.ts';

/** A layer as a box: its lines are shorter than the screen, and are laid over its middle. Empty for layers that have no box. */
export function layerLines(layer: Layer | undefined, width: number, height: number, theme: Theme): string[] {
  switch (layer?.kind) {
    case 'help':
      return helpBox(layer.top, width, height, theme);
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
      return box('Confirm', [...wrap(layer.question, width - 8), '', choices(layer.yes)], width, height, theme, -1);
    default:
      return [];
  }
}

function choices(yes: boolean): string {
  return yes ? '[ Yes ]    Cancel     y, n, Enter' : '  Yes    [ Cancel ]   y, n, Enter';
}

/** As much of the help as there is room for, from a line on. */
function helpBox(top: number, width: number, height: number, theme: Theme): string[] {
  const texts = helpTexts(width - 6);
  const room = height - 4;
  const first = Math.max(0, Math.min(top, texts.length - room));
  const more = texts.length > room ? 'arrows scroll, any other key closes' : 'any key closes';
  return box(`Help: ${more}`, texts.slice(first, first + room), width, height, theme, -1);
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
