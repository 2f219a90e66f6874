import { digit, two } from './digits.ts';

/** A day as a line has it. */
export interface Day {
  readonly year: number | undefined;
  /** From 0. */
  readonly month: number;
  readonly day: number;
}

const [SPACE, DASH, SLASH, COLON, UNDERSCORE, T] = [0x20, 0x2d, 0x2f, 0x3a, 0x5f, 0x54];
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/**
 * The date that ends before a clock: `2026-11-20T`, `2026/11/20 `, `20/Nov/2026:`, `20 Nov 2026 `, `Nov 20 `, and klog's `E1120 ` at the
 * beginning. @param at where the clock begins
 */
export function dateBefore(text: string, at: number): Day | undefined {
  const separator = text.charCodeAt(at - 1);
  if (separator !== SPACE && separator !== T && separator !== COLON && separator !== UNDERSCORE) return undefined;
  const end = at - 1;
  const found = yearFirst(text, end) ?? (separator === T ? undefined : (dayFirst(text, end) ?? monthFirst(text, end)));
  return (
    found ??
    (end === 5 && KLOG.has(text.charCodeAt(0)) ? checked(undefined, two(text, 1) - 1, two(text, 3)) : undefined)
  );
}

const KLOG = new Set([...'IWEF'].map((letter) => letter.charCodeAt(0)));

function yearFirst(text: string, end: number): Day | undefined {
  const mark = text.charCodeAt(end - 3);
  if ((mark !== DASH && mark !== SLASH) || text.charCodeAt(end - 6) !== mark || isPartOfName(text, end - 11))
    return undefined;
  return checked(year(text, end - 10), two(text, end - 5) - 1, two(text, end - 2));
}

function dayFirst(text: string, end: number): Day | undefined {
  const mark = text.charCodeAt(end - 5);
  if ((mark !== DASH && mark !== SLASH && mark !== SPACE) || text.charCodeAt(end - 9) !== mark) return undefined;
  return checked(year(text, end - 4), month(text, end - 8), dayOf(text, end - 9));
}

function monthFirst(text: string, end: number): Day | undefined {
  const blank = text.charCodeAt(end - 3) === SPACE ? end - 3 : end - 2;
  if (text.charCodeAt(blank) !== SPACE) return undefined;
  const monthEnd = text.charCodeAt(blank - 1) === SPACE ? blank - 1 : blank;
  return checked(undefined, month(text, monthEnd - 3), dayOf(text, end));
}

/** Whether what stands before a date makes it a part of something else: a path, a number, an address. */
function isPartOfName(text: string, at: number): boolean {
  const code = at < 0 ? SPACE : text.charCodeAt(at) | 0x20;
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x2d && code <= 0x39) || code === (UNDERSCORE | 0x20);
}

/** @returns undefined for what no calendar has */
function checked(year: number | undefined, month: number, day: number): Day | undefined {
  return month >= 0 && month < 12 && day > 0 && day < 32 && !Number.isNaN(year) ? { year, month, day } : undefined;
}

/** The one or two digits that end before a place. */
function dayOf(text: string, end: number): number {
  const whole = two(text, end - 2);
  return Number.isNaN(whole) ? digit(text, end - 1) : whole;
}

function month(text: string, at: number): number {
  const index = at < 0 ? -1 : MONTHS.indexOf(text.slice(at, at + 3));
  return index % 3 === 0 ? index / 3 : Number.NaN;
}

function year(text: string, at: number): number {
  return 100 * two(text, at) + two(text, at + 2);
}
