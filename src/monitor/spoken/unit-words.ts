import { formatWhole } from '../draw/format.ts';
import { clean } from '../draw/text.ts';

/** Figures as they are said: units spelled, and no more digits than one listens to. */

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** `0 bytes`, `1.2 megabytes`, `131 kilobytes`. Units are powers of 1,024. */
export function bytesInWords(bytes: number): string {
  const { figure, unit } = scaled(bytes);
  return `${figure} ${unit}${figure === '1' ? '' : 's'}`;
}

/** `5.4 of 16 gigabytes`, or `900 megabytes of 1 gigabyte`. */
export function shareInWords(used: number, total: number): string {
  const [part, whole] = [scaled(used), scaled(total)];
  return part.unit === whole.unit
    ? `${part.figure} of ${bytesInWords(total)}`
    : `${bytesInWords(used)} of ${bytesInWords(total)}`;
}

function scaled(bytes: number): { readonly figure: string; readonly unit: string } {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const figure = value.toFixed(unit === 0 || value >= 9.95 ? 0 : 1).replace(/\.0$/, '');
  return { figure, unit: BYTE_UNITS[unit] ?? '' };
}

/** A fraction: `0 percent`, `0.4 percent`, `12 percent`. */
export function percentInWords(fraction: number): string {
  const percent = fraction * 100;
  const figure = percent >= 0.95 || percent < 0.05 ? percent.toFixed(0) : percent.toFixed(1);
  return `${figure} percent`;
}

const TIME_UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The two largest units: `2 hours 5 minutes`, `13 seconds`, and below a minute a digit behind the dot where there is one. */
export function secondsInWords(seconds: number): string {
  if (seconds < 59.95)
    return `${seconds.toFixed(1).replace(/\.0$/, '')} ${seconds.toFixed(1) === '1.0' ? 'second' : 'seconds'}`;
  let rest = Math.round(seconds);
  const words: string[] = [];
  for (const [unit, size] of [...TIME_UNITS, ['second', 1] as const]) {
    const count = Math.floor(rest / size);
    if (words.length > 0 || count > 0) words.push(...(count === 0 ? [''] : [countInWords(count, unit)]));
    rest -= count * size;
    if (words.length === 2) break;
  }
  return words.filter((word) => word !== '').join(' ');
}

const AMOUNTS = [
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
] as const;

/** A figure that nobody needs exactly: `950`, `12 thousand`, `4.1 billion`. */
export function amountInWords(amount: number): string {
  const [word, size] = AMOUNTS.find(([, least]) => amount >= least * 9.995 || (amount >= least && least > 1e3)) ?? [];
  if (word === undefined || size === undefined) return formatWhole(amount);
  const value = amount / size;
  return `${value.toFixed(value >= 9.95 ? 0 : 1).replace(/\.0$/, '')} ${word}`;
}

/** `1 row`, `1,203 rows`. */
export function countInWords(count: number, one: string, many = `${one}s`): string {
  return `${formatWhole(count)} ${formatWhole(count) === '1' ? one : many}`;
}

/** The time of day to the second: `14:02:30`. */
export function clockInWords(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Columns of a list become parts of a sentence. */
export function partsInWords(text: string): string {
  return clean(text).trim().replace(/ {2,}/g, ', ');
}
