/** Milliseconds between two looks at a lock that another thread holds, which it does for some system calls at most. */
const LOOK_AGAIN_MS = 0.05;

/** Takes a lock, a word of shared memory that is 0 while it is free. @param owner not 0 */
export function lock(words: Int32Array, at: number, owner: number): void {
  for (;;) {
    const holder = Atomics.compareExchange(words, at, 0, owner);
    if (holder === 0) return;
    Atomics.wait(words, at, holder, LOOK_AGAIN_MS);
  }
}

export function unlock(words: Int32Array, at: number): void {
  Atomics.store(words, at, 0);
}
