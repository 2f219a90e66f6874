/**
 * What the values of a field are, and so how a number is typed: a `percent` is typed as `5` or `5%` and held as a fraction of one (0.05),
 * `bytes` take K, M, G and T, `seconds` s, m, h and d, a `count` k, M and G. A `text` has no order.
 */
export type FieldKind = 'text' | 'percent' | 'bytes' | 'seconds' | 'count';

/** A column by the name under which filters know it. */
export interface FieldSpec {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind: FieldKind;
  /** A few words for help and completion. */
  readonly note: string;
}

/** Finds a field by its name or an alias, in any case. */
export function findField(name: string, fields: readonly FieldSpec[]): FieldSpec | undefined {
  const wanted = name.toLowerCase();
  return fields.find((field) => namesOf(field).some((known) => known.toLowerCase() === wanted));
}

/** All names of a field, its own first. */
export function namesOf({ name, aliases = [] }: FieldSpec): string[] {
  return [name, ...aliases];
}
