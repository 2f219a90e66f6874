/** What a blocked task waits for; the number stands in the stat page, the name on the screen. */
export const WAITS = ['', 'read', 'write', 'sleep', 'poll', 'accept', 'sync', 'kernel'] as const;
export type WaitName = (typeof WAITS)[number];

/**
 * A call that cannot end yet. The caller suspends the task and calls `start`; after `wake` it calls `finish` when it
 * is the task's turn, which either ends the call or blocks again. If the task is killed meanwhile the caller runs the
 * function that `start` returned, and never calls `finish`: nothing is consumed for a dead task.
 */
export interface Blocked {
  readonly on: WaitName;
  start(wake: () => void): () => void;
  finish(): Outcome;
}

/** The result of a WASI call: an errno (0 for success), or the call is blocked. */
export type Outcome = number | Blocked;

/** A long call lets others run, and goes on when its turn comes again. */
export function afterOthers(finish: () => Outcome): Blocked {
  return {
    on: '',
    start(wake) {
      wake();
      return () => {};
    },
    finish,
  };
}
