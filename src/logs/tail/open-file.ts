import fs from 'node:fs';
import { hostError, onHost } from '../../vfs/host-error.ts';
import { NEWLINE } from '../find-lines.ts';
import { refuseKind } from './refuse-kind.ts';

/** Bytes before the offset that are compared with each read: a file that was truncated and has grown again has others there. */
const RECENT_BYTES = 64;

/** Bytes of the beginning by which a copy is told: longer than the same banner that a program writes to each of its logs. */
const HEAD_BYTES = 1_024;

/** Bytes that are looked through for the beginning of a line. */
const LOOK_BYTES = 64 * 1024;

const { O_NOCTTY, O_NONBLOCK, O_RDONLY } = fs.constants;

/** How far a file was read. */
export interface ReadPlace {
  readonly offset: number;
  /** The last bytes before the offset. */
  readonly recent: Buffer;
  /** The first bytes, HEAD_BYTES at most. */
  readonly head: Buffer;
}

/** A regular file that is read from an offset to its end, whatever becomes of its name. */
export class OpenFile {
  /** See `idOf`. */
  readonly id: string;
  /** The same with the time of its birth: inodes are used again once a file is gone. */
  readonly lastingId: string;
  /** Nanoseconds since 1970. */
  readonly born: bigint;
  /** When it was opened: bytes, and milliseconds since 1970 of its last change. */
  readonly sizeAtFirst: number;
  readonly changedAtFirst: number;
  /** The same in nanoseconds. */
  readonly #changedAtFirst: bigint;
  readonly #fd: number;
  readonly #path: string;
  #offset = 0;
  #recent: Buffer = Buffer.alloc(0);
  #head: Buffer = Buffer.alloc(0);

