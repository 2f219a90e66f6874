import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
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
    if (make) makeFolders(base, 0o700);
    const above = openOwn(`${base}/${parent}`, make);
    try {
      this.#fd = openOwn(`${linkOf(above)}/${name}`, make);
    } finally {
      fs.closeSync(above);
    }
  }

  /** Leads to it, wherever it is moved, while this is open. */
  get path(): string {
    return linkOf(this.#fd);
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
  if (make) makeFolder(path);
  return checked(fs.openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path, distrust);
}

function makeFolder(path: string): void {
  try {
    fs.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (hostCode(error) !== 'EEXIST') throw error;
  }
}

function checked(fd: number, path: string, fault: (stat: fs.Stats) => string | undefined): number {
  const text = fault(fs.fstatSync(fd));
  if (text === undefined) return fd;
  fs.closeSync(fd);
  throw new SysError('EACCES', 'open', path, text);
}

function linkOf(fd: number): string {
  return `/proc/self/fd/${fd}`;
}
