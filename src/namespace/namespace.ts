import { chain, type Maybe } from '../base/maybe.ts';
import { below, isWithin, join, namesOf, resolvePath } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { DirEntry, FileHandle, Stat } from '../vfs/file-handle.ts';
import { type FileServer, LinkMet, type OpenHow, READ_ONLY } from '../vfs/file-server.ts';
import { ListedDirectory } from '../vfs/listed-directory.ts';
import { EMPTY_DIRECTORY, Nothing } from '../vfs/nothing.ts';
import { MergedDirectory } from './merged-directory.ts';
import { type BindOrder, type Layer, type Mount, namesAddedTo, withLayer } from './mount.ts';
import { ReadOnlyHandle } from './read-only-handle.ts';
import { isPlain, Walk } from './walk.ts';

/** What `open` found. */
export interface Opened {
  readonly handle: FileHandle;
  /** The absolute namespace path of what was opened, links resolved. */
  readonly path: string;
  readonly readOnly: boolean;
  /** The path by now: a directory that is renamed stays open. @throws SysError ENOENT where it left the namespace. */
  pathNow(): string;
}

/** How a layer joins a mount point. */
export interface MountOptions {
  readonly order?: BindOrder;
  readonly create?: boolean;
  readonly readOnly?: boolean;
  /** A directory inside the server. */
  readonly root?: string;
}

/** A path that was walked to its end: the layer that has it, and its path inside that layer's server. */
interface Place {
  readonly path: string;
  readonly mount: Mount;
  readonly layer: Layer;
  readonly inner: string;
}

/**
 * A task's view of the file tree: a mount table and the walk over it. A value: every change makes a new one, so readers
 * hold a snapshot and a fork costs nothing. Paths of calls are relative to `base`, an absolute namespace path, and never lead
 * above it. Unlike Plan 9's, a link never leads out of the mount that it stands in.
 */
export class Namespace {
  readonly mounts: readonly Mount[];
  readonly #byPath: ReadonlyMap<string, Mount>;
  readonly #deepestFirst: readonly Mount[];

  constructor(mounts: readonly Mount[] = []) {
    this.mounts = mounts;
    this.#byPath = new Map(mounts.map((mount) => [mount.at, mount]));
    this.#deepestFirst = mounts.toSorted((first, second) => second.at.length - first.at.length);
  }

