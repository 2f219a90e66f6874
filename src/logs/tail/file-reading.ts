import { DatedLines } from './dated-lines.ts';
import { FileEnd } from './file-end.ts';
import type { OpenFile, ReadPlace } from './open-file.ts';
import { identityOf } from './path-identity.ts';
import type { ReadContents } from './read-contents.ts';
import type { TailPlace } from './tail-place.ts';
import type { TailWriter } from './tail-writer.ts';
import { LOSSY, Truncation } from './truncation.ts';

/** What a step came to: something was read or told; the end was met; or the file was truncated, and the path is another one by now. */
export type ReadResult = 'read' | 'end' | 'written over';

/** Reads one file on to its end, and anew where it was truncated; what it had before is read from a copy, if there is one. */
export class FileReading {
  readonly file: OpenFile;
  /** What is behind its end. */
  readonly end: FileEnd;
  readonly #tail: TailPlace;
  readonly #writer: TailWriter;
  readonly #contents: ReadContents;
  /** The offset up to which bytes were there before we looked. */
  #oldUntil: number;
  readonly #dated: DatedLines | undefined;
  /** Bytes of its beginning that are left out, which is not told yet. */
  #skipped = 0;
  #truncation: Truncation | undefined;
  /** The file is a copy of what is read under another name, and there is nothing to be read of it. */
  #isCopy = false;
  /** It was truncated, and nothing was read since: a writer that goes on at its place leaves a hole before, which reads as NULs. */
  #inHole = false;
  #lastRead = performance.now();

  /** @param isFirst what is in the file was there before we looked */
  constructor(file: OpenFile, isFirst: boolean, tail: TailPlace, writer: TailWriter, contents: ReadContents) {
    this.file = file;
    this.end = new FileEnd(tail.path, file);
    this.#oldUntil = isFirst ? file.sizeAtFirst : 0;
    this.#dated = tail.dated && isFirst ? new DatedLines(file.changedAtFirst) : undefined;
    this.#tail = tail;
    this.#writer = writer;
    this.#contents = contents;
  }

  /** The last line that was read has no newline yet. */
  get endsInLine(): boolean {
    return (this.#truncation ?? this.file).endsInLine;
  }

  /** How far it was read, in the copy where that is read. */
  get place(): ReadPlace {
    return this.#truncation?.place ?? this.file.place;
  }

  /** Milliseconds since something was read, or since it was opened. */
  get idle(): number {
    return performance.now() - this.#lastRead;
  }

  has(id: string): boolean {
    return this.file.id === id || this.#truncation?.has(id) === true;
  }

  /** Whether a file is a copy of what was read here, or goes on where we are. */
  hasContentsOf(other: OpenFile): boolean {
    const { place } = this.file;
    return place.offset > 0 && (other.isCopyOf(place) || other.holds(place));
  }

  /** Of a file that is larger than what is kept, only the end is read. */
  beginNearEnd(): void {
    if (this.file.place.offset > 0) return;
    this.#skipped = this.file.skipToLast(this.#tail.most);
  }

  step(buffer: Buffer): ReadResult {
    if (this.#truncation !== undefined) return this.#readCopy(this.#truncation, buffer);
    const { offset } = this.file.place;
    if (this.#isCopy || (offset === 0 && this.#tail.joined && this.#isCopyElsewhere())) return this.#pass();
    const old = offset < this.#oldUntil;
    const bytes = this.file.read(buffer, old ? this.#oldUntil : undefined);
    if (bytes === undefined) return this.#truncated(buffer);
    if (bytes.length === 0) return 'end';
    this.#lastRead = performance.now();
    if (old) this.#takeOld(bytes);
    else this.#take(bytes, Date.now());
    return 'read';
  }

  /** Reads no more of the copy. */
  endCopy(): ReadResult {
    return this.#endTruncated('truncated');
  }

  /** Reads no more; what comes next does not go on with a line that has no newline. The file stays open. */
  leave(): void {
    this.#truncation?.leave();
    if (this.file.endsInLine && !this.#isCopy) this.#writer.finishLine();
    this.#contents.leave(this.file);
  }

  close(): void {
    this.file.close();
    this.#truncation?.close();
  }

  #takeOld(bytes: Buffer): void {
    if (this.#dated === undefined) this.#take(bytes, this.file.changedAtFirst);
    else this.#dated.part(bytes, (lines, time) => this.#take(lines, time));
  }

  #take(bytes: Buffer, time: number): void {
    const text = this.#inHole ? withoutHole(bytes) : bytes;
    if (text.length === 0) return;
    this.#inHole = false;
    if (this.#skipped > 0) this.#writer.tellSkipped(this.#skipped, time);
    this.#skipped = 0;
    this.#writer.append(text, time);
  }

  #isCopyElsewhere(): boolean {
    this.#isCopy = this.file.stat().size > 0n && this.#tail.others.isCopy(this.#tail.path, this.file);
    return this.#isCopy;
  }

  #pass(): ReadResult {
    this.file.goOn(this.file.end);
    return 'end';
  }

  #truncated(buffer: Buffer): ReadResult {
    const { path } = this.#tail;
    this.#truncation = new Truncation(path, this.file, this.#writer, this.#contents);
    return this.#readCopy(this.#truncation, buffer);
  }

  #readCopy(truncation: Truncation, buffer: Buffer): ReadResult {
    const news = truncation.step(buffer);
    return news === undefined ? 'read' : this.#endTruncated(news);
  }

  #endTruncated(news: string): ReadResult {
    const truncation = this.#truncation;
    this.#truncation = undefined;
    // The file stands where the copy was read to: its last line is finished there.
    if (truncation?.place !== undefined) this.file.goOn(truncation.place);
    truncation?.leave();
    return this.#afterTruncated(news);
  }

  /** A file that has the path no more was written over by another rotation: it has nothing new. */
  #afterTruncated(news: string): ReadResult {
    const now = identityOf(this.#tail.path);
    if (now === undefined || now.id === this.file.id) return this.#beginAnew(news);
    if (news === LOSSY) this.#writer.tell(news);
    return 'written over';
  }

  #beginAnew(news: string): ReadResult {
    if (this.file.endsInLine) this.#writer.finishLine();
    this.file.rewind();
    this.#oldUntil = 0;
    this.#inHole = true;
    this.#writer.tell(news);
    this.beginNearEnd();
    return 'read';
  }
}

/** What follows the NULs that a piece begins with. */
function withoutHole(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(from < 0 ? bytes.length : from);
}
