import { closeSync, openSync, readSync } from 'node:fs';

/** A file of the system that is read again and again by one descriptor: at offset 0 is always its present content. */
export class KeptFile implements Disposable {
  /** Shared by all: nothing is kept in it between two reads. */
  static #buffer = Buffer.alloc(64 * 1024);
  #fd: number;

  constructor(path: string) {
    this.#fd = openOrMinus1(path);
  }

  /** Whether there is such a file, as far as is known. */
  get isThere(): boolean {
    return this.#fd >= 0;
  }

  /** @returns undefined where there is no such file, or where it cannot be read, as for a control group that was removed. */
  read(): string | undefined {
    if (this.#fd < 0) return undefined;
    try {
      return KeptFile.#text(this.#fill());
    } catch {
      // Pressure that is switched off answers so too. It will not come back under this descriptor.
      this[Symbol.dispose]();
      return undefined;
    }
  }

  static #text(size: number): string {
    return KeptFile.#buffer.toString('latin1', 0, size);
  }

  /** A file of many records gives a page at a time, so it is read up to its end. */
  #fill(): number {
    let size = 0;
    for (;;) {
      if (size === KeptFile.#buffer.length) KeptFile.#buffer = Buffer.concat([KeptFile.#buffer, Buffer.alloc(size)]);
      const count = readSync(this.#fd, KeptFile.#buffer, size, KeptFile.#buffer.length - size, size);
      if (count === 0) return size;
      size += count;
    }
  }

  [Symbol.dispose](): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
  }
}

function openOrMinus1(path: string): number {
  try {
    return openSync(path, 'r');
  } catch {
    // Another system, an older kernel, or /proc is not mounted.
    return -1;
  }
}
