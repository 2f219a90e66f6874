import { fitTo, widthOf } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** A box that lies over the screen: its texts, and which of them is chosen. */
export interface Box {
  readonly title: string;
  readonly texts: readonly string[];
  /** -1 where nothing is to be chosen. */
  readonly choice: number;
  /** The first text that is seen; by itself the choice is in sight. */
  readonly top?: number;
  /** Texts that are seen at a time, at most. */
  readonly most?: number;
  readonly at: 'middle' | 'bottom';
}

/** Where a box lies on the screen, border included, and which of its texts are seen. */
export interface BoxPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly first: number;
}

/** Lines of the screen that a box leaves free, its own border among them. */
const MARGIN = 4;

export function placeOf({ title, texts, choice, top, most, at }: Box, columns: number, rows: number): BoxPlace {
  const inner = Math.min(columns - MARGIN, Math.max(widthOf(title) + 2, ...texts.map(widthOf)) + 2);
  const room = Math.max(1, Math.min(texts.length, rows - MARGIN, most ?? rows));
  const last = Math.max(0, texts.length - room);
  const first = top === undefined ? Math.max(0, Math.min(choice - room + 1, last)) : Math.min(top, last);
  const [width, height] = [inner + 2, room + 2];
  const left = at === 'middle' ? Math.max(0, Math.floor((columns - width) / 2)) : 0;
  const above = at === 'middle' ? Math.floor((rows - height) / 2) : rows - 1 - height;
  return { left, top: Math.max(0, above), width, height, first };
}

/** The border and a blank. */
const BEFORE_TEXT = 2;

/** The text at a place of a box, and the columns from where texts begin; undefined for its border. */
export function textAt({ texts }: Box, { width, height, first }: BoxPlace, line: number, column: number) {
  if (line === 0 || line === height - 1 || column === 0 || column === width - 1) return undefined;
  const index = first + line - 1;
  return { line: index, column: column - BEFORE_TEXT, isLast: index === texts.length - 1 };
}

/** The box as lines. Borders are ASCII where the terminal has no more. */
export function boxLines({ title, texts, choice }: Box, { width, height, first }: BoxPlace, theme: Theme): string[] {
  const [corners, across, side] = theme.unicode ? ['╭╮╰╯', '─', '│'] : ['++++', '-', '|'];
  const [topLeft, topRight, bottomLeft, bottomRight] = corners;
  const inner = width - 2;
  const heading = fitTo(` ${title} `, Math.min(inner, widthOf(title) + 2));
  const border = (text: string) => paint(theme, 'title' satisfies Role, text);
  const rows = texts.slice(first, first + height - 2).map((text, index) => {
    const line = fitTo(` ${text}`, inner);
    return side + (first + index === choice ? paint(theme, 'selected', line) : line) + side;
  });
  return [
    border(`${topLeft}${heading}${across.repeat(inner - widthOf(heading))}${topRight}`),
    ...rows,
    border(`${bottomLeft}${across.repeat(inner)}${bottomRight}`),
  ];
}
