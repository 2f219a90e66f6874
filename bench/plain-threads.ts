import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { guest } from '../test/support/guests.ts';

/** Milliseconds that so many plain threads of Node take for a guest's work, each as often as told. Their start is not counted. */
export async function plainThreads(
  threads: number,
  times: number,
  name: string,
  args: readonly string[],
): Promise<number> {
  const file = new URL('peers/burn-thread.mjs', import.meta.url);
  const workers = Array.from(
    { length: threads },
    () => new Worker(file, { workerData: { file: guest(name), args }, execArgv: ['--no-warnings'] }),
  );
  await runAll(workers, 1);
  const start = performance.now();
  await runAll(workers, times);
  const taken = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return taken;
}

async function runAll(workers: readonly Worker[], times: number): Promise<void> {
  await Promise.all(
    workers.map((worker) => {
      worker.postMessage(times);
      return once(worker, 'message');
    }),
  );
}
