import type { Maybe } from '../base/maybe.ts';
import { below, isWithin, join, namesOf, resolvePath } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { DirEntry, FileHandle, Listing, Stat } from '../vfs/file-handle.ts';
import { LinkMet, type OpenHow, READ_ONLY } from '../vfs/file-server.ts';
import { ListedDirectory } from '../vfs/listed-directory.ts';
import { EMPTY_DIRECTORY, Nothing } from '../vfs/nothing.ts';
import { MergedDirectory } from './merged-directory.ts';
import { type BindOrder, type Layer, type Mount, namesAddedTo } from './mount.ts';

/** A path that was walked to its end: the layer that has it, and its path inside that layer's server. */
export interface Place {
  readonly path: string;
  readonly mount: Mount;
  readonly layer: Layer;
  readonly inner: string;
}

/**
 * What is mounted where: finds the layer that has a path, and works on files without walking: paths are absolute, and links in
 * them are not followed. A value, like the namespace that it belongs to.
 */
export class MountTable {
  readonly mounts: readonly Mount[];
  readonly #byPath: ReadonlyMap<string, Mount>;
  readonly #deepestFirst: readonly Mount[];

  constructor(mounts: readonly Mount[]) {
    this.mounts = mounts;
    this.#byPath = new Map(mounts.map((mount) => [mount.at, mount]));
    this.#deepestFirst = mounts.toSorted((first, second) => second.at.length - first.at.length);
  }

  /** The mount at exactly this path. */
  at(path: string): Mount | undefined {
    return this.#byPath.get(path);
  }

  placeOf(path: string): Place {
    const mount = this.#mountOf(path);
    const rest = below(path, mount.at);
    const layer = this.#layerWith(mount, rest);
    return { path, mount, layer, inner: join(layer.root, rest) };
  }

