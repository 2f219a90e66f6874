import { didYouMean } from '../base/nearest.ts';
import { resolveId } from './find-entry.ts';
import type { Report } from './report.ts';
import { ENTRY_NAME, type Kind, SCHEMAS } from './schemas.ts';
import { readShape } from './shape.ts';
import type { Path } from './source.ts';

/** An entry with a name and a kind, before the rest of it is looked at. */
export interface RawEntry {
  /** `namespace:name`. */
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly path: Path;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Tells a mapping from a list and from all else. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries that have a name of their own and a kind that there is; what hinders the others is reported. */
export function rawEntries(values: readonly unknown[], namespace: string, report: Report): RawEntry[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const path = ['entries', index];
    if (!isMapping(value)) {
      report.add(path, 'an entry is a mapping with name and kind');
      return [];
    }
    const name = readShape(ENTRY_NAME, value['name'], [...path, 'name'], report);
    if (name !== undefined && seen.has(name)) report.add([...path, 'name'], `name must be unique: ${name}`);
    if (name !== undefined) seen.add(name);
    const kind = readKind(value['kind'], [...path, 'kind'], report);
    if (name === undefined || kind === undefined) return [];
    return [{ id: resolveId(name, namespace), name, kind, path, value }];
  });
}

function readKind(kind: unknown, path: Path, report: Report): Kind | undefined {
  if (isKind(kind)) return kind;
  if (kind === undefined || kind === null) report.add(path, 'kind is required');
  else if (kind === 'process.service')
    report.add(
      path,
      'process.service: services are not there yet; a process.wasm entry without meta.command starts by itself',
    );
  else report.add(path, `unknown kind '${String(kind)}'${didYouMean(String(kind), Object.keys(SCHEMAS))}`);
  return undefined;
}

function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind);
}
