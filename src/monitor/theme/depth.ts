import type { Depth } from './colour.ts';

/** What a person wants: to have it found out, or what it is to be. */
export type ColourChoice = 'auto' | 'always' | Depth;
export type AsciiChoice = 'auto' | 'always' | 'never';

type Environment = Readonly<Record<string, string | undefined>>;

/** Terminals that have all colours and say so in their name alone. */
const TRUE_COLOUR = /-(direct|truecolor)$|^(xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/;

/**
 * How many colours to use. What somebody chose counts before FORCE_COLOR (0 to 3), that before NO_COLOR (no-color.org), and that before what
 * the terminal has.
 */
export function depthFor(environment: Environment, choice: ColourChoice = 'auto'): Depth {
  if (choice === 'always') return atLeast16(environment);
  if (choice !== 'auto') return choice;
  const { NO_COLOR, FORCE_COLOR } = environment;
  if (FORCE_COLOR !== undefined) return FORCED[FORCE_COLOR] ?? atLeast16(environment);
  return NO_COLOR ? 'none' : depthOfTerminal(environment);
}

const FORCED: Readonly<Record<string, Depth>> = { 0: 'none', false: 'none', 1: '16', 2: '256', 3: 'truecolor' };

function atLeast16(environment: Environment): Depth {
  const depth = depthOfTerminal(environment);
  return depth === 'none' ? '16' : depth;
}

/** GNU screen (STY) shows 256 colours at most, and hands on what the terminal around it says of itself. */
function depthOfTerminal({ TERM = '', COLORTERM = '', STY }: Environment): Depth {
  if (TERM === 'dumb') return 'none';
  if (STY === undefined && (/^(truecolor|24bit)$/i.test(COLORTERM) || TRUE_COLOUR.test(TERM))) return 'truecolor';
  return /256/.test(TERM) ? '256' : '16';
}

/** Whether there are more letters than those of ASCII. The fonts of the kernel's own console have no blocks for graphs. */
export function hasUnicode({ LC_ALL, LC_CTYPE, LANG, TERM }: Environment, choice: AsciiChoice = 'auto'): boolean {
  if (choice !== 'auto') return choice === 'never';
  return TERM !== 'linux' && /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}
