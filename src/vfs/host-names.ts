import fs from 'node:fs';
import { spell, unspell } from '../base/spelling.ts';
import { SysError } from '../base/sys-error.ts';
import { linkTo } from './descriptor-link.ts';
import { LinkMet } from './file-server.ts';
import { hostCode, hostError } from './host-error.ts';
import { typeOf } from './host-type.ts';
import { type NamedFile, RecentDescriptors } from './recent-descriptors.ts';

const { O_DIRECTORY, O_NOFOLLOW } = fs.constants;
/** Not in node's table: a descriptor that names a file without opening it, and so without any effect (open(2)). */
export const O_PATH = 0o10000000;

/** How often a call looks again at a name that somebody swaps between two looks. */
const ATTEMPTS = 64;

/** A path as node:fs takes it. In all else paths of the host are text, see `spell`. */
export type HostPath = string | Buffer;

/** Characters of a path that the host takes whatever they are: 3 bytes each, of 4,095. */
const SURE_LENGTH = 1_300;

interface Found {
  readonly file: NamedFile;
  readonly stat: fs.BigIntStats;
}

/** One for all directories of this thread, which bounds the descriptors that they keep. */
const recent = new RecentDescriptors();
let last = 0;

/**
 * The names below a directory of the host, as descriptors. A path is walked name by name, each opened with O_PATH and O_NOFOLLOW
 * in the descriptor of the directory before it, so that no link leads anywhere. What was walked a moment ago is used again
 * if the path still leads to the very same file. Descriptors are lent for the time of a callback.
 */
export class HostNames implements Disposable {
  /** Leads to the directory itself as long as this is open. */
  readonly link: string;
  readonly #fd: number;
  /** The prefix of this directory's keys in `recent`; short, because a key is hashed at each call. */
  readonly #key = `${++last}/`;
  readonly #keepsFiles: boolean;
  #root: NamedFile;
  #isOpen = true;

