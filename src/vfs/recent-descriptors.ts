import fs from 'node:fs';
import type { FileType } from './file-handle.ts';

/** A file of the host, named by an O_PATH descriptor: its type can never change, its place can. */
export interface NamedFile {
  readonly fd: number;
  /** Leads to the file itself, whatever its name is by now. */
  readonly link: string;
  /** The host path that it was found at. */
  readonly place: string;
  readonly dev: bigint;
  /** Nobody else's while the descriptor is open. */
  readonly ino: bigint;
  readonly type: FileType;
}

const LIFETIME_MS = 500;
/** As many again may be of the generation before. */
const MOST = 128;

/**
 * Descriptors of what was named a moment ago, by keys of whoever named it; theirs alone to close. Nothing stays longer than a
 * second, so that removed files give back their space, and mounts of the host come to be seen.
 */
export class RecentDescriptors {
  #young = new Map<string, NamedFile>();
  #old = new Map<string, NamedFile>();
  #aging: NodeJS.Timeout | undefined;

  get(key: string): NamedFile | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  /** Takes over a descriptor. None is closed by this: the caller may be using others. */
  add(key: string, file: NamedFile): NamedFile {
    this.#young.set(key, file);
    this.#aging ??= setInterval(() => this.#age(), LIFETIME_MS).unref();
    return file;
  }

  /** Closes some where there are many. To be called while none is in use. */
  trim(): void {
    if (this.#young.size >= MOST) this.#age();
  }

  forget(key: string): void {
    for (const files of [this.#young, this.#old]) {
      const file = files.get(key);
      if (file !== undefined) fs.closeSync(file.fd);
      files.delete(key);
    }
  }

  /** Closes all whose keys begin so. @returns how many there were */
  forgetAll(prefix: string): number {
    const keys = [...this.#young.keys(), ...this.#old.keys()].filter((key) => key.startsWith(prefix));
    for (const key of keys) this.forget(key);
    return keys.length;
  }

  #age(): void {
    for (const { fd } of this.#old.values()) fs.closeSync(fd);
    this.#old = this.#young;
    this.#young = new Map();
    if (this.#old.size > 0) return;
    clearInterval(this.#aging);
    this.#aging = undefined;
  }
}
