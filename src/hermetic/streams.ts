import { SysError } from '../base/sys-error.ts';
import { type FileHandle, type Interest, WOULD_BLOCK } from '../vfs/file-handle.ts';

const PIECE = 64 * 1024;

/** All that a stream gives until its end; nothing where there is no stream. The handle is closed. */
export async function readToEnd(handle: FileHandle | undefined): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  if (handle === undefined) return new Uint8Array();
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const got = handle.read(piece, 0);
      if (got === 0) return Buffer.concat(parts);
      if (got === WOULD_BLOCK) await ready(handle, 'read');
      else parts.push(piece.subarray(0, got));
    }
  } finally {
    handle.close();
  }
}

/** Writes all, as fast as it is taken; what nobody reads any more is dropped. The handle is closed. @throws SysError */
export async function writeAll(handle: FileHandle | undefined, bytes: Uint8Array): Promise<void> {
  if (handle === undefined) return;
  try {
    for (let at = 0; at < bytes.length; ) {
      const put = await handle.write(bytes.subarray(at), 0);
      if (put === WOULD_BLOCK) await ready(handle, 'write');
      else at += put;
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.code !== 'EPIPE')
      throw new SysError(error.code, 'write', undefined, `its output cannot be written: ${error.detail}`);
  } finally {
    handle.close();
  }
}

function ready(handle: FileHandle, interest: Interest): Promise<void> {
  return new Promise((resolve) => handle.watch(interest, resolve));
}
