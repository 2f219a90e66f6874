import { type ErrorCode, SysError } from '../base/sys-error.ts';
import { readHere } from './read-here.ts';

/** What the process says of the module that it was asked for. */
export type ReaderReply =
  | { readonly bytes: Uint8Array; readonly code?: never; readonly detail?: never }
  | { readonly bytes?: never; readonly code: ErrorCode; readonly detail: string };

process.once('message', async (path: string) => {
  process.send?.(await read(path));
});
// The process that asked has ended, or needs no more.
process.on('disconnect', () => process.exit());

async function read(path: string): Promise<ReaderReply> {
  try {
    return { bytes: await readHere(path) };
  } catch (error) {
    if (error instanceof SysError) return { code: error.code, detail: error.detail };
    return { code: 'EIO', detail: String(error) };
  }
}
