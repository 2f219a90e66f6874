/** What a blocked task waits for; the number stands in the stat page, the name on the screen. */
export const WAITS = ['', 'read', 'write', 'sleep', 'poll', 'accept', 'sync', 'kernel'] as const;
export type WaitName = (typeof WAITS)[number];

/**
 * A call that cannot end yet. The scheduler owns it, and ends it exactly once: by `finish` when it is the task's turn, or by
 * `abandon` where the task ends before. Waiting is separate from doing, so nothing is consumed for a dead task.
 */
export interface Blocked {
  readonly on: WaitName;
  /**
   * Begins the wait. `wake` may be called at once, and more than once.
   * @returns a function that takes back all that the wait holds, such as timers and watchers. It is called after every end of the
   * wait: woken, killed or failed.
   */
  start(wake: () => void): () => void;
  /** Ends the call, or blocks again. */
  finish(): Outcome;
  /** Gives back what the call has got, or still gets, for a task that has ended. */
  abandon?(): void;
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
