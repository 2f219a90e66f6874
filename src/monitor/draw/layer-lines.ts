import { SIGNALS } from '../../base/signals.ts';
import { completionsAt } from '../commands/complete.ts';
import type { Context } from '../commands/parameter.ts';
import { findCommand } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import { type CommandLayer, type Layer, SIGNAL_MENU } from '../state/screen-state.ts';
import { labelOf } from '../state/task-actions.ts';
import { COLUMNS } from './columns.ts';
import { helpTexts } from './help-text.ts';
import { fitTo, widthOf, wrap } from './text.ts';
import { paint, type Theme } from './theme.ts';

/** A layer as a box: its lines are shorter than the screen, and are laid over it. Empty for layers that have no box. */
export function layerLines(
  layer: Layer | undefined,
  context: Context,
  width: number,
  height: number,
  theme: Theme,
): string[] {
  switch (layer?.kind) {
    case 'help':
      return helpBox(layer.top, width, height, theme);
    case 'signals': {
      const items = SIGNAL_MENU.map((name) => `${String(SIGNALS[name]).padStart(3)} ${name}`);
      return box(`Signal to ${labelOf(layer.targets)}`, items, width, height, theme, layer.choice);
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
      return box(
        'Confirm',
        [...linesOf(layer.question, width, height - 7), '', choices(layer.yes)],
        width,
        height,
        theme,
        -1,
      );
    case 'notice':
      return box(`${layer.title}: any key closes`, linesOf(layer.text, width, height - 5), width, height, theme, -1);
    case 'command':
      return commandBox(layer, context, width, height, theme);
    case 'stdin':
      return box('Input', ['Enter sends the line. Ctrl-D ends the input. Esc closes.'], width, height, theme, -1);
    default:
      return [];
  }
}

/** A text as lines; of one that is too long the beginning, and how much there is beside. */
function linesOf(text: string, width: number, most: number): string[] {
  const lines = text.split('\n').flatMap((line) => wrap(line, width - 8));
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `... and ${lines.length - most + 1} lines more`];
}

/** Above the command line: what is wrong with it, or what may come next. */
function commandBox(layer: CommandLayer, context: Context, width: number, height: number, theme: Theme): string[] {
  const { line, problem, cycle } = layer;
  const [word = ''] = line.text.trimStart().split(/\s/, 1);
  const command = findCommand(word);
  const title = command === undefined ? 'Commands' : usage(command);
  if (problem !== undefined) return box(title, wrap(problem.text, width - 8), width, height, theme, -1);
  const candidates = cycle?.candidates ?? completionsAt(line, context).candidates;
  const texts = candidates.map(({ text, note }) => (note === '' ? text : `${fitTo(text, CANDIDATE)} ${note}`));
  const room = Math.min(MOST_CANDIDATES, Math.max(1, Math.floor(height / 2)));
  const help = command === undefined ? [] : [command.help];
  if (texts.length === 0) return help.length === 0 ? [] : box(title, help, width, height, theme, -1);
  return box(title, texts, width, room + 4, theme, cycle?.choice ?? -1);
}

/** Columns of a candidate before its note, and the candidates that are seen at a time. */
const CANDIDATE = 14;
const MOST_CANDIDATES = 10;

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
