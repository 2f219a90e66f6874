import { Worker } from 'node:worker_threads';
import { LOADER_HEAP_MB } from '../base/limits.ts';
import { orAborted } from '../base/or-aborted.ts';
import { SysError } from '../base/sys-error.ts';
import { workerEntry } from '../base/worker-entry.ts';
import { isKnownLocal } from '../vfs/mounts.ts';
import { type LoadedModule, loadKept, loadKnown, makeModule, rememberIdentity } from '../wasm/load-module.ts';
import type { LoaderInit, LoadReply, LoadRequest } from '../wasm/loader-worker.ts';
import { type HashedModule, readHashed } from '../wasm/read-module.ts';
import { RecentModules } from '../wasm/recent-modules.ts';
import { identityNow, identityOf } from './file-identity.ts';

/** Turns files into modules. */
export interface Loader {
  /**
   * @param hash sha256 that the module has to have, in hex
   * @throws SysError as `readHashed` and `loadModule` do; the signal's reason as soon as it is raised.
   */
  load(source: string | Uint8Array, hash: string | undefined, signal: AbortSignal): Promise<LoadedModule>;
  /** The module of a file that was loaded before and has not changed since, where no disk and no thread is to be waited for. */
  known?(source: string): LoadedModule | undefined;
  close(): Promise<void>;
}

/** Loads on this thread, for a process that runs one task and waits for it anyway; what would take long, on another one. */
export function inlineLoader(): Loader {
  const thread = new LoaderThread();
  return {
    load: async (source, hash, signal) => {
      const isFile = typeof source === 'string' && hash === undefined;
      const identity = isFile ? await orAborted(identityOf(source), signal) : undefined;
      const known = identity === undefined ? undefined : await orAborted(loadKnown(identity), signal);
      if (known !== undefined) return known;
      const loaded = await loadRead(thread, await readHashed(source, hash, signal), signal);
      if (identity !== undefined) rememberIdentity(identity, loaded);
      return loaded;
    },
    close: () => thread.close(),
  };
}

async function loadRead(thread: Loader, original: HashedModule, signal: AbortSignal): Promise<LoadedModule> {
  const kept = await orAborted(loadKept(original), signal);
  if (kept !== undefined) return kept;
  if (original.bytes.length <= MOST_INLINE_BYTES) return orAborted(makeModule(original), signal);
  return awake(thread.load(original.bytes, original.hash, signal));
}

/** Node ends a process that waits for nothing but another thread. */
async function awake<T>(promise: Promise<T>): Promise<T> {
  const stay = setInterval(() => {}, 1_000);
  try {
    return await promise;
  } finally {
    clearInterval(stay);
  }
}

/** Bytes of a module that is instrumented on the main thread: 0.1 s, in which no limit of time is kept. */
const MOST_INLINE_BYTES = 2 * 1024 ** 2;

/** Threads that are lost while the same load waits, until it is no longer asked for: nobody told that it was to blame. */
const MOST_LOSSES = 3;

/** A load that is not answered yet. */
interface Pending {
  readonly request: LoadRequest;
  resolve(loaded: LoadedModule): void;
  reject(error: unknown): void;
  losses: number;
}

function lostWith(message: string): SysError {
  return new SysError('EIO', 'load', undefined, `the thread that loads modules was lost with this one: ${message}`);
}

/** Loads on a thread of its own, so that 20 MB stop neither a frame nor a slice, and remembers what it loaded. */
export class LoaderThread implements Loader {
  readonly #pending = new Map<number, Pending>();
  /** The load whose module is being made, if any: it is to blame where the thread is lost. */
  #making: number | undefined;
  /** By the identity of a file, for tasks that do not say which bytes they want. */
  readonly #known = new RecentModules();
  readonly #types = new SharedArrayBuffer(4);
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

  known(source: string): LoadedModule | undefined {
    const identity = isKnownLocal(source) ? identityNow(source) : undefined;
    return identity === undefined ? undefined : this.#known.findLoaded(identity);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(source: string | Uint8Array, hash: string | undefined, signal?: AbortSignal): Promise<LoadedModule> {
    const request: LoadRequest = { type: 'load', id: ++this.#lastId, source, hash };
    const answer = new Promise<LoadedModule>((resolve, reject) => {
      this.#pending.set(request.id, { request, resolve, reject, losses: 0 });
    });
    this.#post(request);
    signal?.addEventListener('abort', () => {
      if (this.#pending.delete(request.id)) this.#abort(request.id);
    });
    return orAborted(answer, signal);
  }

  /** Nothing stops V8 while it compiles but the end of the thread: the other loads go on with a new one. */
  #abort(id: number): void {
    if (id === this.#making) void this.#worker?.terminate();
    else this.#post({ type: 'abort', id });
  }

  #post(request: LoadRequest): void {
    this.#running().postMessage(request);
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const resourceLimits = { maxOldGenerationSizeMb: LOADER_HEAP_MB };
    const workerData: LoaderInit = { types: this.#types };
    const worker = new Worker(workerEntry('loader-worker'), { resourceLimits, workerData });
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
    if (reply.type === 'making') {
      this.#making = reply.id;
      return;
    }
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (this.#making === reply.id) this.#making = undefined;
    if (reply.ok) pending?.resolve(reply.loaded);
    else pending?.reject(new SysError(reply.code, 'load', undefined, reply.detail));
  }

  /** All loads but the one that is to blame begin again, on a new thread. */
  #lost(message: string): void {
    this.#worker = undefined;
    for (const [id, pending] of this.#pending) {
      const isToBlame = id === this.#making || ++pending.losses === MOST_LOSSES;
      if (!isToBlame) this.#post(pending.request);
      else if (this.#pending.delete(id)) pending.reject(lostWith(message));
    }
    this.#making = undefined;
  }
}
