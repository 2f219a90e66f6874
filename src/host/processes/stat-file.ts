import type { Presence, Reading, StatFiles } from './stat-files.ts';
import { parseStatLine, type StatLine } from './stat-line.ts';

/** The stat file of one process or thread as long as it lives, never that of another with the same number. */
export class StatFile implements Disposable {
  readonly #files: StatFiles;
  readonly #path: string;
  readonly #fd: number;
  readonly #slot: number;
  #length = 0;
  #line: StatLine;

  private constructor(files: StatFiles, path: string, fd: number, line: StatLine) {
    this.#files = files;
    this.#path = path;
    this.#fd = fd;
    this.#slot = files.takeSlot();
    this.#line = line;
    this.#isSame();
  }

  /** @returns undefined if it is gone or not for us */
  static open(files: StatFiles, directory: string): StatFile | undefined {
    const path = `${directory}/stat`;
    const fd = files.openKept(path);
    const line = files.load(path, fd) === 'loaded' ? parseStatLine(files.bytes, files.length) : undefined;
    if (line !== undefined) return new StatFile(files, path, fd, line);
    files.close(fd);
    return undefined;
  }

  /** What stood there when it was read last. */
  get line(): StatLine {
    return this.#line;
  }

  read(): Reading {
    const found = this.#files.load(this.#path, this.#fd);
    if (found !== 'loaded') return found;
    if (this.#isSame()) return 'same';
    const line = parseStatLine(this.#files.bytes, this.#files.length);
    if (line === undefined || line.startTicks !== this.#line.startTicks) return 'gone';
    this.#line = line;
    return 'changed';
  }

  /** Asks the kernel, without counting as a reading. */
  presence(): Presence {
    const found = this.#files.load(this.#path, this.#fd);
    if (found !== 'loaded') return found;
    if (this.#fd >= 0) return 'there';
    const line = parseStatLine(this.#files.bytes, this.#files.length);
    return line?.startTicks === this.#line.startTicks ? 'there' : 'gone';
  }

  [Symbol.dispose](): void {
    this.#files.close(this.#fd);
    this.#files.freeSlot(this.#slot);
  }

  #isSame(): boolean {
    const same = this.#files.isSame(this.#slot, this.#length);
    this.#length = this.#files.length;
    return same;
  }
}
