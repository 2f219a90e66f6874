/** A word that may stand in a place, and what it is. */
export interface Candidate {
  readonly text: string;
  readonly note: string;
}
