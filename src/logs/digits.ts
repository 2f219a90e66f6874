const ZERO = 0x30;

/** The figure at a place of a text; NaN where there is none. */
export function digit(text: string, at: number): number {
  const figure = text.charCodeAt(at) - ZERO;
  return figure >= 0 && figure <= 9 ? figure : Number.NaN;
}

/** The number that two digits are; NaN where they are none. */
export function two(text: string, at: number): number {
  return 10 * digit(text, at) + digit(text, at + 1);
}
