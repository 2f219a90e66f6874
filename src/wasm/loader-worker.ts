import { parentPort } from 'node:worker_threads';
import { MAX_LOADED_MODULES } from '../base/limits.ts';
import { type ErrorCode, SysError } from '../base/sys-error.ts';
import { type LoadedModule, loadModule } from './load-module.ts';
import { type HashedModule, readHashed } from './read-module.ts';

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
  | { readonly id: number; readonly ok: true; readonly loaded: LoadedModule }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly detail: string };

type Load = Extract<LoadRequest, { type: 'load' }>;

/** Those that are being read: other requests are served meanwhile. */
const reading = new Map<number, AbortController>();

/** By the hash of their bytes. */
const loaded = new Map<string, Promise<LoadedModule>>();

parentPort?.on('message', (request: LoadRequest) => {
  if (request.type === 'abort') return reading.get(request.id)?.abort();
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer(request: Load): Promise<LoadReply> {
  const { id } = request;
  try {
    return { id, ok: true, loaded: await loadOnce(await read(request)) };
  } catch (error) {
    if (error instanceof SysError) return { id, ok: false, code: error.code, detail: error.detail };
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, ok: false, code: 'EIO', detail };
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

function loadOnce(module: HashedModule): Promise<LoadedModule> {
  const known = loaded.get(module.hash);
  if (known !== undefined) return known;
  const loading = loadModule(module);
  loaded.set(module.hash, loading);
  // A failure may be the memory's, and not the module's.
  loading.catch(() => loaded.delete(module.hash));
  const [oldest] = loaded.keys();
  if (loaded.size > MAX_LOADED_MODULES && oldest !== undefined) loaded.delete(oldest);
  return loading;
}
