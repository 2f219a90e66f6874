import { didYouMean } from '../../base/nearest.ts';
import { type Colour, parseColour } from './colour.ts';
import type { Role } from './roles.ts';
import { ANSI_NAMES } from './terminal-palette.ts';

/** SGR parameters of what is no colour. */
const ATTRIBUTES = { bold: 1, dim: 2, italic: 3, underline: 4, reverse: 7 } as const;

export type Attribute = keyof typeof ATTRIBUTES;

const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES) as Attribute[];

/** How a piece of text looks. */
export interface Style {
  /** In the order in which they were written. */
  readonly attributes: readonly Attribute[];
  readonly fg: Colour | undefined;
  readonly bg: Colour | undefined;
}

/** How text of all roles looks. */
export type Styles = Readonly<Record<Role, Style>>;

export const NO_STYLE: Style = { attributes: [], fg: undefined, bg: undefined };

/** Whether a word of a style means something else than a colour. */
export function isWord(word: string): boolean {
  return word === 'on' || ATTRIBUTE_NAMES.some((name) => name === word);
}

export function attributeSgr(attribute: Attribute): string {
  return String(ATTRIBUTES[attribute]);
}

/** Colours that a theme gives names to. */
export type NamedColours = ReadonlyMap<string, Colour>;

/** `bold yellow on black`: attributes and a colour in any order, and the colour behind it. @returns what is wrong with a text that is none */
export function parseStyle(text: string, named: NamedColours): Style | string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const attributes: Attribute[] = [];
  const colours: { fg: Colour | undefined; bg: Colour | undefined } = { fg: undefined, bg: undefined };
  let place: 'fg' | 'bg' = 'fg';
  for (const [index, word] of words.entries()) {
    const attribute = ATTRIBUTE_NAMES.find((name) => name === word);
    if (word === 'on') {
      if (place === 'bg') return "'on' stands there twice";
      if (index === words.length - 1) return "a colour is missing behind 'on'";
      place = 'bg';
    } else if (attribute !== undefined) {
      attributes.push(attribute);
    } else {
      const colour = named.get(word) ?? parseColour(word);
      if (colour === undefined) return unknownWord(word, named);
      if (colours[place] !== undefined) return `'${word}' is one colour too many`;
      colours[place] = colour;
    }
  }
  if (place === 'bg' && colours.bg === undefined) return "a colour is missing behind 'on'";
  return { attributes: [...new Set(attributes)], ...colours };
}

function unknownWord(word: string, named: NamedColours): string {
  if (word.startsWith('#')) return `'${word}' is no colour: #rrggbb has six digits from 0 to f`;
  if (/^\d+$/.test(word)) return `'${word}' is no colour: numbers go up to 255`;
  const near = didYouMean(word, ['on', ...ATTRIBUTE_NAMES, ...named.keys(), ...ANSI_NAMES]);
  return `there is no colour or attribute '${word}'${near}`;
}
