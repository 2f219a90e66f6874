/** A click on the box of the layer on top. */
export interface BoxHit {
  /** The text, by its number. */
  readonly line: number;
  /** Columns from where texts begin. */
  readonly column: number;
  readonly isLast: boolean;
}
