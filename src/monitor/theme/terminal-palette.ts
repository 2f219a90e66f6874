import { distance, type Lab, labOf, type Rgb } from './rgb.ts';

/** The names of a terminal's own colours, in the order of their numbers. */
export const ANSI_NAMES: readonly string[] = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'bright-black',
  'bright-red',
  'bright-green',
  'bright-yellow',
  'bright-blue',
  'bright-magenta',
  'bright-cyan',
  'bright-white',
];

/** What xterm makes of them. Each terminal has its own, so this is an estimate; all others are the same everywhere. */
const XTERM: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/** How many colours are the terminal's own, and may be anything. */
export const OWN_COLOURS = 16;
export const ALL_COLOURS = 256;

/** What the numbers of a plain colour and of its bright one differ by. */
export const BRIGHT = 8;

const STEPS = [0, 95, 135, 175, 215, 255];
const FIRST_GREY = 232;

/** The colour that has a number from 0 to 255. */
export function rgbOf(index: number): Rgb {
  const own = XTERM[index];
  if (own !== undefined) return own;
  if (index >= FIRST_GREY) {
    const grey = 8 + (index - FIRST_GREY) * 10;
    return [grey, grey, grey];
  }
  const place = index - OWN_COLOURS;
  const step = (at: number) => STEPS[at % 6] ?? 0;
  return [step(Math.floor(place / 36)), step(Math.floor(place / 6)), step(place)];
}

let labs: readonly Lab[] | undefined;

/** The number of the colour that looks most like another one, among those of `from` up to `to`, that one not, which a test lets pass. */
export function nearestIndex(rgb: Rgb, from: number, to: number, mayBe: (rgb: Rgb) => boolean): number | undefined {
  labs ??= Array.from({ length: ALL_COLOURS }, (_, index) => labOf(rgbOf(index)));
  const wanted = labOf(rgb);
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let index = from; index < to; index++) {
    const far = distance(wanted, labs[index] as Lab);
    if (far >= least || !mayBe(rgbOf(index))) continue;
    nearest = index;
    least = far;
  }
  return nearest;
}
