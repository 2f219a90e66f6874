import type { Theme } from '../../src/monitor/draw/theme.ts';
import { ThemeShelf } from '../../src/monitor/theme/theme-shelf.ts';

/** The themes of the package alone. */
export const SHELF = new ThemeShelf('/nowhere/themes');

/** The default one, with 16 colours or without any. */
export const COLOUR: Theme = SHELF.theme('default', '16', true);
export const NO_COLOUR: Theme = SHELF.theme('default', 'none', true);
export const COLOUR_ASCII: Theme = SHELF.theme('default', '16', false);
export const ASCII: Theme = SHELF.theme('default', 'none', false);
