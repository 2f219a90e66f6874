import type { Depth } from '../theme/colour.ts';
import { foreignSgr } from '../theme/foreign-sgr.ts';
import type { Role } from '../theme/roles.ts';

export type { Role } from '../theme/roles.ts';

/** How everything looks, ready to be written. */
export interface Theme {
  readonly name: string;
  /** `none` too where the theme has no colours: then nothing is told by colour alone. */
  readonly depth: Depth;
  /** Meters, bars and borders may use characters that ASCII has not. */
  readonly unicode: boolean;
  /** What the whole screen looks like where nothing says otherwise: an escape sequence, `''` for the terminal's own look. */
  readonly base: string;
  /** An escape sequence for each role, `''` for what does not stand out. */
  readonly looks: Readonly<Record<Role, string>>;
}

const RESET = '\u001b[0m';

/** Gives text its looks, and takes them back behind it. */
export function paint({ looks }: Theme, role: Role, text: string): string {
  const look = looks[role];
  return look === '' || text === '' ? text : `${look}${text}${RESET}`;
}

/** A painted line on a theme's own base. It ends in a sequence, so that blanks at its end stay. */
export function grounded(base: string, line: string): string {
  return `${base}${line.replaceAll(RESET, RESET + base)}${RESET}`;
}

/** Gives text the looks that a program wants for it, as far as this terminal has them. */
export function paintOwn(theme: Theme, parameters: string, text: string): string {
  const reduced = text === '' ? '' : foreignSgr(theme.depth, parameters);
  return reduced === '' ? text : `\u001b[${reduced}m${text}${RESET}`;
}
