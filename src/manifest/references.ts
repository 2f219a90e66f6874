import * as z from 'zod';
import { didYouMean } from '../base/nearest.ts';
import { resolvePath } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { Filesystem } from './directories.ts';
import { resolveId } from './find-entry.ts';
import { modulePath } from './module-path.ts';
import type { RawEntry } from './raw-entry.ts';
import type { Report } from './report.ts';
import type { Path } from './source.ts';
import type { Variables } from './variables.ts';

const word = z.string().optional().catch(undefined);

/** What an entry refers to, as far as it can be read: an error elsewhere in it hides none of these. */
const REFERENCES = z.object({
  fs: word,
  path: word,
  wasi: z
    .object({
      env: z
        .array(
          z
            .object({ id: word, name: word, required: z.unknown().optional() })
            .catch({ id: undefined, name: undefined, required: false }),
        )
        .catch([]),
      mounts: z.array(z.object({ fs: word, guest: word }).catch({ fs: undefined, guest: undefined })).catch([]),
      stdin: word,
    })
    .catch({ env: [], mounts: [], stdin: undefined }),
});

/** What entries can refer to; undefined stands for a directory whose own entry is wrong. */
export interface Known {
  readonly namespace: string;
  readonly directories: ReadonlyMap<string, Filesystem | undefined>;
  readonly variables: Variables;
}

/** Reports what a `process.wasm` entry refers to and is not there, and what it names twice. @returns the id behind its `wasi.stdin`. */
export function checkReferences(entry: RawEntry, known: Known, report: Report): string | undefined {
  const found = REFERENCES.parse(entry.value);
  checkModule(entry.path, found, known, report);
  const mounts = [...entry.path, 'wasi', 'mounts'];
  found.wasi.mounts.forEach(({ fs }, index) => {
    const id = fs === undefined ? undefined : resolveId(fs, known.namespace);
    if (id !== undefined && !known.directories.has(id))
      report.add([...mounts, index, 'fs'], `wasi mount filesystem not found: ${id}`);
  });
  const guests = found.wasi.mounts.map(({ guest }) => (guest === undefined ? undefined : resolvePath('/', guest)));
  for (const index of repeated(guests)) report.add([...mounts, index, 'guest'], 'wasi.mounts[].guest must be unique');
  checkVariables([...entry.path, 'wasi', 'env'], found.wasi.env, known, report);
  return found.wasi.stdin === undefined ? undefined : resolveId(found.wasi.stdin, known.namespace);
}

/** A module that is not there is no fault of the manifest: it may be built later, and its task then says so. */
function checkModule(at: Path, { fs, path }: z.output<typeof REFERENCES>, known: Known, report: Report): void {
  if (fs === undefined || fs === '') return;
  const id = resolveId(fs, known.namespace);
  if (!known.directories.has(id))
    report.add([...at, 'fs'], `filesystem not found: ${id}${didYouMean(id, [...known.directories.keys()])}`);
  const directory = known.directories.get(id)?.directory;
  if (directory === undefined || path === undefined || path === '') return;
  try {
    modulePath(directory, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.code !== 'ENOENT') report.add([...at, 'path'], error.detail);
  }
}

function checkVariables(
  at: Path,
  env: z.output<typeof REFERENCES>['wasi']['env'],
  { namespace, variables }: Known,
  report: Report,
): void {
  env.forEach(({ id, required }, index) => {
    if (id === undefined || id === '') return;
    const full = resolveId(id, namespace);
    if (variables.valueOf(full) !== undefined) return;
    if (required === true) report.add([...at, index, 'id'], `required wasi env variable not found: ${full}`);
    else if (!variables.ids.includes(full))
      report.add([...at, index, 'id'], `no such env.variable entry: ${full}${didYouMean(id, variables.ids)}`);
  });
  const names = env.map(({ name }) => name);
  for (const index of repeated(names)) report.add([...at, index, 'name'], 'wasi.env[].name must be unique');
}

/** The places of values that stand in a list before already. */
function repeated(values: readonly (string | undefined)[]): number[] {
  return values.flatMap((value, index) => (value !== undefined && values.indexOf(value) < index ? [index] : []));
}
