/** Lines of a text of which a page is in sight. */
export interface Page {
  readonly lines: readonly string[];
  /** The number of the first line that is in sight. */
  readonly top: number;
  readonly height: number;
}

/** What came into sight; of another text all that is. */
export function revealed(before: Page | undefined, after: Page): string[] {
  const { lines, top, height } = after;
  const shown = lines.slice(top, top + height);
  if (before === undefined) return shown;
  const [from, to] = [before.top, before.top + before.height];
  return shown.filter((_, index) => top + index < from || top + index >= to);
}

/** A page never goes past the end of its text. */
export function pageAt(lines: readonly string[], wanted: number, height: number): Page {
  return { lines, top: Math.max(0, Math.min(wanted, lines.length - height)), height };
}
