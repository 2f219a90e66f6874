import { parentPort } from 'node:worker_threads';
import { type ErrorCode, SysError } from '../base/sys-error.ts';
import { type LoadedModule, loadModule } from './load-module.ts';

/** What the loader thread is asked, and what it answers. */
export interface LoadRequest {
  readonly id: number;
  readonly source: string | Uint8Array;
  /** sha256 that it has to have, in hex. */
  readonly hash: string | undefined;
}

export type LoadReply =
  | { readonly id: number; readonly ok: true; readonly loaded: LoadedModule }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly detail: string };

parentPort?.on('message', async (request: LoadRequest) => {
  parentPort?.postMessage(await answer(request));
});

async function answer({ id, source, hash }: LoadRequest): Promise<LoadReply> {
  try {
    return { id, ok: true, loaded: await loadModule(source, hash) };
  } catch (error) {
    if (error instanceof SysError) return { id, ok: false, code: error.code, detail: error.detail };
    return {
      id,
      ok: false,
      code: 'EIO',
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
