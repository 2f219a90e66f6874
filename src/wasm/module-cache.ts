import fs from 'node:fs';
import { cachesOf } from '../base/caches.ts';
import { PrivateFolder } from '../vfs/private-folder.ts';
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
interface Kept extends Instrumented {
  readonly hash: string;
}

/**
 * Instrumented modules on the disk, by the sha256 of their originals, so that one is instrumented once and not at each start. A
 * file has the length of its description as 4 bytes, the description as JSON, then the module. What cannot be read or written
 * is as good as not there, and so is what another user could have put there.
 */
export class ModuleCache {
  readonly #caches: string;
  readonly #build: string;

  /** @param caches the folder for all caches of this user */
  constructor(caches: string, build: string) {
    this.#caches = caches;
    this.#build = build;
  }

  /** @param hash sha256 of the original, in hex */
  find(hash: string): Kept | undefined {
    const kept = this.findNamed(hash);
    // A file under another name than its own is not what was asked for.
    return kept?.hash === hash ? kept : undefined;
  }

  /** @param name that `name` gave it */
  findNamed(name: string): Kept | undefined {
    try {
      using folder = this.#open(false);
      const file = readFile(folder, this.#nameOf(name));
      const begin = 4 + file.readUInt32LE(0);
      const { hash, info } = JSON.parse(file.toString('utf8', 4, begin)) as Pick<Kept, 'hash' | 'info'>;
      return { bytes: file.subarray(begin), info, hash };
    } catch {
      return undefined;
    }
  }

  /** A reader finds all of it or nothing. */
  add(hash: string, { bytes, info }: Instrumented): void {
    try {
      using folder = this.#open(true);
      makeRoom(folder, bytes.length);
      const description = new TextEncoder().encode(JSON.stringify({ hash, info }));
      const head = new Uint8Array(4);
      new DataView(head.buffer).setUint32(0, description.length, true);
      const path = folder.file(this.#nameOf(hash));
      const writing = `${path}.${process.pid}${WRITING}`;
      write(writing, [head, description, bytes]);
      fs.renameSync(writing, path);
    } catch {
      // A full disk, or no right to write: the module is instrumented again the next time.
    }
  }

  /** Gives what is kept one more name, by which it is found without its hash. */
  name(hash: string, name: string): void {
    try {
      using folder = this.#open(false);
      fs.linkSync(folder.file(this.#nameOf(hash)), folder.file(this.#nameOf(name)));
    } catch {
      // It has the name already, or is not kept.
    }
  }

  #open(make: boolean): PrivateFolder {
    return new PrivateFolder(this.#caches, 'wasitop', 'modules', make);
  }

  #nameOf(hash: string): string {
    return `${hash}-${this.#build}`;
  }
}

function readFile(folder: PrivateFolder, name: string): Buffer<ArrayBuffer> {
  const file = folder.open(name);
  try {
    const now = new Date();
    fs.futimesSync(file, now, now);
    return fs.readFileSync(file);
  } finally {
    fs.closeSync(file);
  }
}

function makeRoom(folder: PrivateFolder, size: number): void {
  const files = folder.names().flatMap((name) => look(folder.file(name)) ?? []);
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

function look(path: string): { path: string; size: number; used: number } | undefined {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  // A file with several names is counted once.
  return stat && { path, size: stat.size / stat.nlink, used: stat.mtimeMs };
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

/** The cache of this user; undefined where there is no place for it. */
export function openModuleCache(): ModuleCache | undefined {
  const caches = cachesOf(process.env);
  const build = typeof WASITOP_BUILD === 'string' ? WASITOP_BUILD : undefined;
  return caches && build ? new ModuleCache(caches, build) : undefined;
}
