import { distance } from 'fastest-levenshtein';
import { resolvePath } from '../base/path.ts';
import { resolveId } from './find-entry.ts';
import type { PlanEntry } from './plan.ts';
import type { RawEntry } from './raw-entry.ts';
import type { Known } from './references.ts';
import type { Report } from './report.ts';
import type { Shape } from './schemas.ts';

/** Letters by which a free key of `meta` may differ from `command` at most to be taken for a slip. */
const SLIP = 2;

/** Words of their own, however near they are. */
const NO_SLIPS = ['command', 'comment', 'comments'];

/** Puts what an entry refers to into it. @returns undefined where that is not there, which was reported. */
export function planEntry(
  raw: RawEntry,
  shape: Shape<'process.wasm'>,
  line: number,
  known: Known,
): PlanEntry | undefined {
  const directoryOf = (word: string) => known.directories.get(resolveId(word, known.namespace));
  const fs = directoryOf(shape.fs);
  const mounts = shape.wasi.mounts.flatMap((mount) => {
    const found = directoryOf(mount.fs);
    if (found === undefined) return [];
    return [{ ...found, guest: resolvePath('/', mount.guest), readOnly: mount.read_only || found.readOnly }];
  });
  if (fs === undefined) return undefined;
  const env = shape.wasi.env.flatMap(({ id, name }) => {
    const value = known.variables.valueOf(resolveId(id, known.namespace));
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const { args, cwd, listen, stdin } = shape.wasi;
  return {
    id: raw.id,
    name: raw.name,
    line,
    fs: { directory: fs.directory, autoInit: fs.autoInit },
    path: shape.path,
    hash: shape.hash,
    method: shape.method,
    imports: shape.imports,
    wasi: {
      args,
      cwd: resolvePath('/', cwd),
      env,
      mounts,
      listen,
      stdin: stdin === undefined ? undefined : resolveId(stdin, known.namespace),
    },
    limits: shape.limits,
    command: shape.meta?.command,
    priority: shape.priority,
    capabilities: shape.capabilities,
    isolation: shape.isolation,
    engine: shape.engine,
    watch: shape.watch ?? true,
  };
}

/** Says what is accepted and has no effect yet. */
export function noteIdle({ path }: RawEntry, shape: Shape<'process.wasm'>, report: Report): void {
  if (shape.capabilities.length > 0) report.note([...path, 'capabilities'], 'capabilities are not enforced yet');
}

/** `meta` is free, but an entry whose `command` is mistyped would start by itself. */
export function checkMeta({ path, value }: RawEntry, report: Report): void {
  for (const key of Object.keys(value['meta'] ?? {}))
    if (!NO_SLIPS.includes(key) && distance(key, 'command') <= SLIP)
      report.add([...path, 'meta', key], `unknown key '${key}' in meta; did you mean 'command'?`);
}
