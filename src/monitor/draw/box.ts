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

/** A box as it is drawn. */
export interface PlacedBox {
  readonly lines: readonly string[];
  readonly place: BoxPlace;
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

/** What of a box lies at a place of the screen. */
export interface BoxHit {
  /** The text, by its number; -1 for the border. */
  readonly line: number;
  /** Columns from where texts begin. */
  readonly column: number;
  readonly isLast: boolean;
}

/** Undefined for a place beside the box. */
export function boxAt(
  { place, texts }: { place: BoxPlace; texts: number },
  column: number,
  row: number,
): BoxHit | undefined {
  const { left, top, width, height, first } = place;
  if (column < left || column >= left + width || row < top || row >= top + height) return undefined;
  const isBorder = row === top || row === top + height - 1 || column === left || column === left + width - 1;
  const line = isBorder ? -1 : first + row - top - 1;
  return { line, column: column - left - BEFORE_TEXT, isLast: line === texts - 1 };
}

/** The border and a blank. */
const BEFORE_TEXT = 2;

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
