/** A section as it lies in the file: its content is `bytes[start..end)`. */
export interface Section {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Section ids. */
export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

/** The canonical order of sections (core specification, section 5.5.2). */
export const ORDER: readonly number[] = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];
