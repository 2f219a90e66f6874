import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { type Instrumented, openModuleCache } from './module-cache.ts';
import type { ModuleInfo } from './module-info.ts';
import type { HashedModule } from './read-module.ts';
import type { TypeBudget } from './type-budget.ts';

/** A module that is ready to be instantiated. */
export interface LoadedModule {
  readonly module: WebAssembly.Module;
  readonly info: ModuleInfo;
  /** sha256 of the file's bytes, in hex. */
  readonly hash: string;
  /** Bytes of the file, or of what was made of it. */
  readonly size: number;
}

/** Modules that are compiled at once. */
const SMALL_BYTES = 256 * 1024;

/**
 * V8 compiles a function when it is called first, some 7 ms a MB and 16 ms for each million slots, and no safepoint comes meanwhile: a module with
 * a larger one is compiled in advance.
 */
const LARGE_FUNCTION_BYTES = 384 * 1024;
const LARGE_FUNCTION_SLOTS = 1_200_000;

/**
 * Slots for each byte of code, beyond those of one large function, past which a module is compiled in advance: its functions may be called one after the
 * other before any fuel is used up, and each is compiled on the cpu then. Those of clang and yosys have at most 1.6.
 */
const DENSE_SLOTS = 2;

/**
 * Instruments and compiles a module, or takes what was made of the same bytes before.
 * @param budget counts its types; left out by a process that loads one module
 * @throws SysError ENOEXEC for bytes that are no module, EAGAIN past the budget.
 */
export async function loadModule(original: HashedModule, budget?: TypeBudget): Promise<LoadedModule> {
  return (await loadKept(original, budget)) ?? makeModule(original, budget);
}

/** What was made of the same bytes before, compiled; undefined where there is nothing. */
export async function loadKept({ bytes, hash }: HashedModule, budget?: TypeBudget): Promise<LoadedModule | undefined> {
  const kept = openModuleCache()?.find(hash);
  if (kept !== undefined) budget?.take(hash, kept.info.typeCount);
  const module = kept && (await compile(kept).catch(() => undefined));
  return kept && module && { module, info: kept.info, hash, size: bytes.length };
}

/** Instruments and compiles a module; for a large one this holds the thread up for seconds. @throws SysError as `loadModule`. */
export async function makeModule({ bytes, hash }: HashedModule, budget?: TypeBudget): Promise<LoadedModule> {
  // A process that runs what it ran before has no use for the code that instruments.
  const { instrument } = await import('./instrument.ts');
  const made = instrument(bytes);
  budget?.take(hash, made.info.typeCount);
  const loaded = { module: await compileNew(made, bytes), info: made.info, hash, size: bytes.length };
  openModuleCache()?.add(hash, made);
  return loaded;
}

/**
 * The module that was loaded from a file before, where this had the same identity, without a look at the file. For tasks without a pinned hash:
 * reading and hashing costs `wasitop run` a tenth of its time, for large modules more.
 * @param identity as `identityOf` gives it
 */
export async function loadKnown(identity: string): Promise<LoadedModule | undefined> {
  const kept = openModuleCache()?.findNamed(identity);
  const module = kept && (await compile(kept).catch(() => undefined));
  return kept && module && { module, info: kept.info, hash: kept.hash, size: kept.bytes.length };
}

/** Has a loaded module found by `loadKnown`. */
export function rememberIdentity(identity: string, { hash }: LoadedModule): void {
  openModuleCache()?.name(hash, identity);
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
  const inAdvance = isLarge(info) || info.slots > LARGE_FUNCTION_SLOTS + DENSE_SLOTS * bytes.length;
  // Small modules compile faster than another thread is asked to.
  if (bytes.length < SMALL_BYTES && !inAdvance) return new WebAssembly.Module(bytes);
  // Node ends a process that waits for nothing but a compilation.
  const stay = setInterval(() => {}, 1_000);
  try {
    return await (inAdvance ? compileInAdvance(bytes) : WebAssembly.compile(bytes));
  } finally {
    clearInterval(stay);
  }
}

function isLarge({ largestFunction, mostSlots }: ModuleInfo): boolean {
  return largestFunction > LARGE_FUNCTION_BYTES || mostSlots > LARGE_FUNCTION_SLOTS;
}

/** Modules that are compiled in advance now. */
let inAdvanceNow = 0;

/**
 * Compiles all of a module by the baseline compiler alone: what the optimizing one takes grows with the square of a function's length (1 MB of calls
 * through a table took it 80 s and 1 GB). The flags are the process's: what others compile meanwhile is compiled so too.
 */
async function compileInAdvance(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  if (inAdvanceNow++ === 0) setFlags('--no-wasm-tier-up', '--no-wasm-dynamic-tiering', '--no-wasm-lazy-compilation');
  try {
    return await WebAssembly.compile(bytes);
  } finally {
    if (--inAdvanceNow === 0) setFlags('--wasm-lazy-compilation', '--wasm-dynamic-tiering', '--wasm-tier-up');
  }
}

/** In the order given: `--wasm-tier-up` is never set without dynamic tiering, because V8 optimizes in advance then. */
function setFlags(...flags: readonly string[]): void {
  for (const flag of flags) builtin.v8.setFlagsFromString(flag);
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
