import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { instrument } from './instrument.ts';
import type { ModuleInfo } from './module-info.ts';

/** A module that is ready to be instantiated. */
export interface LoadedModule {
  readonly module: WebAssembly.Module;
  readonly info: ModuleInfo;
  /** sha256 of the file, in hex. */
  readonly hash: string;
  /** Bytes of the file. */
  readonly size: number;
}

/** The largest module that is read: V8's own limit. */
const MOST_BYTES = 1024 ** 3;

/**
 * Reads, hashes, instruments and compiles a module. Bytes of another hash than expected are not even parsed.
 * @param expected sha256 in hex
 * @throws SysError ENOENT, EACCES ... for the file, ENOEXEC for its content, EPERM for a hash that is not the expected one.
 */
export async function loadModule(source: string | Uint8Array, expected?: string): Promise<LoadedModule> {
  const bytes = typeof source === 'string' ? await readModule(source) : source;
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (expected !== undefined && hash !== expected)
    throw new SysError('EPERM', 'load', undefined, `hash mismatch: expected sha256:${expected}, got sha256:${hash}`);
  const { bytes: rewritten, info } = instrument(bytes);
  return { module: await compile(rewritten, bytes), info, hash, size: bytes.length };
}

async function readModule(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    if (bytes.length > MOST_BYTES) throw new SysError('EFBIG', 'load', path, 'it is larger than 1 GiB');
    return bytes;
  } catch (error) {
    if (error instanceof SysError || !(error instanceof Error) || !('code' in error)) throw error;
    const code = String(error.code);
    throw new SysError(isErrorCode(code) ? code : 'EIO', 'load', path);
  }
}

async function compile(rewritten: Uint8Array<ArrayBuffer>, original: Uint8Array): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(rewritten);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new SysError('ENOEXEC', 'load', undefined, await explain(original, error));
  }
}

/** What V8 says of the file as it was, for its positions are those that its author knows. */
async function explain(original: Uint8Array, instrumented: Error): Promise<string> {
  try {
    await WebAssembly.compile(new Uint8Array(original));
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return `not a valid module: ${clean(error.message)}`;
  }
  return `V8 refuses the module once it is instrumented, which is a fault of wasitop: ${clean(instrumented.message)}`;
}

function clean(message: string): string {
  return message.replace(/^WebAssembly\.compile\(\): /, '');
}
