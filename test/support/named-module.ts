import { Writer } from '../../src/wasm/encode.ts';

/** What a module calls its parts. */
interface Names {
  readonly imports?: readonly (readonly [module: string, name: string])[];
  readonly exports?: readonly string[];
  /** Of its one function, in the custom section for such names. */
  readonly called?: string;
}

/** A module whose `_start`, and all other exports, are one function that traps. */
export function namedModule({ imports = [], exports = [], called = '' }: Names): Uint8Array<ArrayBuffer> {
  const own = imports.length;
  const importSection = new Writer().u32(own);
  for (const [module, name] of imports) importSection.name(module).name(name).u8(0).u32(0);
  const exportSection = new Writer().u32(exports.length + 1);
  for (const name of ['_start', ...exports]) exportSection.name(name).u8(0).u32(own);
  const functionNames = new Writer().u32(1).u32(own).name(called).finish();
  return new Writer()
    .bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))
    .section(1, Uint8Array.of(1, 0x60, 0, 0))
    .section(2, importSection.finish())
    .section(3, Uint8Array.of(1, 0))
    .section(7, exportSection.finish())
    .section(10, Uint8Array.of(1, 3, 0, 0x00, 0x0b))
    .section(0, new Writer().name('name').section(1, functionNames).finish())
    .finish();
}
