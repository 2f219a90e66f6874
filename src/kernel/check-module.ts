import { MAX_HEAP_BYTES, MAX_TABLE_BYTES } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { digits, visibleList } from '../base/visible.ts';
import { WASI_MODULES } from '../wasi/preview1.ts';
import { TABLE_ELEMENT_BYTES } from '../wasm/hidden.ts';
import type { ModuleImport, ModuleInfo } from '../wasm/module-info.ts';
import type { TaskSpec } from './task.ts';

const PAGE_BYTES = 65_536;

/**
 * Refuses what could not run, before it starts, naming all that is missing.
 * @throws SysError ENOEXEC for imports that there are not or a missing entry, ENOMEM for memories and tables that begin above the limit.
 */
export function checkModule(info: ModuleInfo, spec: TaskSpec, memoryLimit: number): void {
  if (spec.imports !== undefined) refuseUnlisted(info, spec.imports);
  const unknown = info.imports.filter((wanted) => !isProvided(wanted));
  if (unknown.length > 0) {
    const names = visibleList(unknown.map(nameOf));
    const threads = unknown.some(({ module }) => module === 'wasi');
    throw new SysError(
      'ENOEXEC',
      'load',
      undefined,
      `unknown imports: ${names}${threads ? ' (wasi-threads is not supported)' : ''}`,
    );
  }
  const entry = spec.entry ?? { kind: 'start' };
  refuseSignature(info, entry.kind === 'start' ? '_start' : '_initialize');
  if (entry.kind === 'start' && !info.exports.some(({ name, kind }) => name === '_start' && kind === 'function')) {
    throw new SysError(
      'ENOEXEC',
      'load',
      undefined,
      'the module exports no _start: it is a library; call one of its functions with --invoke',
    );
  }
  checkInitialMemory(info, memoryLimit);
}

function nameOf({ module, name, kind }: ModuleImport): string {
  return kind === 'function' ? `${module}.${name}` : `${module}.${name} (a ${kind})`;
}

/** What instantiation allocates counts for what it is, before it is allocated. A lower memory limit lowers the other two. */
function checkInitialMemory({ memories, tableElements, constantBytes }: ModuleInfo, memoryLimit: number): void {
  const most = memoryLimit > 0 ? memoryLimit : Number.POSITIVE_INFINITY;
  const inMemories = memories.reduce((sum, { min }) => sum + min * PAGE_BYTES, 0);
  const inTables = tableElements * TABLE_ELEMENT_BYTES;
  refuseAbove(most, MAX_TABLE_BYTES, inTables, 'its tables');
  refuseAbove(most, MAX_HEAP_BYTES, constantBytes, 'its constants');
  refuseAbove(most, Number.POSITIVE_INFINITY, inMemories + inTables, 'its memories and tables');
}

/** Names the limit that counts: that of the task's memory, which can be raised, or the one that no task passes. */
function refuseAbove(memoryLimit: number, bound: number, bytes: number, what: string): void {
  if (bytes <= Math.min(memoryLimit, bound)) return;
  const limit = memoryLimit <= bound ? `its memory limit is ${digits(memoryLimit)}` : `the most is ${digits(bound)}`;
  throw new SysError('ENOMEM', 'load', undefined, `${what} begin with ${digits(bytes)} bytes, and ${limit}`);
}

/** wasitop calls these without arguments, and has no use for a result. @throws SysError ENOEXEC for one that wants or gives any. */
function refuseSignature(info: ModuleInfo, entry: '_start' | '_initialize'): void {
  const type = info.exports.find(({ name }) => name === entry)?.type;
  if (type === undefined || type.params.length + type.results.length === 0) return;
  const wrong = type.params.length > 0 ? `takes (${type.params.join(', ')})` : `returns (${type.results.join(', ')})`;
  throw new SysError('ENOEXEC', 'load', undefined, `its ${entry} ${wrong}; it may neither take nor return anything`);
}

/** A memory that is imported is made for the task alone, and no part of the host. */
function refuseUnlisted(info: ModuleInfo, listed: readonly string[]): void {
  const outside = info.imports.filter(({ module, kind }) => kind !== 'memory' && !listed.includes(module));
  if (outside.length === 0) return;
  const names = visibleList([...new Set(outside.map(({ module }) => module))]);
  throw new SysError('ENOEXEC', 'load', undefined, `unsupported wasm host import: ${names}`);
}

function isProvided({ module, name, kind }: ModuleImport): boolean {
  if (kind === 'memory') return true;
  return kind === 'function' && Object.hasOwn(WASI_MODULES, module) && Object.hasOwn(WASI_MODULES[module] ?? {}, name);
}
