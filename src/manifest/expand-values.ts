import { SysError } from '../base/sys-error.ts';
import { expand } from './expand.ts';
import type { RawEntry } from './raw-entry.ts';
import { isMapping } from './raw-entry.ts';
import type { Report } from './report.ts';
import type { Path } from './source.ts';

/** An entry with the variables in all its texts put in; name and kind were read before. */
export function expandEntry(entry: RawEntry, lookup: (name: string) => string | undefined, report: Report): RawEntry {
  const fields = Object.entries(entry.value).map(([key, value]) => [
    key,
    key === 'name' || key === 'kind' ? value : expandValue(value, [...entry.path, key], lookup, report),
  ]);
  return { ...entry, value: Object.fromEntries(fields) };
}

function expandValue(
  value: unknown,
  path: Path,
  lookup: (name: string) => string | undefined,
  report: Report,
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => expandValue(item, [...path, index], lookup, report));
  if (isMapping(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, expandValue(item, [...path, key], lookup, report)]),
    );
  if (typeof value !== 'string') return value;
  try {
    return expand(value, lookup);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    report.add(path, error.detail);
    return value;
  }
}
