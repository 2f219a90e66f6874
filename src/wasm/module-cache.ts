import fs from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { makeFolders } from '../vfs/make-folders.ts';
import type { ModuleInfo } from './module-info.ts';

/** Names the code that instruments: what another build wrote is not read. Put in by the build; sources that run as they are cache nothing. */
declare const WASITOP_BUILD: string | undefined;

/** All files together; the one that was used the longest ago goes first. */
const MOST_BYTES_IN_ALL = 1024 ** 3;
const MOST_FILES = 1_000;

/** Nobody is still writing a file that is older. */
const ABANDONED_MS = 3_600_000;

const WRITING = '.writing';

/** A module as it is after instrumenting. */
export interface Instrumented {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly info: ModuleInfo;
}

/** One that is kept, with the sha256 of its original in hex. */
export interface Kept extends Instrumented {
  readonly hash: string;
}

/**
 * Instrumented modules on the disk, by what names the original, so that one is instrumented once and not at each start. A
 * file has the length of its description as 4 bytes, the description as JSON, then the module. What cannot be read or written
 * is as good as not there.
 */
export class ModuleCache {
  readonly #directory: string;
  readonly #build: string;

  constructor(directory: string, build: string) {
    this.#directory = directory;
    this.#build = build;
  }

  find(name: string): Kept | undefined {
    try {
      const path = this.#pathOf(name);
      // What is no file there, such as a pipe, is not waited for.
      const file = fs.readFileSync(path, { flag: fs.constants.O_RDONLY | fs.constants.O_NONBLOCK });
      const now = new Date();
      fs.utimesSync(path, now, now);
      const begin = 4 + file.readUInt32LE(0);
      const { hash, info } = JSON.parse(file.toString('utf8', 4, begin)) as Pick<Kept, 'hash' | 'info'>;
      return { bytes: file.subarray(begin), info, hash };
    } catch {
      return undefined;
    }
  }

  /** A reader finds all of it or nothing. */
  add(name: string, { bytes, info, hash }: Kept): void {
    const path = this.#pathOf(name);
    const writing = `${path}.${process.pid}${WRITING}`;
    try {
      makeFolders(this.#directory, 0o700);
      this.#makeRoom(bytes.length);
      const description = new TextEncoder().encode(JSON.stringify({ hash, info }));
      const head = new Uint8Array(4);
      new DataView(head.buffer).setUint32(0, description.length, true);
      write(writing, [head, description, bytes]);
      fs.renameSync(writing, path);
    } catch {
      // A full disk, or no right to write: the module is instrumented again the next time.
    }
  }

  #makeRoom(size: number): void {
    const files = fs.readdirSync(this.#directory).flatMap((name) => this.#look(name) ?? []);
    let total = files.reduce((sum, file) => sum + file.size, size);
    let count = files.length;
    for (const { path, size: freed, used } of files.toSorted((first, second) => first.used - second.used)) {
      const isAbandoned = path.endsWith(WRITING) && Date.now() - used > ABANDONED_MS;
      if (total <= MOST_BYTES_IN_ALL && count < MOST_FILES && !isAbandoned) continue;
      fs.rmSync(path, { force: true });
      total -= freed;
      count--;
    }
  }

  #look(name: string): { path: string; size: number; used: number } | undefined {
    const path = join(this.#directory, name);
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    return stat && { path, size: stat.size, used: stat.mtimeMs };
  }

  #pathOf(name: string): string {
    return join(this.#directory, `${name}-${this.#build}`);
  }
}

/** Writes a new file, or none. */
function write(path: string, parts: readonly Uint8Array[]): void {
  const file = fs.openSync(path, 'wx', 0o600);
  try {
    for (const part of parts) fs.writeFileSync(file, part);
  } catch (error) {
    fs.rmSync(path);
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

/** Names a file's content as it is now: whatever changes it changes one of these. Undefined for what is not there. */
export function identityOf(path: string): { readonly name: string; readonly size: number } | undefined {
  const stat = fs.statSync(path, { throwIfNoEntry: false, bigint: true });
  if (!stat?.isFile()) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs } = stat;
  return { name: [dev, ino, size, mtimeNs, ctimeNs].join('-'), size: Number(size) };
}

/** Where caches lie; a relative path counts as none, as the specification of these variables has it. */
export function cachesOf({ XDG_CACHE_HOME = '', HOME = '' }: NodeJS.ProcessEnv): string | undefined {
  if (isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  return isAbsolute(HOME) ? join(HOME, '.cache') : undefined;
}

/** The cache of this user; undefined where there is no place for it. */
export function openModuleCache(): ModuleCache | undefined {
  const caches = cachesOf(process.env);
  const build = typeof WASITOP_BUILD === 'string' ? WASITOP_BUILD : undefined;
  return caches && build ? new ModuleCache(join(caches, 'wasitop', 'modules'), build) : undefined;
}
