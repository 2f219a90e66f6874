import type { Entry } from '../../src/cpu/messages.ts';
import type { Random } from '../random.ts';

/** A module that asks for too much, and how it is called. */
export interface Hostile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `_start` where it is left out. */
  readonly entry?: Entry;
}

/** Makes a hostile module of one kind; the random choices say of what size and shape. */
export type HostileKind = (random: Random) => Hostile;

/** What a task may use, that runs a hostile module. */
export interface Bounds {
  readonly memory: number;
  readonly wallMs: number;
}

/** A hostile module on its way to the process that runs it. */
export interface Attempt {
  readonly id: number;
  readonly file: string;
  readonly entry: Entry | undefined;
  readonly bounds: Bounds;
}

/** What came of it, beside its neighbours. */
export interface Outcome {
  readonly id: number;
  /** How its task ended, for people. */
  readonly end: string;
  /** Milliseconds by which it ran past its time limit; below 0 where it ended before. */
  readonly late: number;
  /** The longest time that a ticker was held up meanwhile, in milliseconds. */
  readonly heldUp: number;
  /** What must not have happened, however slow the machine is. */
  readonly harm: readonly string[];
}
