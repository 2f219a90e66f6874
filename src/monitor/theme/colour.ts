import { isGrey, parseRgb, type Rgb } from './rgb.ts';
import { ALL_COLOURS, ANSI_NAMES, BRIGHT, nearestIndex, OWN_COLOURS, rgbOf } from './terminal-palette.ts';

/** A colour by its number in the terminal's palette, where 0 to 15 are the terminal's own; or by what it is. */
export type Colour = ({ readonly index: number } | { readonly rgb: Rgb }) & {
  /** The number of the terminal's own colour that goes by the same name. */
  readonly own?: number;
};

/** How many colours a terminal shows. */
export type Depth = 'none' | '16' | '256' | 'truecolor';

/** `#rrggbb`, a number up to 255 or the name of one of the terminal's own; undefined for anything else. */
export function parseColour(text: string): Colour | undefined {
  const named = ANSI_NAMES.indexOf(text);
  if (named >= 0) return { index: named };
  if (/^\d{1,3}$/.test(text)) return Number(text) < ALL_COLOURS ? { index: Number(text) } : undefined;
  const rgb = parseRgb(text);
  return rgb && { rgb };
}

/** What a colour looks like; of the terminal's own, what it mostly looks like. */
export function rgbOfColour(colour: Colour): Rgb {
  return 'rgb' in colour ? colour.rgb : rgbOf(colour.index);
}

const ANY = () => true;

/** The colour that a terminal of this depth has for another one. The terminal's own colours stay what they are. */
export function reduced(colour: Colour, depth: Exclude<Depth, 'none'>): Colour {
  return reducedTo(colour, depth, ANY) ?? colour;
}

/**
 * The same among colours that pass a test; undefined where none does. Of 16 it is the one of the same name, plain or bright, or else a grey:
 * yellow shall not become red.
 */
export function reducedTo(
  colour: Colour,
  depth: Exclude<Depth, 'none'>,
  mayBe: (rgb: Rgb) => boolean,
): Colour | undefined {
  if ('index' in colour && (colour.index < OWN_COLOURS || depth !== '16')) return colour;
  if (depth === 'truecolor') return colour;
  const { own } = colour;
  const named = own === undefined || depth !== '16' ? [] : [own, own ^ BRIGHT];
  const same = named.find((index) => mayBe(rgbOf(index)));
  if (same !== undefined) return { index: same };
  const [from, to] = depth === '16' ? [0, OWN_COLOURS] : [OWN_COLOURS, ALL_COLOURS];
  const passes = named.length === 0 ? mayBe : (rgb: Rgb) => isGrey(rgb) && mayBe(rgb);
  const index = nearestIndex(rgbOfColour(colour), from, to, passes);
  return index === undefined ? undefined : { index };
}

/** SGR parameters for a colour of letters, or of what is behind them. */
export function sgrOf(colour: Colour, behind: boolean): string {
  if ('rgb' in colour) return `${behind ? 48 : 38};2;${colour.rgb.join(';')}`;
  const { index } = colour;
  if (index >= OWN_COLOURS) return `${behind ? 48 : 38};5;${index}`;
  return String((index < 8 ? 30 + index : 82 + index) + (behind ? 10 : 0));
}
