import { SysError } from '../base/sys-error.ts';

const PREVIEW1 = 'wasi_snapshot_preview1';

/** The imports that a manifest may allow, and the module name that each stands for. */
const HOST_IMPORTS: Readonly<Record<string, string>> = {
  'wasi:cli': 'wasi:cli',
  'wasi:io': 'wasi:io',
  'wasi:poll': 'wasi:poll',
  'wasi:clocks': 'wasi:clocks',
  'wasi:filesystem': 'wasi:filesystem',
  'wasi:random': 'wasi:random',
  'wasi:sockets': 'wasi:sockets',
  'wasi:http': 'wasi:http',
  [PREVIEW1]: PREVIEW1,
  preview1: PREVIEW1,
  'wasi-preview1': PREVIEW1,
};

/** @returns the module name as modules spell it. @throws SysError EINVAL for one that there is not. */
export function checkImport(word: string): string {
  const name = Object.hasOwn(HOST_IMPORTS, word) ? HOST_IMPORTS[word] : undefined;
  if (name === undefined) throw new SysError('EINVAL', 'import', word, `unsupported wasm host import: ${word}`);
  return name;
}
