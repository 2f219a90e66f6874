/** A thread that is to get another nice level. */
export interface LevelChange {
  readonly tid: number;
  readonly from: number;
  readonly to: number;
}

/** A change that was refused, and what became of those before it. */
export interface Failure {
  readonly error: unknown;
  readonly refused: LevelChange;
  /** Those that are as they were. */
  readonly restored: readonly LevelChange[];
  /** Those that stay changed. */
  readonly stuck: readonly LevelChange[];
}

/**
 * Makes all changes, or none as far as that can be had. Those that lower a level go first: they are what is refused, and can be
 * taken back without rights.
 * @param set throws where a thread may not be changed
 */
export function changeLevels(
  changes: readonly LevelChange[],
  set: (tid: number, level: number) => void,
): Failure | undefined {
  const made: LevelChange[] = [];
  for (const change of changes.toSorted((one, other) => rise(one) - rise(other))) {
    try {
      set(change.tid, change.to);
    } catch (error) {
      return { error, refused: change, ...takenBack(made, set) };
    }
    made.push(change);
  }
  return undefined;
}

function takenBack(
  made: readonly LevelChange[],
  set: (tid: number, level: number) => void,
): Pick<Failure, 'restored' | 'stuck'> {
  const restored: LevelChange[] = [];
  const stuck: LevelChange[] = [];
  for (const change of made.toReversed()) {
    try {
      set(change.tid, change.from);
      restored.push(change);
    } catch {
      // For whatever reason: the caller tells which ones they are, and why the first was refused.
      stuck.push(change);
    }
  }
  return { restored, stuck };
}

function rise({ from, to }: LevelChange): number {
  return Math.sign(to - from);
}
