/** A row as a filter sees it. */
export interface Filterable {
  /** The value of a field, undefined where the row has none: then every comparison with it is false, `!=` too. */
  value(field: string): number | string | undefined;
  /** What bare words and regular expressions look at. */
  text(): string;
}

/** A part of a filter, compiled. */
export type RowTest = (row: Filterable) => boolean;
