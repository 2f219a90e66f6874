import type { Role } from '../theme.ts';

/** A line to be drawn: one value a second, the last one is now. */
export interface Graph {
  readonly values: readonly number[];
  /** The top of the y axis, above 0. */
  readonly most: number;
  /** Of the line. */
  readonly role: Role;
}

/** The values for so many places, all of them numbers; what was before the first one is 0. */
export function fitted({ values, most }: Graph, places: number): number[] {
  const last = values.slice(-places).map((value) => (Number.isFinite(value) ? Math.min(most, Math.max(0, value)) : 0));
  return [...new Array<number>(Math.max(0, places - last.length)).fill(0), ...last];
}
