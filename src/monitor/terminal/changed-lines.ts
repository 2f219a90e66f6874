/** Whatever is no colour has no place in a line: it would act on the terminal. Names and logs are cleaned long before. */
const FOREIGN = /\u001b(?!\[[\d;]*m)|[\u0000-\u001a\u001c-\u001f\u007f-\u009f]/;
const ALL_FOREIGN = new RegExp(FOREIGN, 'g');

/**
 * What to write so that a terminal that shows `before` shows `lines`; `''` where nothing differs.
 * Each line is placed by its number and written whole, so that no line depends on another one, nor on where the cursor was.
 * @param before undefined where it is not known what the terminal shows
 */
export function changedLines(before: readonly string[] | undefined, lines: readonly string[]): string {
  let bytes = '';
  for (const [index, line] of lines.entries()) {
    if (line !== before?.[index]) bytes += `\u001b[${index + 1}H\u001b[m\u001b[K${harmless(line).trimEnd()}`;
  }
  return bytes;
}

function harmless(line: string): string {
  return FOREIGN.test(line) ? line.replace(ALL_FOREIGN, '') : line;
}
