/** One measured figure beside its peer's, from the same run. A ratio below its goal is good. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
  readonly ratio: number;
  readonly goal: number;
  readonly ok: boolean;
}

export interface BenchOptions {
  /** Fewer rounds, for CI: the rows have to be there; their figures are noisy. */
  readonly short: boolean;
}
