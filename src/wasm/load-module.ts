import { readFileSync } from 'node:fs';
import { builtin } from '../base/builtin.ts';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { instrument } from './instrument.ts';
import type { ModuleInfo } from './module-info.ts';

/** A module that is ready to be instantiated. */
export interface LoadedModule {
  readonly module: WebAssembly.Module;
  readonly info: ModuleInfo;
  /** sha256 of the file, in hex. */
  /** sha256 in hex; undefined where nobody asked for it. */
  readonly hash: string | undefined;
  /** Bytes of the file. */
  readonly size: number;
}

/** Modules that are compiled at once. */
const SMALL_BYTES = 256 * 1024;

/** The largest module that is read: V8's own limit. */
const MOST_BYTES = 1024 ** 3;

/**
 * Reads, instruments and compiles a module. Bytes of another hash than expected are not even parsed.
 * @param expected sha256 in hex
 * @param hashed whether the hash is wanted where none is expected: for a large module it takes as long as to read it
 * @throws SysError ENOENT, EACCES ... for the file, ENOEXEC for its content, EPERM for a hash that is not the expected one.
 */
export async function loadModule(source: string | Uint8Array, expected?: string, hashed = true): Promise<LoadedModule> {
  const bytes = typeof source === 'string' ? readModule(source) : source;
  const hash = hashed || expected !== undefined ? sha256Of(bytes) : undefined;
  if (expected !== undefined && hash !== expected)
    throw new SysError('EPERM', 'load', undefined, `hash mismatch: expected sha256:${expected}, got sha256:${hash}`);
  const { bytes: rewritten, info } = instrument(bytes);
  return { module: await compile(rewritten, bytes), info, hash, size: bytes.length };
}

function sha256Of(bytes: Uint8Array): string {
  return builtin.crypto.createHash('sha256').update(bytes).digest('hex');
}

function readModule(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path);
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
    // Small modules compile faster than another thread is asked to.
    if (rewritten.length < SMALL_BYTES) return new WebAssembly.Module(rewritten);
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
