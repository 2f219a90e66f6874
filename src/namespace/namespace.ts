import { chain, type Maybe } from '../base/maybe.ts';
import { below, isWithin, namesOf, resolvePath } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { FileHandle, Stat } from '../vfs/file-handle.ts';
import { type FileServer, LinkMet, type OpenHow } from '../vfs/file-server.ts';
import { type BindOrder, type Layer, type Mount, withLayer } from './mount.ts';
import { exists, MountTable, now, type Place } from './mount-table.ts';
import { ReadOnlyHandle } from './read-only-handle.ts';
import { isPlain, Walk } from './walk.ts';

/** What `open` found. */
export interface Opened {
  readonly handle: FileHandle;
  /** The absolute namespace path of what was opened, links resolved. */
  readonly path: string;
  readonly readOnly: boolean;
  /** Of a directory the path by now: it may be renamed while it is open. @throws SysError ENOENT where it left the namespace. */
  readonly pathNow: (() => string) | undefined;
}

/** How a layer joins a mount point. */
export interface MountOptions {
  readonly order?: BindOrder;
  readonly create?: boolean;
  readonly readOnly?: boolean;
  /** A directory inside the server. */
  readonly root?: string;
}

/**
 * A task's view of the file tree: a mount table and the walk over it. A value: every change makes a new one, so readers
 * hold a snapshot and a fork costs nothing. Paths of calls are relative to `base`, an absolute namespace path, and never lead
 * above it. Unlike Plan 9's, a link never leads out of the mount that it stands in.
 */
export class Namespace {
  readonly mounts: readonly Mount[];
  readonly #table: MountTable;

  constructor(mounts: readonly Mount[] = []) {
    this.mounts = mounts;
    this.#table = new MountTable(mounts);
  }

