let last = 1_000_000;

/** The number of a server that a test makes itself: none that a kernel gives its own. */
export function nextServerId(): number {
  return ++last;
}