  #mountOf(path: string): Mount {
    return this.#deepestFirst.find(({ at }) => isWithin(path, at)) ?? NOTHING;
  }

  /** The first layer that has the first name of `rest`; where none has, the one that things are made in. */
  #layerWith({ layers }: Mount, rest: string): Layer {
    const first = layers[0] as Layer;
    if (layers.length === 1 || rest === '') return first;
    const name = rest.split('/', 1)[0] as string;
    return layers.find((layer) => exists(layer, name)) ?? layers.find(({ create }) => create) ?? first;
  }

  /** Where something new is made. @throws SysError EPERM in a union of which no layer was bound for that (bind(1) of Plan 9). */
  forCreation(place: Place, op: string): Place {
    const { layers } = place.mount;
    const rest = below(place.path, place.mount.at);
    if (layers.length === 1 || rest.includes('/') || exists(place.layer, rest)) return place;
    const layer = layers.find(({ create }) => create);
    if (layer === undefined) throw new SysError('EPERM', op, place.path, 'no layer of this union takes new files');
    return { ...place, layer, inner: join(layer.root, rest) };
  }

  coveredAt(path: string, order: BindOrder): Layer | undefined {
    if (order === 'replace' || this.#byPath.has(path)) return undefined;
    const { layer, inner } = this.placeOf(path);
    return layer.server instanceof Nothing ? undefined : { ...layer, root: inner, create: false };
  }

  /** @returns undefined where nothing is there, 'unknown' for what only the kernel could tell about. */
  typeIfThere(place: Place): Stat['type'] | undefined {
    try {
      const stat = this.statAt(place);
      if (!(stat instanceof Promise)) return stat.type;
      stat.catch(() => {});
      return 'unknown';
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** A directory that exists only because something is mounted below it opens too. */
  openAt(place: Place, how: OpenHow): Maybe<FileHandle> {
    const target = how.create ? this.forCreation(place, 'open') : place;
    try {
      return target.layer.server.open(target.inner, how);
    } catch (error) {
      if (!isMissing(error) || namesAddedTo(this.mounts, place.path).length === 0) throw error;
      return new ListedDirectory([], EMPTY_DIRECTORY);
    }
  }

  statAt(place: Place): Maybe<Stat> {
    try {
      return place.layer.server.stat(place.inner);
    } catch (error) {
      if (!isMissing(error) || namesAddedTo(this.mounts, place.path).length === 0) throw error;
      return EMPTY_DIRECTORY;
    }
  }

  isDirectory(path: string): boolean {
    try {
      return this.typeAt(this.placeOf(path)) === 'directory';
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  typeAt(place: Place): Stat['type'] {
    return now(this.statAt(place)).type;
  }

  linkAt({ layer, inner }: Place): LinkMet {
    return new LinkMet(namesOf(inner).length, now(layer.server.readlink(inner)));
  }

  /** The path in its server that a file gets by a rename or link: both names are of one mount, and a new one is of the file's layer. */
  besides(op: string, path: string, from: Place, to: Place): string {
    const rest = below(to.path, to.mount.at);
    const isNew = to.mount.layers.length > 1 && !rest.includes('/') && !exists(to.layer, rest);
    const layer = isNew && from.mount.at === to.mount.at ? from.layer : to.layer;
    if (from.layer.server !== layer.server || from.mount.at !== to.mount.at) {
      // That there is no such directory is to be said first, as by a single layer.
      if (rest.includes('/')) this.parentOf(to, op, path);
      throw new SysError('EXDEV', op, path);
    }
    if (layer.readOnly) throw new SysError('EROFS', op, path);
    return join(layer.root, rest);
  }

  /** @throws SysError ENOENT, ENOTDIR where the directory of a name is none. */
  parentOf({ path: name }: Place, op: string, path: string): void {
    this.mustBeDirectory(this.placeOf(resolvePath(name, '..')), op, path);
  }

  /** @throws LinkMet, SysError ENOTDIR. */
  mustBeDirectory(place: Place, op: string, path: string): void {
    const { type } = now(this.statAt(place));
    if (type === 'symlink') throw this.linkAt(place);
    if (type !== 'directory') throw new SysError('ENOTDIR', op, path);
  }

  /** Adds to a directory what other layers and mount points show in it. */
  merged(handle: FileHandle, place: Place): FileHandle {
    const added = namesAddedTo(this.mounts, place.path);
    const layers = place.mount.at === place.path ? place.mount.layers : [];
    if (added.length === 0 && layers.length <= 1) return handle;
    return new MergedDirectory(handle, () => ({
      layers: layers.slice(1).map((layer, index) => ({
        list: () => listingOf(layer),
        isHidden: (name) => layers.slice(0, index + 1).some((above) => exists(above, name)),
      })),
      mounts: added.map((name) => this.#mountPoint(resolvePath(place.path, name), name)),
    }));
  }

  /** A mount point in the listing of its parent. One that only the kernel could tell about is shown as a directory. */
  #mountPoint(at: string, name: string): DirEntry {
    const layer = this.#byPath.get(at)?.layers[0];
    // Only a bind of something inside a server can show anything but a directory.
    if (layer === undefined || layer.root === '' || layer.server.spec.kind === 'task')
      return { name, ino: 1n, type: 'directory' };
    try {
      const { ino, type } = now(layer.server.stat(layer.root));
      return { name, ino, type };
    } catch (error) {
      if (!isMissing(error)) throw error;
      return { name, ino: 1n, type: 'unknown' };
    }
  }
}

/** What lies where nothing is mounted. */
const NOTHING: Mount = { at: '/', layers: [{ server: new Nothing(), root: '', readOnly: true, create: false }] };

/** Undefined where the layer's directory is gone. */
function listingOf(layer: Layer): Listing | undefined {
  try {
    const handle = now(layer.server.open(layer.root, { ...READ_ONLY, directory: true }), (late) => late.close());
    const listing = handle.list();
    const close = () => {
      listing.close();
      handle.close();
    };
    return { next: (most) => listing.next(most), close };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function exists(layer: Layer, rest: string): boolean {
  try {
    now(layer.server.stat(join(layer.root, rest)));
    return true;
  } catch (error) {
    if (error instanceof LinkMet) return true;
    if (isMissing(error)) return false;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof SysError && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/**
 * The value itself; an error for a promise. The kernel's files answer by message, so they can be looked up by their whole path only.
 * @param discard gives back a value that comes later, when nobody waits for it
 */
export function now<T>(value: Maybe<T>, discard: (late: T) => void = () => {}): T {
  if (!(value instanceof Promise)) return value;
  value.then(discard, () => {});
  throw new SysError('ENOTSUP', 'walk', undefined, 'files of the kernel cannot be part of a union or walked by ".."');
}
