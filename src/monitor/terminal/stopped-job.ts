/** A process that was not stopped after twice as many milliseconds has no shell to go back to. */
const STOP_WAIT_MS = 50;

/**
 * Stops the whole job, as Ctrl-Z does: npm or a script may have started us, and the shell waits for them.
 * @param goOn called once it goes on, with the milliseconds since. Without a shell that controls jobs nothing stops us, and nobody would ever let us go on: then it is called soon.
 */
export function stopJob(goOn: (ms: number) => void): void {
  const since = Date.now();
  const onContinued = (): void => {
    clearTimeout(waiting);
    process.off('SIGCONT', onContinued);
    goOn(Date.now() - since);
  };
  process.on('SIGCONT', onContinued);
  // Who was stopped finds the first timer due before the signal that ended it is told.
  let waiting = setTimeout(() => {
    waiting = setTimeout(onContinued, STOP_WAIT_MS);
  }, STOP_WAIT_MS);
  process.kill(0, 'SIGTSTP');
}
