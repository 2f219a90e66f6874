import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { SysError } from '../base/sys-error.ts';
import { workerEntry } from '../base/worker-entry.ts';
import { onHost } from '../vfs/host-error.ts';
import { type LoadedModule, loadModule } from '../wasm/load-module.ts';
import type { LoadReply, LoadRequest } from '../wasm/loader-worker.ts';

/** Modules kept for the next task that wants the same file. */
const MOST_CACHED = 64;

/** Turns files into modules. */
export interface Loader {
  /** @param hash sha256 that the module has to have, in hex @throws SysError as `loadModule` does. */
  load(source: string | Uint8Array, hash?: string): Promise<LoadedModule>;
  close(): Promise<void>;
}

/** Loads on this thread: for a process that runs one task and waits for it anyway. */
export function inlineLoader(): Loader {
  return { load: (source, hash) => loadModule(source, hash, false), close: async () => {} };
}

/** Loads on a thread of its own, so that 20 MB stop neither a frame nor a slice, and remembers what it loaded. */
export class LoaderThread implements Loader {
  readonly #answers = new Map<number, { resolve(loaded: LoadedModule): void; reject(error: unknown): void }>();
  readonly #cache = new Map<string, Promise<LoadedModule>>();
  #worker: Worker | undefined;
  #lastId = 0;

  load(source: string | Uint8Array, hash?: string): Promise<LoadedModule> {
    const key = typeof source === 'string' ? keyOf(source, hash) : undefined;
    if (key === undefined) return this.#ask(source, hash);
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const loading = this.#ask(source, hash);
    this.#cache.set(key, loading);
    // A failure is not remembered: the file may be mended.
    loading.catch(() => this.#cache.delete(key));
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > MOST_CACHED && oldest !== undefined) this.#cache.delete(oldest);
    return loading;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(source: string | Uint8Array, hash: string | undefined): Promise<LoadedModule> {
    const worker = this.#running();
    const request: LoadRequest = { id: ++this.#lastId, source, hash };
    return new Promise((resolve, reject) => {
      this.#answers.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
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

/** Names a file's content as it is now, and what it has to be; undefined for what is not there, which the loader then says. */
function keyOf(path: string, hash = ''): string | undefined {
  const stat = onHost('load', path, () => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return stat === undefined ? undefined : `${hash}\0${path}\0${stat.ino}\0${stat.size}\0${stat.mtimeNs}`;
}
