import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import { linkTo } from './descriptor-link.ts';
import { hostCode } from './host-error.ts';
import { makeFolders } from './make-folders.ts';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = fs.constants;

/** Why a file of the host may hold what another user put there; undefined for one that only this user writes to. */
export function distrust({ uid, mode }: fs.Stats): string | undefined {
  if (uid !== process.geteuid?.()) return 'it belongs to another user';
  return (mode & 0o022) === 0 ? undefined : 'other users may write to it';
}

/**
 * A folder `BASE/PARENT/NAME` of this user alone. Both folders are opened without following links and then checked, and all work goes through
 * the descriptor: nobody else can put another folder or a link in their place.
 */
export class PrivateFolder implements Disposable {
  readonly #fd: number;

  /**
   * @param make whether what is missing is made
   * @throws Error of the host where it is not there, SysError EACCES where others own it or may write to it.
   */
  constructor(base: string, parent: string, name: string, make: boolean) {
    const above = openOwn(`${base}/${parent}`, make);
    try {
      this.#fd = openOwn(`${linkTo(above)}/${name}`, make);
    } finally {
      fs.closeSync(above);
    }
  }

  /** Leads to it, wherever it is moved, while this is open. */
  get path(): string {
    return linkTo(this.#fd);
  }

  file(name: string): string {
    return `${this.path}/${name}`;
  }

  names(): string[] {
    return fs.readdirSync(this.path);
  }

  /** Opens a file in it for reading. @throws as the constructor, and for what is no file. */
  open(name: string): number {
    const fd = fs.openSync(this.file(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    return checked(fd, name, (stat) => (stat.isFile() ? distrust(stat) : 'it is no file'));
  }

  [Symbol.dispose](): void {
    fs.closeSync(this.#fd);
  }
}

function openOwn(path: string, make: boolean): number {
  return checked(make ? openOrMake(path) : openFolder(path), path, distrust);
}

function openOrMake(path: string): number {
  try {
    return openFolder(path);
  } catch (error) {
    if (hostCode(error) !== 'ENOENT') throw error;
    makeFolders(path, 0o700);
    return openFolder(path);
  }
}

function openFolder(path: string): number {
  return fs.openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
}

function checked(fd: number, path: string, fault: (stat: fs.Stats) => string | undefined): number {
  const text = fault(fs.fstatSync(fd));
  if (text === undefined) return fd;
  fs.closeSync(fd);
  throw new SysError('EACCES', 'open', path, text);
}
