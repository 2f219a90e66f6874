/** A process that was not stopped after this many milliseconds has no shell to go back to. */
const STOP_WAIT_MS = 100;

/**
 * Stops the whole job, as Ctrl-Z does: npm or a script may have started us, and the shell waits for them.
 * @param goOn called once it goes on, with the milliseconds since. Without a shell that controls jobs nothing stops us, and nobody would ever let us go on: then it is called soon.
 */
export function stopJob(goOn: (ms: number) => void): void {
  const since = Date.now();
  const onContinued = (): void => {
    clearTimeout(unstopped);
    process.off('SIGCONT', onContinued);
    goOn(Date.now() - since);
  };
  process.on('SIGCONT', onContinued);
  const unstopped = setTimeout(onContinued, STOP_WAIT_MS);
  process.kill(0, 'SIGTSTP');
}