  /** Shows a server's files at a path. */
  mount(server: FileServer, at: string, options: MountOptions = {}): Namespace {
    const { order = 'replace', create = false, readOnly = false, root = '' } = options;
    const layer: Layer = { server, root, readOnly, create };
    const path = resolvePath('/', at);
    return new Namespace(withLayer(this.mounts, path, layer, order, this.#coveredAt(path, order)));
  }

  /** Shows at `at` what `from` shows now: the server and the directory are taken, not the name. */
  bind(from: string, at: string, options: Omit<MountOptions, 'root'> = {}): Maybe<Namespace> {
    const relative = below(resolvePath('/', from), '/') || '.';
    return this.#walk('bind', '/', relative, true, (place) =>
      chain(place.layer.server.stat(place.inner), (stat) => {
        if (stat.type === 'symlink')
          throw new LinkMet(namesOf(place.inner).length, now(place.layer.server.readlink(place.inner)));
        const readOnly = options.readOnly ?? place.layer.readOnly;
        return this.mount(place.layer.server, at, { ...options, readOnly, root: place.inner });
      }),
    );
  }

  /** Takes a mount point away, or only the layer that shows `from`. @throws SysError EINVAL where there is none. */
  unbind(at: string, from?: string): Namespace {
    const path = resolvePath('/', at);
    const mount = this.#byPath.get(path);
    const gone = from === undefined ? undefined : this.#placeOf(resolvePath('/', from));
    const left =
      gone === undefined
        ? []
        : (mount?.layers ?? []).filter((layer) => layer.server !== gone.layer.server || layer.root !== gone.inner);
    if (mount === undefined || left.length === mount.layers.length)
      throw new SysError('EINVAL', 'unbind', at, 'it is no mount point');
    const others = this.mounts.filter((known) => known !== mount);
    return new Namespace(left.length === 0 ? others : [...others, { at: path, layers: left }]);
  }

  /** Opens a file or directory. With `follow` false a link at the end is ELOOP. */
  open(base: string, path: string, how: OpenHow, follow: boolean): Maybe<Opened> {
    return this.#walk('open', base, path, follow, (place, wantsDirectory) => {
      if (how.create && how.directory) throw new SysError('EINVAL', 'open', path, 'open does not make directories');
      if (how.create && wantsDirectory) {
        this.#parentOf(place, 'open', path);
        throw new SysError('EISDIR', 'open', path);
      }
      const asked = wantsDirectory ? { ...how, directory: true } : how;
      const allowed = this.#allowed(place, asked, path);
      const { readOnly } = place.layer;
      return chain(this.#openAt(place, allowed), (opened) => {
        const handle = readOnly ? new ReadOnlyHandle(opened) : opened;
        return {
          handle: handle.type === 'directory' ? this.#merged(handle, place) : handle,
          path: place.path,
          readOnly,
          pathNow: () => pathNow(opened, place),
        };
      });
    });
  }

  stat(base: string, path: string, follow: boolean): Maybe<Stat> {
    return this.#walk('stat', base, path, follow, (place, wantsDirectory) =>
      chain(this.#statAt(place), (stat) => {
        if (stat.type === 'symlink' && (follow || wantsDirectory)) throw this.#linkAt(place);
        if (wantsDirectory && stat.type !== 'directory') throw new SysError('ENOTDIR', 'stat', path);
        return stat;
      }),
    );
  }

  readlink(base: string, path: string): Maybe<string> {
    return this.#walk('readlink', base, path, false, (place, wantsDirectory) => {
      if (wantsDirectory) {
        this.#mustBeDirectory(place, 'readlink', path);
        throw new SysError('EINVAL', 'readlink', path);
      }
      return place.layer.server.readlink(place.inner);
    });
  }

  makeDirectory(base: string, path: string): Maybe<void> {
    return this.#change('mkdir', base, path, (place) => place.layer.server.makeDirectory(place.inner));
  }

  removeDirectory(base: string, path: string): Maybe<void> {
    return this.#change('rmdir', base, path, (place) => place.layer.server.removeDirectory(place.inner));
  }

  unlink(base: string, path: string): Maybe<void> {
    return this.#change('unlink', base, path, (place, wantsDirectory) => {
      if (wantsDirectory)
        throw this.#typeAt(place) === 'directory'
          ? new SysError('EISDIR', 'unlink', path)
          : new SysError('ENOTDIR', 'unlink', path);
      return place.layer.server.unlink(place.inner);
    });
  }

  symlink(target: string, base: string, path: string): Maybe<void> {
    return this.#change('symlink', base, path, (place, wantsDirectory) => {
      if (wantsDirectory) throw this.#newName(place, 'symlink', path);
      return place.layer.server.symlink(target, place.inner);
    });
  }

  link(fromBase: string, fromPath: string, followFrom: boolean, toBase: string, toPath: string): Maybe<void> {
    return this.#walk('link', fromBase, fromPath, followFrom, (from, fromDirectory) => {
      const type = this.#typeAt(from);
      if (type === 'symlink' && (followFrom || fromDirectory)) throw this.#linkAt(from);
      if (type === 'directory') throw new SysError('EPERM', 'link', fromPath);
      if (fromDirectory) throw new SysError('ENOTDIR', 'link', fromPath);
      return this.#change('link', toBase, toPath, (to, toDirectory) => {
        if (toDirectory) throw this.#newName(to, 'link', toPath);
        return from.layer.server.link(from.inner, this.#besides('link', fromPath, from, to));
      });
    });
  }

  rename(fromBase: string, fromPath: string, toBase: string, toPath: string): Maybe<void> {
    return this.#change('rename', fromBase, fromPath, (from, fromDirectory) => {
      const isDirectory = this.#typeAt(from) === 'directory';
      if (fromDirectory && !isDirectory) throw new SysError('ENOTDIR', 'rename', fromPath);
      return this.#change('rename', toBase, toPath, (to, toDirectory) => {
        if (toDirectory && !isDirectory) {
          this.#parentOf(to, 'rename', toPath);
          throw new SysError('ENOTDIR', 'rename', toPath);
        }
        return from.layer.server.rename(from.inner, this.#besides('rename', fromPath, from, to));
      });
    });
  }

  setTimes(
    base: string,
    path: string,
    follow: boolean,
    atim: bigint | undefined,
    mtim: bigint | undefined,
  ): Maybe<void> {
    return this.#walk('utimes', base, path, follow, (place, wantsDirectory) => {
      const type = this.#typeAt(place);
      if (type === 'symlink' && (follow || wantsDirectory)) throw this.#linkAt(place);
      if (type !== 'directory' && wantsDirectory) throw new SysError('ENOTDIR', 'utimes', path);
      if (place.layer.readOnly) throw new SysError('EROFS', 'utimes', path);
      return place.layer.server.setTimes(place.inner, atim, mtim);
    });
  }

  // The walk

  /** Walks `path` and runs `act` where it ends, again for each link that is met. */
  #walk<T>(
    op: string,
    base: string,
    path: string,
    follow: boolean,
    act: (place: Place, wantsDirectory: boolean) => Maybe<T>,
  ): Maybe<T> {
    if (isPlain(path)) {
      try {
        return act(this.#placeOf(base === '/' ? `/${path}` : `${base}/${path}`), false);
      } catch (error) {
        if (!(error instanceof LinkMet)) throw error;
      }
    }
    const walk = new Walk(op, base, path);
    for (;;) {
      let place: Place | undefined;
      try {
        const end = walk.advance((reached) => {
          place = this.#placeOf(reached);
          this.#mustBeDirectory(place, op, path);
        });
        place = this.#placeOf(end);
        return act(place, walk.wantsDirectory);
      } catch (error) {
        if (!(error instanceof LinkMet) || place === undefined) throw error;
        const mount = namesOf(place.mount.at).length;
        const depth = mount + error.depth - namesOf(place.layer.root).length;
        if (walk.isLast(depth) && !follow && !walk.wantsDirectory) throw new SysError('ELOOP', op, path);
        walk.followLink(depth, mount, error.target);
      }
    }
  }

  /** A walk to a name that is made, renamed or removed: it is no mount point, and it may be changed. */
  #change(
    op: string,
    base: string,
    path: string,
    act: (place: Place, wantsDirectory: boolean) => Maybe<void>,
  ): Maybe<void> {
    return this.#walk(op, base, path, false, (place, wantsDirectory) => {
      if (ENDS_WITH_DOTS.test(path)) throw this.#dots(op, path, place);
      if (this.mounts.some(({ at }) => isWithin(at, place.path)) || place.path === '/')
        throw this.#busy(op, path, place);
      const target = op === 'mkdir' || op === 'symlink' ? this.#forCreation(place, op) : place;
      if (target.layer.readOnly) throw this.#readOnly(target, op, path, wantsDirectory);
      return act(target, wantsDirectory);
    });
  }

  /** A directory is not made, renamed or removed by the names `.` and `..`; which error says so differs (POSIX, Linux). */
  #dots(op: string, path: string, place: Place): SysError {
    this.#mustBeDirectory(place, op, path);
    if (MAKING.has(op)) return new SysError('EEXIST', op, path);
    if (op === 'unlink') return new SysError('EISDIR', op, path);
    if (op === 'rename') return new SysError('EBUSY', op, path);
    return new SysError(/(^|\/)\.$/.test(path) ? 'EINVAL' : 'ENOTEMPTY', op, path);
  }

  #busy(op: string, path: string, place: Place): SysError {
    return new SysError(MAKING.has(op) && this.#isDirectory(place.path) ? 'EEXIST' : 'EBUSY', op, path);
  }

  /** Why nothing is changed in a read-only layer: what else is wrong with the path is said first, in the order of Linux. */
  #readOnly(place: Place, op: string, path: string, wantsDirectory: boolean): SysError {
    this.#parentOf(place, op, path);
    if (wantsDirectory && (op === 'symlink' || op === 'link')) return this.#newName(place, op, path);
    const there = MAKING.has(op) && exists(place.layer, below(place.path, place.mount.at));
    return new SysError(there ? 'EEXIST' : 'EROFS', op, path);
  }

  /** @throws SysError ENOENT, ENOTDIR where the directory of a name is none. */
  #parentOf({ path: name }: Place, op: string, path: string): void {
    this.#mustBeDirectory(this.#placeOf(resolvePath(name, '..')), op, path);
  }

  #placeOf(path: string): Place {
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
  #forCreation(place: Place, op: string): Place {
    const { layers } = place.mount;
    const rest = below(place.path, place.mount.at);
    if (layers.length === 1 || rest.includes('/') || exists(place.layer, rest)) return place;
    const layer = layers.find(({ create }) => create);
    if (layer === undefined) throw new SysError('EPERM', op, place.path, 'no layer of this union takes new files');
    return { ...place, layer, inner: join(layer.root, rest) };
  }

  #coveredAt(path: string, order: BindOrder): Layer | undefined {
    if (order === 'replace' || this.#byPath.has(path)) return undefined;
    const { layer, inner } = this.#placeOf(path);
    return layer.server instanceof Nothing ? undefined : { ...layer, root: inner, create: false };
  }

  #allowed(place: Place, how: OpenHow, path: string): OpenHow {
    const changes = how.write || how.truncate;
    if (!place.layer.readOnly || !(changes || how.create)) return how;
    const type = this.#typeIfThere(place);
    if (type === undefined && how.create) throw this.#readOnly(place, 'open', path, false);
    if (type !== undefined && how.create && how.exclusive) throw new SysError('EEXIST', 'open', path);
    if (type === 'directory' && changes) throw new SysError('EISDIR', 'open', path);
    // A link is met by the server; what is there, but no directory where one is asked for, is said by it too.
    const refused = type !== undefined && type !== 'symlink' && type !== 'directory' && !how.directory;
    if (refused && changes) throw new SysError('EROFS', 'open', path);
    return { ...how, write: false, truncate: false, create: false };
  }

  /** @returns undefined where nothing is there, 'unknown' for what only the kernel could tell about. */
  #typeIfThere(place: Place): Stat['type'] | undefined {
    try {
      const stat = this.#statAt(place);
      if (!(stat instanceof Promise)) return stat.type;
      stat.catch(() => {});
      return 'unknown';
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** A directory that exists only because something is mounted below it opens too. */
  #openAt(place: Place, how: OpenHow): Maybe<FileHandle> {
    const target = how.create ? this.#forCreation(place, 'open') : place;
    try {
      return target.layer.server.open(target.inner, how);
    } catch (error) {
      if (!isMissing(error) || namesAddedTo(this.mounts, place.path).length === 0) throw error;
      return new ListedDirectory([], EMPTY_DIRECTORY);
    }
  }

  #statAt(place: Place): Maybe<Stat> {
    try {
      return place.layer.server.stat(place.inner);
    } catch (error) {
      if (!isMissing(error) || namesAddedTo(this.mounts, place.path).length === 0) throw error;
      return EMPTY_DIRECTORY;
    }
  }

  #mustBeDirectory(place: Place, op: string, path: string): void {
    const { type } = now(this.#statAt(place));
    if (type === 'symlink') throw this.#linkAt(place);
    if (type !== 'directory') throw new SysError('ENOTDIR', op, path);
  }

  #isDirectory(path: string): boolean {
    try {
      return this.#typeAt(this.#placeOf(path)) === 'directory';
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  #typeAt(place: Place): Stat['type'] {
    return now(this.#statAt(place)).type;
  }

  #linkAt({ layer, inner }: Place): LinkMet {
    return new LinkMet(namesOf(inner).length, now(layer.server.readlink(inner)));
  }

  /** Why a name with a slash behind it cannot be made by anything but mkdir (as Linux's filename_create decides). */
  #newName(place: Place, op: string, path: string): SysError {
    if (!exists(place.layer, below(place.path, place.mount.at))) return new SysError('ENOENT', op, path);
    return new SysError(op === 'symlink' && this.#typeAt(place) !== 'directory' ? 'ENOTDIR' : 'EEXIST', op, path);
  }

  /** The path in its server that a file gets by a rename or link: both names are of one mount, and a new one is of the file's layer. */
  #besides(op: string, path: string, from: Place, to: Place): string {
    const rest = below(to.path, to.mount.at);
    const isNew = to.mount.layers.length > 1 && !rest.includes('/') && !exists(to.layer, rest);
    const layer = isNew && from.mount.at === to.mount.at ? from.layer : to.layer;
    if (from.layer.server !== layer.server || from.mount.at !== to.mount.at) {
      // That there is no such directory is to be said first, as by a single layer.
      if (rest.includes('/')) this.#parentOf(to, op, path);
      throw new SysError('EXDEV', op, path);
    }
    if (layer.readOnly) throw new SysError('EROFS', op, path);
    return join(layer.root, rest);
  }

  /** Adds to a directory what other layers and mount points show in it. */
  #merged(handle: FileHandle, place: Place): FileHandle {
    const added = namesAddedTo(this.mounts, place.path);
    const others = place.mount.at === place.path ? place.mount.layers.slice(1) : [];
    if (added.length === 0 && others.length === 0) return handle;
    return new MergedDirectory(handle, () => ({
      layers: others.flatMap((layer) => entriesOf(layer)),
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

/** Operations that make a name. */
const MAKING: ReadonlySet<string> = new Set(['mkdir', 'symlink', 'link']);

const ENDS_WITH_DOTS = /(^|\/)\.{1,2}\/*$/;

/** What lies where nothing is mounted. */
const NOTHING: Mount = { at: '/', layers: [{ server: new Nothing(), root: '', readOnly: true, create: false }] };

function pathNow(handle: FileHandle, { path, mount, layer, inner }: Place): string {
  if (path === mount.at) return path;
  const now = handle.whereabouts(inner);
  if (now === inner) return path;
  if (layer.root !== '' && !isWithin(now, layer.root)) throw new SysError('ENOENT', 'find directory', path);
  return resolvePath(mount.at, layer.root === '' ? now : below(now, layer.root));
}

/** The names of a layer; none where its directory is gone. */
function entriesOf(layer: Layer): readonly DirEntry[] {
  try {
    using handle = now(layer.server.open(layer.root, { ...READ_ONLY, directory: true }));
    return now(handle.entries());
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function exists(layer: Layer, rest: string): boolean {
  try {
    now(layer.server.stat(join(layer.root, rest)));
    return true;
  } catch (error) {
    if (error instanceof LinkMet) return true;
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof SysError && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** A value that is there at once. Files that the kernel serves by message are looked up by their whole path alone. */
function now<T>(value: Maybe<T>): T {
  if (value instanceof Promise)
    throw new SysError('ENOTSUP', 'walk', undefined, 'files of the kernel cannot be part of a union or walked by ".."');
  return value;
}
