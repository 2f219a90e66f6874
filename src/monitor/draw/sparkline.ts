const BLOCKS = ' ▁▂▃▄▅▆▇█';
const ASCII = ' .:-=+*#@';

/** Less than this fraction is drawn as nothing. */
const LEAST = 0.005;

/** A row of bars, one letter a value, the last one at the right end. Values are fractions of `most`. */
export function sparkline(values: readonly number[], width: number, most: number, unicode: boolean): string {
  const letters = unicode ? BLOCKS : ASCII;
  const shown = values.slice(-width).map((value) => letters[stepOf(value / most)] ?? ' ');
  return shown.join('').padStart(width);
}

function stepOf(fraction: number): number {
  if (!(fraction >= LEAST)) return 0;
  return Math.max(1, Math.min(8, Math.round(fraction * 8)));
}
