import { expect, test } from 'vitest';
import { type Depth, rgbOfColour } from '../../../src/monitor/theme/colour.ts';
import { groundsOf, stylesFor } from '../../../src/monitor/theme/compile.ts';
import { contrast, distance, labOf, type Rgb } from '../../../src/monitor/theme/rgb.ts';
import { ROLES, type Role } from '../../../src/monitor/theme/roles.ts';
import type { Style } from '../../../src/monitor/theme/style.ts';
import { SHELF } from '../../support/themes.ts';

const DEPTHS = ['16', '256', 'truecolor'] as const satisfies Depth[];

/** What may be read with some effort, since nobody has to. */
const FAINT: readonly Role[] = ['dim', 'tab', 'stamp', 'logDebug', 'selectedIdle'];

/** Of these the terminal alone decides: `default` is looked at as xterm shows it on black. */
const DARK: readonly Rgb[] = [[0, 0, 0]];
const LEAST: Readonly<Record<string, number>> = { default: 3.5, 'high-contrast': 7 };

const cases = SHELF.names.flatMap((name) => DEPTHS.map((depth) => [name, depth] as const));

/** Pairs of letters and what is behind them; of what leaves one of them to the terminal there is none. */
function contrasts({ fg, bg, attributes }: Style, grounds: readonly Rgb[]): number[] {
  if (fg === undefined) return [];
  const behind = bg === undefined ? grounds : [rgbOfColour(bg)];
  expect(attributes.includes('reverse') && bg === undefined, 'reversed letters of a colour').toBe(false);
  return behind.map((ground) => contrast(rgbOfColour(fg), ground));
}

test.each(cases)('%s can be read with %s colours', (name, depth) => {
  const file = SHELF.file(name);
  const styles = stylesFor(file, depth);
  const grounds = file.background === 'any' ? DARK : groundsOf(file, depth);
  const poor = ROLES.flatMap((role) => {
    const least = Math.min(...contrasts(styles[role], grounds));
    const needed = LEAST[name] ?? (FAINT.includes(role) ? 3 : 4.5);
    return least >= needed ? [] : [`${role} ${least.toFixed(2)}`];
  });
  expect(poor).toEqual([]);
});

test.each(cases)('of %s with %s colours, what has something behind it stands out', (name, depth) => {
  const file = SHELF.file(name);
  const styles = stylesFor(file, depth);
  const grounds = file.background === 'any' ? DARK : groundsOf(file, depth);
  const lost = ROLES.filter((role) => {
    const { fg, bg } = styles[role];
    if (bg === undefined) return false;
    expect(fg, `${role} has something behind it, but no letters of its own`).toBeDefined();
    return grounds.some((ground) => distance(labOf(rgbOfColour(bg)), labOf(ground)) < 0.1);
  });
  expect(lost).toEqual([]);
});

/** What lies beside each other and means different things. */
const APART: readonly (readonly [Role, Role])[] = [
  ['header', 'activeTab'],
  ['header', 'sorted'],
  ['selected', 'selectedIdle'],
  ['selected', 'selectedTag'],
  ['past', 'pastCursor'],
  ['plain', 'match'],
  ['selected', 'tag'],
  ['good', 'bad'],
  ['good', 'warn'],
  ['warn', 'bad'],
];

const SAME_ANYWAY = ['header', 'activeTab', 'good', 'warn', 'bad'];

test.each(cases)('of %s with %s colours, what means something else looks otherwise', (name, depth) => {
  const { looks } = SHELF.theme(name, depth, true);
  for (const [one, other] of APART) {
    if (SHELF.theme(name, depth, true).depth === 'none' && SAME_ANYWAY.includes(one)) continue;
    expect(looks[one], `${one} and ${other}`).not.toBe(looks[other]);
  }
});

/** As somebody sees it who lacks the cones for red or for green: Viénot, Brettel and Mollon, 1999. */
function withoutCones([red, green, blue]: Rgb, lacking: 'red' | 'green'): Rgb {
  const linear = [red, green, blue].map((value) => (value / 255) ** 2.2);
  const [r = 0, g = 0, b = 0] = linear;
  const seen =
    lacking === 'red'
      ? [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b]
      : [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b];
  const [x = 0, y = 0, z = 0] = seen.map((value) => 255 * Math.min(1, Math.max(0, value)) ** (1 / 2.2));
  return [x, y, z];
}

test.each(DEPTHS.flatMap((depth) => (['red', 'green'] as const).map((lacking) => [depth, lacking] as const)))(
  '%s colours for the colour-blind are told apart without the cones for %s',
  (depth, lacking) => {
    const styles = stylesFor(SHELF.file('colour-blind'), depth);
    const roles: readonly Role[] = ['good', 'warn', 'bad', 'label'];
    const seen = roles.map((role) => {
      const { fg } = styles[role];
      if (fg === undefined) throw new Error(`${role} has no colour`);
      return withoutCones(rgbOfColour(fg), lacking);
    });
    for (const [index, one] of seen.entries())
      for (const other of seen.slice(index + 1))
        expect(Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)))).toBeGreaterThan(40);
  },
);
