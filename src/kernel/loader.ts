import { Worker } from 'node:worker_threads';
import { orAborted } from '../base/or-aborted.ts';
import { SysError } from '../base/sys-error.ts';
import { workerEntry } from '../base/worker-entry.ts';
import { type LoadedModule, loadModule } from '../wasm/load-module.ts';
import type { LoadReply, LoadRequest } from '../wasm/loader-worker.ts';
import { readHashed } from '../wasm/read-module.ts';
import { RecentModules } from '../wasm/recent-modules.ts';
import { identityOf } from './file-identity.ts';

/** Turns files into modules. */
export interface Loader {
  /**
   * @param hash sha256 that the module has to have, in hex
   * @throws SysError as `readHashed` and `loadModule` do; the signal's reason as soon as it is raised.
   */
  load(source: string | Uint8Array, hash: string | undefined, signal: AbortSignal): Promise<LoadedModule>;
  close(): Promise<void>;
}

/** Loads on this thread: for a process that runs one task and waits for it anyway. */
export function inlineLoader(): Loader {
  return {
    load: async (source, hash, signal) => orAborted(loadModule(await readHashed(source, hash, signal)), signal),
    close: async () => {},
  };
}

/** Loads on a thread of its own, so that 20 MB stop neither a frame nor a slice, and remembers what it loaded. */
export class LoaderThread implements Loader {
  readonly #answers = new Map<number, { resolve(loaded: LoadedModule): void; reject(error: unknown): void }>();
  /** By the identity of a file, for tasks that do not say which bytes they want. */
  readonly #known = new RecentModules();
  #worker: Worker | undefined;
  #lastId = 0;

  async load(source: string | Uint8Array, hash: string | undefined, signal: AbortSignal): Promise<LoadedModule> {
    if (typeof source !== 'string' || hash !== undefined) return this.#ask(source, hash, signal);
    // The thread starts while the file is looked at.
    this.#running();
    const identity = await orAborted(identityOf(source), signal);
    if (identity === undefined) return this.#ask(source, undefined, signal);
    // Several tasks may wait for it: it goes on when one of them ends.
    return orAborted(this.#known.find(identity) ?? this.#known.add(identity, this.#ask(source, undefined)), signal);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(source: string | Uint8Array, hash: string | undefined, signal?: AbortSignal): Promise<LoadedModule> {
    const worker = this.#running();
    const id = ++this.#lastId;
    const answer = new Promise<LoadedModule>((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    worker.postMessage({ type: 'load', id, source, hash } satisfies LoadRequest);
    signal?.addEventListener('abort', () => worker.postMessage({ type: 'abort', id } satisfies LoadRequest));
    return orAborted(answer, signal);
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(workerEntry('loader-worker'));
    worker.unref();
    worker.on('message', (reply: LoadReply) => this.#receive(reply));
    let failure = 'the loader thread ended';
    worker.on('error', (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => this.#lost(failure));
    this.#worker = worker;
    return worker;
  }

  #receive(reply: LoadReply): void {
    const answer = this.#answers.get(reply.id);
    this.#answers.delete(reply.id);
    if (reply.ok) answer?.resolve(reply.loaded);
    else answer?.reject(new SysError(reply.code, 'load', undefined, reply.detail));
  }

  /** The next load starts a new thread. */
  #lost(message: string): void {
    this.#worker = undefined;
    for (const { reject } of this.#answers.values()) reject(new SysError('EIO', 'load', undefined, message));
    this.#answers.clear();
  }
}
