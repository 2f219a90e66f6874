import { isWithin, namesOf } from '../base/path.ts';
import type { FileServer } from '../vfs/file-server.ts';

/** One directory that is seen at a mount point. */
export interface Layer {
  readonly server: FileServer;
  /** The directory inside the server; '' is its root. */
  readonly root: string;
  readonly readOnly: boolean;
  /** Files that are made in a union are made here. */
  readonly create: boolean;
}

/** A mount point and what is seen there: more than one layer make a union, searched in their order. */
export interface Mount {
  /** An absolute namespace path. */
  readonly at: string;
  readonly layers: readonly Layer[];
}

/** Where a new layer goes: in the place of what is there, before it, or after it (bind(1) of Plan 9). */
export type BindOrder = 'replace' | 'before' | 'after';

/** Puts a layer at a mount point of a list of mounts, and returns the new list. */
export function withLayer(
  mounts: readonly Mount[],
  at: string,
  layer: Layer,
  order: BindOrder,
  covered: Layer | undefined,
): Mount[] {
  const mount = mounts.find((known) => known.at === at);
  // A union over what was no mount point yet joins the directory that is covered.
  const below = mount?.layers ?? (covered === undefined ? [] : [covered]);
  const layers = order === 'replace' ? [layer] : order === 'before' ? [layer, ...below] : [...below, layer];
  return [...mounts.filter((known) => known.at !== at), { at, layers }];
}

/** The names that mount points add to a directory: `data` in `/` for a mount at `/data/logs`. */
export function namesAddedTo(mounts: readonly Mount[], directory: string): string[] {
  const depth = namesOf(directory).length;
  const names = mounts
    .filter(({ at }) => at !== directory && isWithin(at, directory))
    .map(({ at }) => namesOf(at)[depth] ?? '');
  return [...new Set(names)];
}
