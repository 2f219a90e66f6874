const ZERO = 0x30;

/** The figure at a place of a text; -1 where there is none. */
export function digit(text: string, at: number): number {
  const figure = text.charCodeAt(at) - ZERO;
  return figure >= 0 && figure <= 9 ? figure : -1;
}

/** The number that two digits are; NaN where they are none. */
export function two(text: string, at: number): number {
  const [tens, ones] = [digit(text, at), digit(text, at + 1)];
  return tens < 0 || ones < 0 ? Number.NaN : 10 * tens + ones;
}
