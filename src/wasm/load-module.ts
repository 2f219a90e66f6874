import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { onHost } from '../vfs/host-error.ts';
import { type Instrumented, identityOf, type ModuleCache, openModuleCache } from './module-cache.ts';
import type { ModuleInfo } from './module-info.ts';
import { readModule } from './read-module.ts';

/** A module that is ready to be instantiated. */
export interface LoadedModule {
  readonly module: WebAssembly.Module;
  readonly info: ModuleInfo;
  /** sha256 in hex; undefined where nobody asked for it. */
  readonly hash: string | undefined;
  /** Bytes of the file. */
  readonly size: number;
}

/** Modules that are compiled at once. */
const SMALL_BYTES = 256 * 1024;

/**
 * V8 compiles a function when it is called first, some 7 ms a MB, and no safepoint comes meanwhile: a module with a larger one is compiled
 * in advance.
 */
const LARGE_FUNCTION_BYTES = 512 * 1024;

/**
 * Reads, instruments and compiles a module. Bytes of another hash than expected are not even parsed.
 * @param expected sha256 in hex
 * @param hashed whether the hash is wanted where none is expected: for a large module it takes as long as to read it
 * @throws SysError ENOENT, EACCES ... for the file, ENOEXEC for its content, EPERM for a hash that is not the expected one.
 */
export async function loadModule(source: string | Uint8Array, expected?: string, hashed = true): Promise<LoadedModule> {
  const file = typeof source === 'string' ? onHost('load', source, () => identityOf(source)) : undefined;
  const place = file && { cache: openModuleCache(), ...file };
  const kept = place?.cache?.find(place.name);
  // The content that a hash was asked for is what is hashed, whatever was kept of it.
  const bytes = kept !== undefined && expected === undefined ? undefined : await bytesOf(source);
  if (expected !== undefined && bytes !== undefined) checkHash(bytes, expected);
  const module = kept && (await compile(kept).catch(() => undefined));
  if (kept !== undefined && module !== undefined)
    return { module, info: kept.info, hash: kept.hash, size: place?.size ?? 0 };
  return loadNew(bytes ?? (await bytesOf(source)), expected !== undefined || hashed, place);
}

interface Place {
  readonly cache: ModuleCache | undefined;
  readonly name: string;
}

async function loadNew(bytes: Uint8Array, hashed: boolean, place: Place | undefined): Promise<LoadedModule> {
  const hash = hashed || place?.cache !== undefined ? sha256Of(bytes) : undefined;
  // A process that runs what it ran before has no use for the code that instruments.
  const { instrument } = await import('./instrument.ts');
  const made = instrument(bytes);
  const module = await compileNew(made, bytes);
  if (hash !== undefined) place?.cache?.add(place.name, { ...made, hash });
  return { module, info: made.info, hash, size: bytes.length };
}

async function bytesOf(source: string | Uint8Array): Promise<Uint8Array> {
  return typeof source === 'string' ? readModule(source) : source;
}

function checkHash(bytes: Uint8Array, expected: string): void {
  const hash = sha256Of(bytes);
  if (hash !== expected)
    throw new SysError('EPERM', 'load', undefined, `hash mismatch: expected sha256:${expected}, got sha256:${hash}`);
}

function sha256Of(bytes: Uint8Array): string {
  return builtin.crypto.createHash('sha256').update(bytes).digest('hex');
}

async function compileNew(made: Instrumented, original: Uint8Array): Promise<WebAssembly.Module> {
  try {
    return await compile(made);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new SysError('ENOEXEC', 'load', undefined, await explain(original, error));
  }
}

async function compile({ bytes, info }: Instrumented): Promise<WebAssembly.Module> {
  // Small modules compile faster than another thread is asked to.
  if (bytes.length < SMALL_BYTES) return new WebAssembly.Module(bytes);
  // Node ends a process that waits for nothing but a compilation.
  const stay = setInterval(() => {}, 1_000);
  try {
    return await (info.largestFunction > LARGE_FUNCTION_BYTES ? compileInAdvance(bytes) : WebAssembly.compile(bytes));
  } finally {
    clearInterval(stay);
  }
}

/** The flag is the process's: what others compile meanwhile is compiled in advance too. */
async function compileInAdvance(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  builtin.v8.setFlagsFromString('--no-wasm-lazy-compilation');
  try {
    return await WebAssembly.compile(bytes);
  } finally {
    builtin.v8.setFlagsFromString('--wasm-lazy-compilation');
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
