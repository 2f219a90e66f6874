import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import { hostError, isAgain } from '../vfs/host-error.ts';

/** The largest module that is read: V8's own limit. */
const MOST_BYTES = 1024 ** 3;

const PIECE_BYTES = 64 * 1024;

/** Milliseconds until a pipe is asked again that had nothing. */
const AGAIN_MS = 10;

const { O_NOCTTY, O_NONBLOCK, O_RDONLY } = fs.constants;

/**
 * Reads a module from a file, or from a pipe to its end (`<(command)`). Keeps the thread from nothing else while a pipe has nothing.
 * @throws SysError
 */
export async function readModule(path: string): Promise<Uint8Array> {
  try {
    const file = fs.openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    try {
      return await readOpen(file, path);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    throw hostError(error, 'load', path);
  }
}

async function readOpen(file: number, path: string): Promise<Uint8Array> {
  const stat = fs.fstatSync(file);
  if (stat.isFIFO()) return await readPipe(file, path);
  if (stat.isDirectory()) throw new SysError('EISDIR', 'load', path);
  if (!stat.isFile()) throw new SysError('ENOEXEC', 'load', path, 'it is a device, and no file');
  if (stat.size > MOST_BYTES) throw tooLarge(path);
  return fs.readFileSync(file);
}

async function readPipe(file: number, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const piece = readPiece(file);
    if (piece === undefined) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    else if (piece.length > 0) pieces.push(piece);
    else if (size > 0) return Buffer.concat(pieces);
    else throw new SysError('ENOEXEC', 'load', path, 'it is a pipe, and nobody writes to it');
    size += piece?.length ?? 0;
    if (size > MOST_BYTES) throw tooLarge(path);
  }
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
  return new SysError('EFBIG', 'load', path, 'it is larger than 1 GiB');
}