  /**
   * @param options.keepsFiles false where a removed file has to give its space back at once: only directories are used again
   * @throws Error of the host where the directory is missing or is none, or the host has no /proc.
   */
  constructor(directory: string, { keepsFiles = true }: { readonly keepsFiles?: boolean } = {}) {
    this.#keepsFiles = keepsFiles;
    this.#fd = fs.openSync(unspell(directory), O_PATH | O_DIRECTORY);
    try {
      this.link = linkTo(this.#fd);
      // A link to what is open leads there even when it has been removed.
      if (fs.fstatSync(this.#fd).nlink === 0)
        throw new SysError('ENOENT', 'open directory', undefined, 'it was removed');
      this.#root = this.#rootNow();
    } catch (error) {
      fs.closeSync(this.#fd);
      throw error;
    }
  }

  /**
   * Runs a call on what a path names, and how it looks now: on a link itself, where it is one.
   * @throws LinkMet for one before the end.
   */
  on<T>(op: string, path: string, run: (file: NamedFile, stat: fs.BigIntStats) => T): T {
    return this.#settle(op, path, () => {
      const { file, stat } = this.#find(path);
      try {
        return run(file, stat);
      } finally {
        if (!this.#keepsFiles && file.type !== 'directory') this.forget(path);
      }
    });
  }

  /** Runs a call on a name in its directory, given as a host path that is valid meanwhile. */
  onEntry<T>(op: string, path: string, run: (entry: HostPath) => T): T {
    return this.#settle(op, path, () => run(this.#entry(path)));
  }

  onEntries<T>(op: string, from: string, to: string, run: (source: HostPath, target: HostPath) => T): T {
    return this.#settle(op, from, () => {
      const source = this.#entry(from);
      return run(source, this.#entry(to));
    });
  }

  /** The path of a directory that is open, and lay at `opened` once. @throws SysError ENOENT where it is gone from here. */
  pathOf(fd: number, opened: string): string {
    this.#checkOpen('find directory', opened);
    const stat = fs.fstatSync(fd, { bigint: true });
    if (opened === '' || statInPlace(named(fd, `${this.#root.place}/${opened}`, stat)) !== undefined) return opened;
    this.#root = this.#rootNow();
    const place = stat.nlink > 0n ? readLink(linkTo(fd)) : '';
    if (!place.startsWith(`${this.#root.place}/`)) throw new SysError('ENOENT', 'find directory', opened);
    return place.slice(this.#root.place.length + 1);
  }

  /** What to throw for a link that was met. @throws SysError EAGAIN where it has become something else. */
  linkAt(path: string): LinkMet {
    return new LinkMet(path.split('/').length, targetOf(this.#entry(path)));
  }

  /** Lets go of what was removed or replaced, so that its space is free. */
  forget(path: string): void {
    recent.forget(this.#key + path);
  }

  /** Closes the descriptor. Nothing that was remembered under its number is used again, because another file may get the number. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    recent.forgetAll(this.#key);
    fs.closeSync(this.#fd);
  }

  #checkOpen(op: string, path: string): void {
    if (!this.#isOpen) throw new SysError('ENOENT', op, path, 'it is mounted no more');
  }

  /** Runs it again where somebody swapped a link and something else between two looks, or where descriptors had run out. */
  #settle<T>(op: string, path: string, run: () => T): T {
    this.#checkOpen(op, path);
    recent.trim();
    for (let attempt = 1; ; attempt++) {
      try {
        return run();
      } catch (error) {
        const again =
          error instanceof SysError ? error.code === 'EAGAIN' : isExhausted(error) && recent.forgetAll('') > 0;
        if (!again || attempt === ATTEMPTS) throw hostError(error, op, path);
      }
    }
  }

  #find(path: string): Found {
    if (path === '') return { file: this.#root, stat: fs.fstatSync(this.#fd, { bigint: true }) };
    const key = this.#key + path;
    const known = recent.get(key);
    if (known === undefined) return this.#open(path, key);
    const stat = this.#statInPlace(path, known);
    if (stat !== undefined) return { file: known, stat };
    recent.forget(key);
    this.#root = this.#rootNow();
    return this.#open(path, key);
  }

  /** Where the host takes no path that long, from a directory on the way, which is looked at in the same manner. */
  #statInPlace(path: string, file: NamedFile): fs.BigIntStats | undefined {
    if (file.place.length <= SURE_LENGTH) return statInPlace(file);
    const cut = path.indexOf('/', path.length - SURE_LENGTH);
    if (cut < 0) return undefined;
    try {
      return statInPlace({ ...file, place: `${this.#directory(path.slice(0, cut)).link}${path.slice(cut)}` });
    } catch (error) {
      if (error instanceof SysError || error instanceof LinkMet || hostCode(error) !== undefined) return undefined;
      throw error;
    }
  }

  #open(path: string, key: string): Found {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const above = this.#directory(slash < 0 ? '' : path.slice(0, slash));
    const fd = fs.openSync(unspell(`${above.link}/${name}`), O_PATH | O_NOFOLLOW);
    const stat = fs.fstatSync(fd, { bigint: true });
    return { file: recent.add(key, named(fd, `${above.place}/${name}`, stat)), stat };
  }

  #directory(path: string): NamedFile {
    if (path === '') return this.#root;
    const { file } = this.#find(path);
    if (file.type === 'symlink') throw this.linkAt(path);
    if (file.type !== 'directory') throw new SysError('ENOTDIR', 'walk', path);
    return file;
  }

  #entry(path: string): HostPath {
    if (path === '') throw new SysError('EBUSY', 'change', path);
    const slash = path.lastIndexOf('/');
    return unspell(`${this.#directory(slash < 0 ? '' : path.slice(0, slash)).link}/${path.slice(slash + 1)}`);
  }

  #rootNow(): NamedFile {
    const place = readLink(this.link);
    return named(this.#fd, place === '/' ? '' : place, fs.fstatSync(this.#fd, { bigint: true }));
  }
}

function named(fd: number, place: string, stat: fs.BigIntStats): NamedFile {
  return { fd, link: linkTo(fd), place, dev: stat.dev, ino: stat.ino, type: typeOf(stat) };
}

/** How a file looks, if its path still leads to it: nobody else has its inode while it is open here. */
function statInPlace({ place, dev, ino }: NamedFile): fs.BigIntStats | undefined {
  try {
    const stat = fs.lstatSync(unspell(place), { bigint: true, throwIfNoEntry: false });
    return stat?.ino === ino && stat.dev === dev ? stat : undefined;
  } catch {
    // Something on the way is no directory any more, or closed to us: it is walked anew, which tells.
    return undefined;
  }
}

/** What a link says. @throws SysError EAGAIN where it is none any more. */
function targetOf(entry: HostPath): string {
  try {
    return readLink(entry);
  } catch (error) {
    const gone = hostCode(error) === 'EINVAL' || hostCode(error) === 'ENOENT';
    throw gone ? new SysError('EAGAIN', 'readlink') : error;
  }
}

/** What a link of the host says, as text. */
export function readLink(path: HostPath): string {
  return spell(fs.readlinkSync(path, 'latin1'));
}

function isExhausted(error: unknown): boolean {
  return hostCode(error) === 'EMFILE' || hostCode(error) === 'ENFILE';
}
