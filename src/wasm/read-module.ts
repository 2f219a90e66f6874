import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { mayHang } from '../vfs/mounts.ts';
import { readApart } from './read-apart.ts';
import { readHere } from './read-here.ts';

/** A module's bytes, and their sha256 in hex: what is hashed is what runs. */
export interface HashedModule {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * Reads a module and hashes what it read.
 * @param expected the sha256 that it must have, in hex
 * @throws SysError as `readModule`, EPERM for another hash than the expected one; the signal's reason once it is raised.
 */
export async function readHashed(
  source: string | Uint8Array,
  expected?: string,
  signal?: AbortSignal,
): Promise<HashedModule> {
  const bytes = typeof source === 'string' ? await readModule(source, signal) : source;
  const hash = builtin.crypto.createHash('sha256').update(bytes).digest('hex');
  if (expected === undefined || hash === expected) return { bytes, hash };
  throw new SysError('EPERM', 'load', undefined, `hash mismatch: expected sha256:${expected}, got sha256:${hash}`);
}

/**
 * Reads a module from a file, or from a pipe to its end (`<(command)`). The thread goes on meanwhile, however long a disk or a pipe takes.
 * @throws SysError; the signal's reason as soon as it is raised.
 */
export async function readModule(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  return (await mayHang(path)) ? readApart(path, signal) : readHere(path, signal);
}
