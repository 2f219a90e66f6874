/** A change at one place of a function's body. */
export interface Edit {
  /** Where, as an offset in the module; what is put in stands before the byte there. */
  at: number;
  /** How many bytes of the original it replaces. */
  drop: number;
  /** `loop`: count the body's weight; `charge`: move `value` to fuel; `call`: call replacement `value`. */
  readonly kind: 'loop' | 'charge' | 'call';
  value: number;
  /** Of a short loop without calls, all of which is replaced. */
  repeated?: RepeatedBody;
}

/** The parts of a loop that is written several times over: `bytes[at + 1..bodyAt)` is its block type. */
export interface RepeatedBody {
  readonly bodyAt: number;
  /** Where its `end` stands. */
  readonly bodyEnd: number;
  /** Where the labels of those branches stand that leave the loop; they have to go further. */
  readonly leaving: readonly number[];
}
