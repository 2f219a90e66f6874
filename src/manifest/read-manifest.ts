import { isUtf8 } from 'node:buffer';
import { constants, readFileSync, statSync } from 'node:fs';
import { MAX_MANIFEST_BYTES } from '../base/limits.ts';
import { ManifestError } from './problem.ts';

/** If a pipe takes the place of the file just then, it is not waited for. */
const NEVER_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/** Reads a manifest's text. @throws ManifestError for a file that cannot be read, is too large, or is no UTF-8. */
export function readManifest(file: string): string {
  const bytes = readBytes(file);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  throw new ManifestError(file, [{ line: firstBadLine(bytes), entry: undefined, text: 'this is not UTF-8 text' }]);
}

function readBytes(file: string): Buffer {
  const refuse = (text: string) => new ManifestError(file, [{ line: undefined, entry: undefined, text }]);
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw refuse('a manifest is a file, and this is none');
    if (stat.size > MAX_MANIFEST_BYTES) throw refuse(`it has ${stat.size} bytes, the most is ${MAX_MANIFEST_BYTES}`);
    return readFileSync(file, { flag: NEVER_WAITING });
  } catch (error) {
    if (error instanceof ManifestError || !(error instanceof Error) || !('code' in error)) throw error;
    throw refuse(error.code === 'ENOENT' ? 'no such file' : `it cannot be read (${String(error.code)})`);
  }
}

function firstBadLine(bytes: Buffer): number {
  let [line, start] = [1, 0];
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1;
    line++;
  }
  return line;
}
