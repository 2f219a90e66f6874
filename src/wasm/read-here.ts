import fs from 'node:fs';
import { MAX_MODULE_FILE_BYTES } from '../base/limits.ts';
import { orAborted } from '../base/or-aborted.ts';
import { unspell } from '../base/spelling.ts';
import { SysError } from '../base/sys-error.ts';
import { hostError, isAgain } from '../vfs/host-error.ts';

const PIECE_BYTES = 64 * 1024;

/** Milliseconds until a pipe is asked again that had nothing. */
const AGAIN_MS = 10;

const { O_NOCTTY, O_NONBLOCK, O_RDONLY } = fs.constants;

/**
 * Reads a file, or a pipe to its end, in this process, which cannot end while a call on the file hangs.
 * @throws SysError; the signal's reason as soon as it is raised.
 */
export async function readHere(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const opening = fs.promises.open(unspell(path), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  const reading = opening.then((file) => readOpen(file, path, signal).finally(() => file.close()));
  try {
    return await orAborted(reading, signal);
  } catch (error) {
    throw hostError(error, 'load', path);
  }
}

async function readOpen(
  file: fs.promises.FileHandle,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const stat = await file.stat();
  if (stat.isFIFO()) return await readPipe(file.fd, path, signal);
  if (stat.isDirectory()) throw new SysError('EISDIR', 'load', path);
  if (!stat.isFile()) throw new SysError('ENOEXEC', 'load', path, 'it is a device, and no file');
  if (stat.size > MAX_MODULE_FILE_BYTES) throw tooLarge(path);
  return await readFile(file, stat.size);
}

/** What is appended meanwhile is not read, so that the file ends. */
async function readFile(file: fs.promises.FileHandle, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let filled = 0; filled < size; ) {
    const { bytesRead } = await file.read(bytes, filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

async function readPipe(file: number, path: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  while (signal?.aborted !== true) {
    const piece = readPiece(file);
    if (piece === undefined) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    else if (piece.length > 0) pieces.push(piece);
    else if (size > 0) return Buffer.concat(pieces);
    else throw new SysError('ENOEXEC', 'load', path, 'it is a pipe, and nobody writes to it');
    size += piece?.length ?? 0;
    if (size > MAX_MODULE_FILE_BYTES) throw tooLarge(path);
  }
  throw signal.reason;
}

/** What a pipe has; nothing at its end, undefined where it has nothing yet. */
function readPiece(file: number): Uint8Array | undefined {
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    return piece.subarray(0, fs.readSync(file, piece));
  } catch (error) {
    if (isAgain(error)) return undefined;
    throw error;
  }
}

function tooLarge(path: string): SysError {
  return new SysError('EFBIG', 'load', path, `it is larger than ${MAX_MODULE_FILE_BYTES / 1024 ** 2} MiB`);
}
