import { init, MemFS, WASI } from '@wasmer/wasi';
import type { Reason } from '../base/reason.ts';
import type { Preopen } from '../cpu/messages.ts';
import { trapReason } from '../cpu/trap.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { START_EXPORT } from '../wasm/hidden.ts';
import type { HeapUse } from '../wasm/module-info.ts';
import { Guard, type WasiCall } from './guard.ts';
import type { Image } from './image.ts';
import { type Contents, fill, read } from './memory-files.ts';
import type { Meter } from './meter.ts';

/**
 * A module that ends guests by `unreachable`, which none can catch. `safepoint`, (i32) -> i32, asks the import `check` and ends
 * where that answers -2 (ENDED); `exit`, (i32) -> (), tells the import `note`, and ends.
 */
const ENDER = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 10, 2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0],
  ...[2, 13, 2, 1, 0x68, 1, 0x63, 0, 0, 1, 0x68, 1, 0x6e, 0, 1],
  ...[3, 3, 2, 0, 1],
  ...[7, 9, 2, 1, 0x73, 0, 2, 1, 0x65, 0, 3],
  ...[10, 27, 2],
  ...[17, 0, 0x20, 0, 0x10, 0, 0x22, 0, 0x41, 0x7e, 0x46, 0x04, 0x40, 0x00, 0x0b, 0x20, 0, 0x0b],
  ...[7, 0, 0x20, 0, 0x10, 1, 0x00, 0x0b],
);

/** What a program is given. */
export interface Program {
  readonly module: WebAssembly.Module;
  readonly info: HeapUse;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly preopens: readonly Preopen[];
  readonly stdin: Uint8Array;
  readonly image: Image;
  readonly namespace: Namespace;
}

/** What became of it. */
export interface Outcome {
  /** Undefined where the kernel asked for the end. */
  readonly reason: Reason | undefined;
  readonly stdout: Uint8Array<ArrayBuffer>;
  readonly stderr: Uint8Array<ArrayBuffer>;
  /** The files as it left them. */
  contents(): Contents;
}

/** Runs a program from its start to its end, in files of its own, with `@wasmer/wasi`. */
export async function runProgram(program: Program, meter: Meter): Promise<Outcome> {
  await init();
  const memory = new MemFS();
  fill(memory, program.image);
  const preopens = preopensOf(program);
  const wasi = new WASI({
    args: [...program.args],
    env: Object.fromEntries(program.env.map((line) => splitAt(line, line.indexOf('=')))),
    preopens,
    fs: memory,
  });
  wasi.setStdinBuffer(program.stdin);
  const reason = execute(program, wasi, Object.values(preopens), meter);
  meter.publish();
  return {
    reason,
    stdout: new Uint8Array(wasi.getStdoutBuffer()),
    stderr: new Uint8Array(wasi.getStderrBuffer()),
    contents: () => read(wasi.fs),
  };
}

function execute(
  { module, info, namespace, image }: Program,
  wasi: WASI,
  preopens: readonly string[],
  meter: Meter,
): Reason | undefined {
  let code: number | undefined;
  const note = (status: number) => {
    code ??= status >>> 0;
  };
  const h = { c: (fuel: number) => meter.check(fuel), n: note };
  const ender = new WebAssembly.Instance(new WebAssembly.Module(ENDER), { h }).exports;
  try {
    // The engine does not take a module that imports nothing from it.
    const usesWasi = WebAssembly.Module.imports(module).length > 0;
    const imports = usesWasi ? (wasi.getImports(module) as Record<string, Record<string, WasiCall>>) : {};
    const guard = new Guard(namespace, image, preopens, () => memoryOf(instance).buffer);
    for (const [name, functions] of Object.entries(imports))
      imports[name] = { ...guard.over(functions), proc_exit: ender['e'] as WasiCall };
    const instance = new WebAssembly.Instance(module, imports);
    if (usesWasi) wasi.instantiate(instance);
    meter.attach(info, instance.exports, ender['s']);
    for (const name of [START_EXPORT, '_initialize', '_start'])
      (instance.exports[name] as (() => void) | undefined)?.();
    return { kind: 'exit', code: 0 };
  } catch (error) {
    if (code !== undefined) return { kind: 'exit', code };
    if (meter.isKilled) return undefined;
    return meter.reason ?? trapReason(error);
  }
}

function memoryOf({ exports }: WebAssembly.Instance): WebAssembly.Memory {
  return exports['memory'] as WebAssembly.Memory;
}

/**
 * The directories that it finds open. Devices and the kernel's files are not there. Beside a working directory the directories of
 * the root are open by their own names, so that wasi-libc, which takes `.` for the root, finds absolute paths.
 */
function preopensOf({ preopens, image }: Program): Record<string, string> {
  const copied = preopens.filter(({ path }) => path === '/' || image.directories.has(path));
  const hasWorking = copied.some(({ name, path }) => name === '.' && path !== '/');
  const tops = hasWorking ? [...image.directories].filter((path) => path.lastIndexOf('/') === 0 && path !== '/') : [];
  return Object.fromEntries([...tops.map((path) => [path, path]), ...copied.map(({ name, path }) => [name, path])]);
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}
