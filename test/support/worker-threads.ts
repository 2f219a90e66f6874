import type { Worker } from 'node:worker_threads';

/** The threads that are started in this process while it is watched, in order. */
export class WorkerThreads implements Disposable {
  readonly started: Worker[] = [];
  readonly #add = (worker: Worker) => void this.started.push(worker);

  constructor() {
    process.on('worker', this.#add);
  }

  /** Ends a thread from outside, as nobody in the kernel asked for. */
  async kill(index: number): Promise<void> {
    const worker = this.started[index];
    if (worker === undefined) throw new Error(`there is no thread ${index}`);
    await worker.terminate();
  }

  [Symbol.dispose](): void {
    process.off('worker', this.#add);
  }
}