  /** @throws SysError where it is not there, may not be read, or is no regular file. */
  constructor(path: string) {
    this.#path = path;
    this.#fd = onHost('tail', path, () => fs.openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY));
    try {
      const stat = this.stat();
      refuseKind(path, stat);
      this.id = idOf(stat);
      this.born = stat.birthtimeNs;
      this.lastingId = `${this.id}:${this.born}`;
      this.sizeAtFirst = Number(stat.size);
      this.changedAtFirst = Number(stat.mtimeMs);
      this.#changedAtFirst = stat.mtimeNs;
    } catch (error) {
      fs.closeSync(this.#fd);
      throw error;
    }
  }

  get place(): ReadPlace {
    return { offset: this.#offset, recent: this.#recent, head: this.#head };
  }

  get endsInLine(): boolean {
    return this.#recent.length > 0 && this.#recent.at(-1) !== NEWLINE;
  }

  /** Whether the file system knows when a file was born: else there is 0, or the time of the last change. To be asked of one that was renamed. */
  get knowsBirth(): boolean {
    const { birthtimeNs, ctimeNs } = this.stat();
    return birthtimeNs > 0n && birthtimeNs !== ctimeNs;
  }

  /** It was last changed before it was born: it is a copy that was given the times of another file. */
  get isDatedBack(): boolean {
    const { birthtimeNs, mtimeNs } = this.stat();
    return mtimeNs < birthtimeNs;
  }

  /** Whether nobody has written to it since it was opened. */
  get isAsOpened(): boolean {
    const { size, mtimeNs } = this.stat();
    return Number(size) === this.sizeAtFirst && mtimeNs === this.#changedAtFirst;
  }

  stat(): fs.BigIntStats {
    return onHost('stat', this.#path, () => fs.fstatSync(this.#fd, { bigint: true }));
  }

  /**
   * Reads what comes next. @param most the offset to which it is read at most, beside what the buffer holds @returns undefined where
   * what was read before is there no more: the file was truncated. @throws SysError
   */
  read(buffer: Buffer, most = Number.POSITIVE_INFINITY): Buffer | undefined {
    const known = this.#recent.length;
    const from = this.#offset - known;
    const count = this.#readAt(from, buffer.subarray(0, Math.min(buffer.length, most - from)));
    if (count < known || this.#recent.compare(buffer, 0, known) !== 0) return undefined;
    this.#remember(buffer.subarray(known, count));
    if (count > known) this.#advance(from + count, buffer.subarray(0, count));
    return buffer.subarray(known, count);
  }

  /** The same, but up to the end of a line, unless the buffer is full. @throws SysError */
  readLines(buffer: Buffer): Buffer | undefined {
    const before = this.place;
    const bytes = this.read(buffer);
    if (bytes === undefined || before.recent.length + bytes.length === buffer.length) return bytes;
    const lines = bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
    if (lines.length === bytes.length) return bytes;
    this.goOn(before);
    this.#remember(lines);
    if (lines.length > 0) this.#advance(before.offset + lines.length, Buffer.concat([before.recent, lines]));
    return lines;
  }

  /** Whether it has what was read of another file, in the same place. */
  holds(place: ReadPlace): boolean {
    return this.#hasAt(0, place.head) && this.#hasAt(place.offset - place.recent.length, place.recent);
  }

  /** Whether it has nothing but the beginning of what was read of another file. */
  isCopyOf(place: ReadPlace): boolean {
    const size = Number(this.stat().size);
    if (size > place.offset) return false;
    return size === place.offset ? this.holds(place) : this.#hasAt(0, place.head.subarray(0, size));
  }

  /** Where it will be once it is read to its present end. */
  get end(): ReadPlace {
    const offset = Number(this.stat().size);
    const head = Buffer.alloc(Math.min(HEAD_BYTES, offset));
    const recent = Buffer.alloc(Math.min(RECENT_BYTES, offset));
    this.#readAt(0, head);
    this.#readAt(offset - recent.length, recent);
    return { offset, recent, head };
  }

  /** Begins anew. */
  rewind(): void {
    this.goOn({ offset: 0, recent: Buffer.alloc(0), head: Buffer.alloc(0) });
  }

  /** Goes on where somebody else was. */
  goOn({ offset, recent, head }: ReadPlace): void {
    this.#offset = offset;
    this.#recent = recent;
    this.#head = head;
  }

  /** Passes over all but about the last `most` bytes, to the beginning of a line. @returns how many bytes it passed over. */
  skipToLast(most: number): number {
    const from = Number(this.stat().size) - most - 1;
    if (from < 0) return 0;
    const piece = Buffer.alloc(LOOK_BYTES);
    const found = piece.subarray(0, this.#readAt(from, piece));
    const newline = found.indexOf(NEWLINE);
    const skipped = newline < 0 ? 1 : newline + 1;
    const head = Buffer.alloc(Math.min(HEAD_BYTES, from + skipped));
    this.#head = head.subarray(0, this.#readAt(0, head));
    this.#advance(from + skipped, found.subarray(0, skipped));
    return this.#offset;
  }

  close(): void {
    fs.closeSync(this.#fd);
  }

  #advance(offset: number, before: Buffer): void {
    this.#offset = offset;
    this.#recent = Buffer.from(before.subarray(-RECENT_BYTES));
  }

  /** The head grows with the first bytes that are read. */
  #remember(bytes: Buffer): void {
    const length = this.#head.length;
    if (length < HEAD_BYTES && length === this.#offset && bytes.length > 0)
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, HEAD_BYTES - length)]);
  }

  #hasAt(position: number, wanted: Buffer): boolean {
    const found = Buffer.alloc(wanted.length);
    return this.#readAt(position, found) === wanted.length && found.equals(wanted);
  }

  #readAt(position: number, into: Buffer): number {
    try {
      return fs.readSync(this.#fd, into, 0, into.length, position);
    } catch (error) {
      throw hostError(error, 'read', this.#path);
    }
  }
}

/** What names a file, whatever it is called, as long as it is there or open. */
export function idOf({ dev, ino }: fs.BigIntStats): string {
  return `${dev}:${ino}`;
}
