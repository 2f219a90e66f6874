import type { Theme } from '../draw/theme.ts';
import { type Colour, type Depth, reduced, reducedTo, rgbOfColour, sgrOf } from './colour.ts';
import { inbornStyles, MONO_ROLES } from './inborn-themes.ts';
import { contrast, type Rgb } from './rgb.ts';
import { ROLES, type Role } from './roles.ts';
import { attributeSgr, type Style, type Styles } from './style.ts';
import type { Background, ThemeFile } from './theme-file.ts';

/** What terminals of a kind have behind their text. */
const GROUNDS: Readonly<Record<Background, readonly Rgb[]>> = {
  dark: [
    [0, 0, 0],
    [30, 30, 30],
  ],
  light: [
    [255, 255, 255],
    [245, 245, 245],
  ],
  any: [],
};

/** Contrasts that count, WCAG's: what has one of them keeps it, however few colours there are. */
const CLASSES = [7, 4.5, 3];

/** How a theme looks, with the colours that there are: worked out once, and never while something is drawn. */
export function compileTheme(file: ThemeFile, depth: Depth, unicode: boolean): Theme {
  const styles = stylesFor(file, depth);
  const coloured = Object.values(styles).some(({ fg, bg }) => fg !== undefined || bg !== undefined);
  const sequence = (role: Role): string => {
    const parameters = parametersOf(styles[role]);
    return parameters === '' ? '' : `\u001b[${parameters}m`;
  };
  const looks = Object.fromEntries(ROLES.map((role) => [role, sequence(role)])) as Record<Role, string>;
  return {
    name: file.name,
    depth: coloured ? depth : 'none',
    unicode,
    base: looks.plain,
    looks: { ...looks, plain: '' },
  };
}

/** The styles of all roles in the colours of this depth; without any, those of the theme that has none. */
export function stylesFor(file: ThemeFile, depth: Depth): Styles {
  if (depth === 'none') return inbornStyles(MONO_ROLES);
  const { plain } = file.styles;
  const before = plain.bg === undefined ? groundsOf(file, 'truecolor') : [rgbOfColour(plain.bg)];
  const bg = plain.bg && reduced(plain.bg, depth);
  const behind = bg === undefined ? groundsOf(file, depth) : [rgbOfColour(bg)];
  return Object.fromEntries(ROLES.map((role) => [role, shallow(file.styles[role], depth, before, behind)])) as Styles;
}

/** What may be behind text that has nothing of its own behind it. The terminal's own 16 colours are made for its own background. */
export function groundsOf({ background, ground }: ThemeFile, depth: Depth): readonly Rgb[] {
  if (depth === '16') return GROUNDS[background].slice(0, 1);
  const own = ground === undefined ? [] : [rgbOfColour(ground)];
  return [...GROUNDS[background], ...own];
}

/**
 * A style in fewer colours. Letters take the nearest colour that can be read as well as before.
 * @param before what was behind it where it has nothing behind it, and `behind` what is now
 */
function shallow(style: Style, depth: Exclude<Depth, 'none'>, before: readonly Rgb[], behind: readonly Rgb[]): Style {
  const { attributes, fg } = style;
  const bg = style.bg && reduced(style.bg, depth);
  if (fg === undefined) return { attributes, fg, bg };
  const [then, now] = [groundBehind(style.bg, before), groundBehind(bg, behind)];
  const had = leastContrast(fg, then);
  for (const needed of CLASSES.filter((least) => had >= least)) {
    const readable = reducedTo(fg, depth, (rgb) => now.every((ground) => contrast(rgb, ground) >= needed));
    if (readable !== undefined) return { attributes, fg: readable, bg };
  }
  return { attributes, fg: reduced(fg, depth), bg };
}

function groundBehind(bg: Colour | undefined, grounds: readonly Rgb[]): readonly Rgb[] {
  return bg === undefined ? grounds : [rgbOfColour(bg)];
}

function leastContrast(fg: Colour, grounds: readonly Rgb[]): number {
  return Math.min(...grounds.map((ground) => contrast(rgbOfColour(fg), ground)));
}

function parametersOf({ attributes, fg, bg }: Style): string {
  return [
    ...attributes.map(attributeSgr),
    ...(fg === undefined ? [] : [sgrOf(fg, false)]),
    ...(bg === undefined ? [] : [sgrOf(bg, true)]),
  ].join(';');
}
