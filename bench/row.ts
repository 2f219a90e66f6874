/** One measured figure beside its peer's, from the same run. A ratio of at most its goal is good. */
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

/** A figure beside a peer's, of which it may be so many times as much. */
export function besides(
  name: string,
  unit: string,
  value: number,
  peer: { readonly name: string; readonly value: number },
  goal: number,
): Row {
  const ratio = value / peer.value;
  return { name, value, unit, peer: peer.name, peerValue: peer.value, ratio, goal, ok: ratio <= goal };
}

/** A figure that may be as much as promised. */
export function atMost(name: string, unit: string, value: number, most: number): Row {
  return besides(name, unit, value, { name: 'goal', value: most }, 1);
}

/** A figure that has to be as much as promised; its ratio is turned round, so that less than 1 is good here too. */
export function atLeast(name: string, unit: string, value: number, least: number): Row {
  const ratio = least / value;
  return { name, value, unit, peer: 'goal', peerValue: least, ratio, goal: 1, ok: ratio <= 1 };
}