  /** Shows a server's files at a path. */
  mount(server: FileServer, at: string, options: MountOptions = {}): Namespace {
    const { order = 'replace', create = false, readOnly = false, root = '' } = options;
    const layer: Layer = { server, root, readOnly, create };
    const path = resolvePath('/', at);
    return new Namespace(withLayer(this.mounts, path, layer, order, this.#table.coveredAt(path, order)));
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
    const mount = this.#table.at(path);
    const gone = from === undefined ? undefined : this.#table.placeOf(resolvePath('/', from));
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
        this.#table.parentOf(place, 'open', path);
        throw new SysError('EISDIR', 'open', path);
      }
      const asked = wantsDirectory ? { ...how, directory: true } : how;
      const allowed = this.#allowed(place, asked, path);
      const { readOnly } = place.layer;
      return chain(this.#table.openAt(place, allowed), (opened) => {
        const handle = readOnly ? new ReadOnlyHandle(opened) : opened;
        return {
          handle: handle.type === 'directory' ? this.#table.merged(handle, place) : handle,
          path: place.path,
          readOnly,
          pathNow: opened.type === 'directory' ? placeNow(opened, place) : undefined,
        };
      });
    });
  }

  stat(base: string, path: string, follow: boolean): Maybe<Stat> {
    return this.#walk('stat', base, path, follow, (place, wantsDirectory) =>
      chain(this.#table.statAt(place), (stat) => {
        if (stat.type === 'symlink' && (follow || wantsDirectory)) throw this.#table.linkAt(place);
        if (wantsDirectory && stat.type !== 'directory') throw new SysError('ENOTDIR', 'stat', path);
        return stat;
      }),
    );
  }

  readlink(base: string, path: string): Maybe<string> {
    return this.#walk('readlink', base, path, false, (place, wantsDirectory) => {
      if (wantsDirectory) {
        this.#table.mustBeDirectory(place, 'readlink', path);
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
        throw this.#table.typeAt(place) === 'directory'
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
      const type = this.#table.typeAt(from);
      if (type === 'symlink' && (followFrom || fromDirectory)) throw this.#table.linkAt(from);
      if (type === 'directory') throw new SysError('EPERM', 'link', fromPath);
      if (fromDirectory) throw new SysError('ENOTDIR', 'link', fromPath);
      return this.#change('link', toBase, toPath, (to, toDirectory) => {
        if (toDirectory) throw this.#newName(to, 'link', toPath);
        return from.layer.server.link(from.inner, this.#table.besides('link', fromPath, from, to));
      });
    });
  }

  rename(fromBase: string, fromPath: string, toBase: string, toPath: string): Maybe<void> {
    return this.#change('rename', fromBase, fromPath, (from, fromDirectory) => {
      const isDirectory = this.#table.typeAt(from) === 'directory';
      if (fromDirectory && !isDirectory) throw new SysError('ENOTDIR', 'rename', fromPath);
      return this.#change('rename', toBase, toPath, (to, toDirectory) => {
        if (toDirectory && !isDirectory) {
          this.#table.parentOf(to, 'rename', toPath);
          throw new SysError('ENOTDIR', 'rename', toPath);
        }
        return from.layer.server.rename(from.inner, this.#table.besides('rename', fromPath, from, to));
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
      const type = this.#table.typeAt(place);
      if (type === 'symlink' && (follow || wantsDirectory)) throw this.#table.linkAt(place);
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
    // What each program finds open at its start.
    if (base === '/' && path === '.') return act(this.#table.placeOf('/'), true);
    if (isPlain(base, path)) {
      try {
        return act(this.#table.placeOf(base === '/' ? `/${path}` : `${base}/${path}`), false);
      } catch (error) {
        if (!(error instanceof LinkMet)) throw error;
      }
    }
    const walk = new Walk(op, base, path);
    for (;;) {
      let place: Place | undefined;
      try {
        const end = walk.advance((reached) => {
          place = this.#table.placeOf(reached);
          this.#table.mustBeDirectory(place, op, path);
        });
        place = this.#table.placeOf(end);
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
      const target = op === 'mkdir' || op === 'symlink' ? this.#table.forCreation(place, op) : place;
      if (target.layer.readOnly) throw this.#readOnly(target, op, path, wantsDirectory);
      return act(target, wantsDirectory);
    });
  }

  /** A directory is not made, renamed or removed by the names `.` and `..`; which error says so differs (POSIX, Linux). */
  #dots(op: string, path: string, place: Place): SysError {
    this.#table.mustBeDirectory(place, op, path);
    if (MAKING.has(op)) return new SysError('EEXIST', op, path);
    if (op === 'unlink') return new SysError('EISDIR', op, path);
    if (op === 'rename') return new SysError('EBUSY', op, path);
    return new SysError(/(^|\/)\.$/.test(path) ? 'EINVAL' : 'ENOTEMPTY', op, path);
  }

  #busy(op: string, path: string, place: Place): SysError {
    return new SysError(MAKING.has(op) && this.#table.isDirectory(place.path) ? 'EEXIST' : 'EBUSY', op, path);
  }

  /** Why nothing is changed in a read-only layer: what else is wrong with the path is said first, in the order of Linux. */
  #readOnly(place: Place, op: string, path: string, wantsDirectory: boolean): SysError {
    this.#table.parentOf(place, op, path);
    if (wantsDirectory && (op === 'symlink' || op === 'link')) return this.#newName(place, op, path);
    const there = MAKING.has(op) && exists(place.layer, below(place.path, place.mount.at));
    return new SysError(there ? 'EEXIST' : 'EROFS', op, path);
  }

  #allowed(place: Place, how: OpenHow, path: string): OpenHow {
    const changes = how.write || how.truncate;
    if (!place.layer.readOnly || !(changes || how.create)) return how;
    const type = this.#table.typeIfThere(place);
    if (type === undefined && how.create) throw this.#readOnly(place, 'open', path, false);
    if (type !== undefined && how.create && how.exclusive) throw new SysError('EEXIST', 'open', path);
    if (type === 'directory' && changes) throw new SysError('EISDIR', 'open', path);
    // A link is met by the server; what is there, but no directory where one is asked for, is said by it too.
    const refused = type !== undefined && type !== 'symlink' && type !== 'directory' && !how.directory;
    if (refused && changes) throw new SysError('EROFS', 'open', path);
    return { ...how, write: false, truncate: false, create: false };
  }

  /** Why a name with a slash behind it cannot be made by anything but mkdir (as Linux's filename_create decides). */
  #newName(place: Place, op: string, path: string): SysError {
    if (!exists(place.layer, below(place.path, place.mount.at))) return new SysError('ENOENT', op, path);
    return new SysError(op === 'symlink' && this.#table.typeAt(place) !== 'directory' ? 'ENOTDIR' : 'EEXIST', op, path);
  }
}

/** Operations that make a name. */
const MAKING: ReadonlySet<string> = new Set(['mkdir', 'symlink', 'link']);

const ENDS_WITH_DOTS = /(^|\/)\.{1,2}\/*$/;

function placeNow(handle: FileHandle, { path, mount, layer, inner }: Place): () => string {
  if (path === mount.at) return () => path;
  return () => {
    const now = handle.whereabouts(inner);
    if (now === inner) return path;
    if (layer.root !== '' && !isWithin(now, layer.root)) throw new SysError('ENOENT', 'find directory', path);
    return resolvePath(mount.at, layer.root === '' ? now : below(now, layer.root));
  };
}
