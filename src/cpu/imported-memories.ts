import type { MemoryType, ModuleImport } from '../wasm/module-info.ts';

/** What a module links against: the host's functions, and a memory of the size it asks for where it wants one from outside. */
export function withMemories(modules: WebAssembly.Imports, imports: readonly ModuleImport[]): WebAssembly.Imports {
  const wanted = Map.groupBy(imports, ({ module, name }) => JSON.stringify([module, name]));
  if (wanted.size === 0) return modules;
  const all: WebAssembly.Imports = { ...modules };
  for (const same of wanted.values()) {
    const [{ module, name } = { module: '', name: '' }] = same;
    const memory = makeMemory(same.flatMap((item) => item.memory ?? []));
    if (memory !== undefined) all[module] = { ...all[module], [name]: memory };
  }
  return all;
}

/** One that satisfies all imports of the same name. */
function makeMemory(types: readonly MemoryType[]): WebAssembly.Memory | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  const { shared, is64 } = first;
  const initial = Math.max(...types.map(({ min }) => min));
  const most = Math.min(...types.map(({ max = Number.POSITIVE_INFINITY }) => max));
  const maximum = most === Number.POSITIVE_INFINITY ? undefined : most;
  if (!is64) return new WebAssembly.Memory({ initial, ...(maximum === undefined ? {} : { maximum }), shared });
  const bounded = maximum === undefined ? {} : { maximum: BigInt(maximum) };
  return new WebAssembly.Memory({ initial: BigInt(initial), ...bounded, shared, address: 'i64' });
}
