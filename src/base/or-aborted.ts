/** Settles as the promise does, or rejects with the signal's reason as soon as the signal is raised. The work behind the promise is not stopped. */
export function orAborted<T>(begun: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return begun;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    begun.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
