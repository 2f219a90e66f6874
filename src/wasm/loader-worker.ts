import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, SysError } from '../base/sys-error.ts';
import { type LoadedModule, loadModule } from './load-module.ts';
import { type HashedModule, readHashed } from './read-module.ts';
import { RecentModules } from './recent-modules.ts';
import { TypeBudget } from './type-budget.ts';

/** What the loader thread is asked. */
export type LoadRequest =
  | {
      readonly type: 'load';
      readonly id: number;
      readonly source: string | Uint8Array;
      /** sha256 that it has to have, in hex. */
      readonly hash: string | undefined;
    }
  /** Nobody waits for this one any more. */
  | { readonly type: 'abort'; readonly id: number };

/** What it answers. */
export type LoadReply =
  | { readonly type: 'loaded'; readonly id: number; readonly ok: true; readonly loaded: LoadedModule }
  | {
      readonly type: 'loaded';
      readonly id: number;
      readonly ok: false;
      readonly code: ErrorCode;
      readonly detail: string;
    }
  /** From now on it is instrumented and compiled; no other one is meanwhile. */
  | { readonly type: 'making'; readonly id: number };

/** What the loader thread is made from. */
export interface LoaderInit {
  /** For a `TypeBudget`. */
  readonly types: SharedArrayBuffer;
}

type Load = Extract<LoadRequest, { type: 'load' }>;

/** Those that are being read: other requests are served meanwhile. */
const reading = new Map<number, AbortController>();

const budget = new TypeBudget((workerData as LoaderInit).types);

/** By the hash of their bytes. */
const loaded = new RecentModules();

parentPort?.on('message', (request: LoadRequest) => {
  if (request.type === 'abort') return reading.get(request.id)?.abort();
  void answer(request).then(tell);
});

function tell(reply: LoadReply): void {
  parentPort?.postMessage(reply);
}

async function answer(request: Load): Promise<LoadReply> {
  const { id } = request;
  try {
    return { type: 'loaded', id, ok: true, loaded: await loadOnce(id, await read(request)) };
  } catch (error) {
    if (error instanceof SysError) return { type: 'loaded', id, ok: false, code: error.code, detail: error.detail };
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { type: 'loaded', id, ok: false, code: 'EIO', detail };
  }
}

async function read({ id, source, hash }: Load): Promise<HashedModule> {
  const controller = new AbortController();
  reading.set(id, controller);
  try {
    return await readHashed(source, hash, controller.signal);
  } finally {
    reading.delete(id);
  }
}

function loadOnce(id: number, module: HashedModule): Promise<LoadedModule> {
  return loaded.find(module.hash) ?? loaded.add(module.hash, make(id, module));
}

/** The last one that was begun. */
let making: Promise<unknown> = Promise.resolve();

/** One after the other, so that it is known which one the thread was lost with. */
function make(id: number, module: HashedModule): Promise<LoadedModule> {
  const made = making.then(() => {
    tell({ type: 'making', id });
    return loadModule(module, budget);
  });
  making = made.catch(() => {});
  return made;
}
