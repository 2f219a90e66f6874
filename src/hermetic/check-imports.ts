import { SysError } from '../base/sys-error.ts';
import { visibleList } from '../base/visible.ts';
import type { ModuleInfo } from '../wasm/module-info.ts';

const PREVIEW1 = 'wasi_snapshot_preview1';

/** What would trap or wait for ever: this engine has no time, no sockets, and no signals. */
const MISSING: ReadonlySet<string> = new Set([
  'poll_oneoff',
  'proc_raise',
  'sock_accept',
  'sock_recv',
  'sock_send',
  'sock_shutdown',
]);

/** @throws SysError ENOEXEC that names all imports which the hermetic engine does not have, or the export that it lacks. */
export function checkHermeticImports({ imports, exports }: ModuleInfo): void {
  const missing = imports.filter(
    ({ module, name, kind }) => kind !== 'function' || module !== PREVIEW1 || MISSING.has(name),
  );
  const names = visibleList(missing.map(({ module, name }) => `${module}.${name}`));
  if (missing.length > 0) throw refusal(`does not have these imports: ${names}`);
  const hasMemory = exports.some(({ kind, name }) => kind === 'memory' && name === 'memory');
  if (imports.length > 0 && !hasMemory) throw refusal('needs a memory that is exported by the name memory');
}

function refusal(why: string): SysError {
  return new SysError('ENOEXEC', 'load', undefined, `engine wasmer ${why}`);
}
