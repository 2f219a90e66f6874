/** How often a short loop's body is written, so that so many turns share one count. */
export const REPEATS = 4;

/** No place in the code takes more fuel at once. What is planned for one stays below it. */
export const MOST_CHARGE = 2 ** 17;

/** A change at one place of a function's body. */
export interface Edit {
  /** Where, as an offset in the module; what is put in stands before the byte there. */
  at: number;
  /** How many bytes of the original it replaces. */
  drop: number;
  /** `loop`: count `value` in the function's local; `charge`: move `value` to fuel; `call`: call replacement `value`. */
  readonly kind: 'loop' | 'charge' | 'call';
  value: number;
  /** Of a short loop without calls, all of which is replaced. */
  repeated?: RepeatedBody;
}

/** Bytes that an edit of each kind adds at most, however large the indices in it are. */
const ADDED = { loop: 40, charge: 28, call: 4 } as const;

/** How many bytes edits add to a body at most. */
export function growthOf(edits: readonly Edit[]): number {
  const copies = (edit: Edit) => (edit.repeated === undefined ? 0 : (REPEATS - 1) * (edit.drop + 8) + 8);
  return edits.reduce((sum, edit) => sum + ADDED[edit.kind] + copies(edit), 0);
}

/** The parts of a loop that is written several times over: `bytes[at + 1..bodyAt)` is its block type. */
export interface RepeatedBody {
  readonly bodyAt: number;
  /** Where its `end` stands. */
  readonly bodyEnd: number;
  /** Where the labels of those branches stand that leave the loop; they have to go further. */
  readonly leaving: readonly number[];
}

const NONE: readonly Edit[] = [];

/** Two lists of edits as one. Where a segment begins, it is charged first. */
export function inOrder(segments: readonly Edit[], others: readonly Edit[]): readonly Edit[] {
  if (segments.length === 0) return others.length === 0 ? NONE : others;
  const edits: Edit[] = [];
  let next = 0;
  for (const segment of segments) {
    for (let other = others[next]; other !== undefined && other.at < segment.at; other = others[++next])
      edits.push(other);
    edits.push(segment);
  }
  return edits.concat(others.slice(next));
}
