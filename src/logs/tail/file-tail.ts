import { SysError } from '../../base/sys-error.ts';
import { LateFiles } from './late-files.ts';
import { idOf, OpenFile, type ReadPlace } from './open-file.ts';
import { identityOf, onPath } from './path-identity.ts';
import { PipeTail } from './pipe-tail.ts';
import { ReadContents } from './read-contents.ts';
import type { Readable } from './read-turns.ts';
import { refuseKind } from './refuse-kind.ts';
import { successorsOf } from './successors.ts';
import type { TailPlace } from './tail-place.ts';
import { TailWriter } from './tail-writer.ts';
import { copyOfTruncated } from './truncated-copy.ts';

/**
 * `following`: it is read. `waiting`: it was never there yet. `refused`: it is there, and cannot be read. `gone`: it was there, or was a
 * pipe whose last writer has gone. All but the end of a pipe can pass.
 */
export type TailState = 'following' | 'waiting' | 'refused' | 'gone';

/** Milliseconds for which an empty new file may wait for its writer, who still writes to the old one. */
const EMPTY_MS = 10_000;

/** Milliseconds for which a deleted file is kept open after its last line: its writer may not be done, and its room on the disk is not free. */
const DELETED_MS = 10_000;

/** No copy has what was in the file between our last look and its truncation. */
const LOSSY = 'truncated; what came just before may be lost';

/** Follows what one path is: through rotation, truncation, deletion, and whatever it becomes next. Whoever wakes it gives it turns. */
export class FileTail implements Readable {
  readonly #place: TailPlace;
  readonly #writer: TailWriter;
  #state: TailState = 'waiting';
  #problem: string | undefined;
  #file: OpenFile | undefined;
  /** Files that were rotated faster than they could be looked at, to be read before the path is looked at again. */
  #queue: OpenFile[] = [];
  /** The file was truncated, and this copy has what was not read of it yet. */
  #copy: OpenFile | undefined;
  /** The file is a copy of what is read under another name, and there is nothing to be read of it. */
  #isCopy = false;
  /** Files that were rotated, and may be written to still. */
  readonly #late = new LateFiles((file) => this.#remember(file));
  readonly #contents = new ReadContents();
  #pipe: PipeTail | undefined;
  /** The path has become another file: once the old one is read to its end, that is the next. */
  #succeeded = false;
  #emptySince: number | undefined;
  #lastRead = 0;
  #toldDeleted = false;
  #ended = false;
  #everThere = false;
  /** It was looked for before: what is there now has come since. */
  #looked: boolean;
  /** The offset up to which bytes were there before we looked. */
  #oldUntil = 0;

  /** It was truncated, and nothing was read since: a writer that goes on at its place leaves a hole before, which reads as NULs. */
  #inHole = false;

  constructor(place: TailPlace) {
    this.#place = place;
    this.#writer = new TailWriter(place);
    this.#looked = place.joined;
  }

  get state(): TailState {
    return this.#state;
  }

  /** Why it is not read. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get path(): string {
    return this.#place.path;
  }

  step(buffer: Buffer): boolean {
    try {
      if (this.#readLate(buffer)) return true;
      if (this.#file !== undefined) return this.#readOn(this.#file, buffer);
      if (this.#pipe !== undefined && identityOf(this.path)?.id === this.#pipe.id) return false;
      this.#closePipe();
      return !this.#ended && this.#open();
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Whether it reads a file, or is going to. */
  has(id: string): boolean {
    return [this.#file, this.#copy, ...this.#queue].some((file) => file?.id === id) || this.#late.has(id);
  }

  /** Whether a file is a copy of what was read here, or goes on where we are. */
  hasContentsOf(file: OpenFile): boolean {
    const place = this.#file?.place;
    const isCopy = place !== undefined && place.offset > 0 && (file.isCopyOf(place) || file.holds(place));
    return isCopy || this.#contents.has(file);
  }

  /** Gives up a file that has another name now. @returns how far it was read; undefined where it is another one, or has the path still. */
  release(id: string): ReadPlace | undefined {
    if (!this.has(id) || identityOf(this.path)?.id === id) return undefined;
    return this.#late.take(id)?.place ?? this.#releaseNow(id)?.place;
  }

  #releaseNow(id: string): OpenFile | undefined {
    const file = [this.#file, this.#copy, ...this.#queue].find((open) => open?.id === id);
    if (file === this.#file) this.#leave();
    else if (file === this.#copy) this.#endCopy('truncated');
    else {
      this.#queue = this.#queue.filter((queued) => queued !== file);
      file?.close();
    }
    return file;
  }

  close(): void {
    this.#file?.close();
    this.#file = undefined;
    this.#copy?.close();
    this.#copy = undefined;
    this.#closePipe();
    this.#late.close();
    for (const file of this.#queue.splice(0)) file.close();
  }

  /** Late lines come between whole lines of the file that is read now. */
  #readLate(buffer: Buffer): boolean {
    const inLine = (this.#copy ?? this.#file)?.endsInLine === true;
    const late = this.#late.read(buffer, inLine);
    if (late === undefined) return false;
    if (inLine) this.#writer.finishLine();
    this.#writer.append(late.bytes, Date.now());
    if (late.unfinished) this.#writer.finishLine();
    return true;
  }

  #readOn(file: OpenFile, buffer: Buffer): boolean {
    if (this.#copy !== undefined) return this.#readCopy(this.#copy, buffer);
    const { offset } = file.place;
    if (this.#isCopy || (offset === 0 && this.#place.joined && this.#isCopyElsewhere(file))) return this.#pass(file);
    const old = offset < this.#oldUntil;
    const bytes = file.read(buffer, old ? this.#oldUntil : undefined);
    if (bytes === undefined) return this.#truncated(file);
    if (bytes.length === 0) return this.#atEnd(file);
    this.#lastRead = performance.now();
    const text = this.#inHole ? withoutHole(bytes) : bytes;
    if (text.length === 0) return true;
    this.#inHole = false;
    this.#writer.append(text, old ? file.changedAtFirst : Date.now());
    return true;
  }

  #isCopyElsewhere(file: OpenFile): boolean {
    this.#isCopy = file.stat().size > 0n && this.#place.others.isCopy(this.path, file);
    return this.#isCopy;
  }

  #pass(file: OpenFile): boolean {
    file.goOn(file.end);
    return this.#atEnd(file);
  }

  #truncated(file: OpenFile): boolean {
    this.#contents.add(file.place);
    this.#copy = copyOfTruncated(this.path, file);
    return this.#copy !== undefined || this.#afterTruncated(file, LOSSY);
  }

  /** What the file had before it was truncated is read from its copy. */
  #readCopy(copy: OpenFile, buffer: Buffer): boolean {
    const bytes = copy.read(buffer);
    if (bytes !== undefined && bytes.length > 0) {
      this.#writer.append(bytes, Date.now());
      return true;
    }
    this.#endCopy(bytes === undefined ? LOSSY : 'truncated');
    return true;
  }

  #endCopy(news: string): void {
    const [file, copy] = [this.#file, this.#copy];
    if (file === undefined || copy === undefined) return;
    // The file stands where the copy was read to: its last line is finished there.
    file.goOn(copy.place);
    this.#closeCopy();
    this.#afterTruncated(file, news);
  }

  /** A file that has the path no more was written over by another rotation: it has nothing new. */
  #afterTruncated(file: OpenFile, news: string): boolean {
    const now = identityOf(this.path);
    if (now === undefined || now.id === file.id) return this.#beginAnew(file, news);
    if (news === LOSSY) this.#writer.tell(news);
    this.#queue = successorsOf(this.path, file, (other) => this.#isRead(other));
    this.#leave();
    return this.#open();
  }

  #closeCopy(): void {
    const copy = this.#copy;
    this.#copy = undefined;
    if (copy === undefined) return;
    this.#remember(copy);
    copy.close();
  }

  #beginAnew(file: OpenFile, news: string): boolean {
    if (file.endsInLine) this.#writer.finishLine();
    file.rewind();
    this.#oldUntil = 0;
    this.#inHole = true;
    this.#writer.tell(news);
    this.#skip(file);
    return true;
  }

  #atEnd(file: OpenFile): boolean {
    if (this.#queue.length > 0) return this.#goOn();
    if (this.#succeeded) {
      this.#queue = successorsOf(this.path, file, (other) => other.isCopyOf(file.place) || this.#isRead(other));
      return this.#goOn();
    }
    const now = identityOf(this.path);
    if (now === undefined) return this.#missing(file);
    if (now.id === file.id) {
      this.#emptySince = undefined;
      this.#become('following');
      return false;
    }
    this.#emptySince ??= performance.now();
    // Whoever wrote to the new file no longer writes to the old one; what was written there since our last look is read before.
    this.#succeeded = !now.empty || performance.now() - this.#emptySince > EMPTY_MS;
    return this.#succeeded;
  }

  /** Whether a file is read, was read, or is a copy of what was. */
  #isRead(other: OpenFile): boolean {
    return this.#place.others.isKnown(other) || this.#contents.has(other);
  }

  /** The file is read to its end, and may get late lines: the next one. */
  #goOn(): boolean {
    this.#leave(true);
    return this.#open();
  }

  #missing(file: OpenFile): boolean {
    if (file.stat().nlink > 0n) {
      this.#become('gone', 'has another name now');
      return false;
    }
    if (!this.#toldDeleted) this.#writer.tell('deleted, waiting for it');
    this.#toldDeleted = true;
    this.#become('gone', 'is deleted');
    if (performance.now() - this.#lastRead < DELETED_MS) return false;
    this.#leave();
    return false;
  }

  /** Opens what comes next, or what the path is. @returns whether there is something to read */
  #open(): boolean {
    const next = this.#nextInQueue();
    if (next !== undefined) return this.#take(next);
    const first = !this.#looked;
    this.#looked = true;
    const stat = onPath(this.path);
    if (stat.isFIFO()) return this.#openPipe(idOf(stat));
    refuseKind(this.path, stat);
    const file = new OpenFile(this.path);
    if (first) this.#oldUntil = file.sizeAtFirst;
    return this.#take(file, first);
  }

  /** Of two files that were found at once, one may be a copy of the other, which is read by now. What has the path is none. */
  #nextInQueue(): OpenFile | undefined {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (this.#queue.length === 0 || !this.#contents.has(next)) return next;
      next.close();
    }
    return undefined;
  }

  #take(file: OpenFile, first = false): boolean {
    const place = first ? undefined : (this.#late.take(file.id)?.place ?? this.#place.others.claim(file));
    this.#file = file;
    this.#lastRead = performance.now();
    if (place !== undefined) file.goOn(place);
    else if (this.#everThere) this.#writer.tell(this.#toldDeleted ? 'there again: a new file' : 'rotated: a new file');
    this.#everThere = true;
    this.#toldDeleted = false;
    this.#succeeded = false;
    this.#emptySince = undefined;
    this.#place.opened();
    this.#skip(file);
    this.#become('following');
    return true;
  }

  /** Of a file that is larger than what is kept, only the end is read. */
  #skip(file: OpenFile): void {
    if (file.place.offset > 0) return;
    const skipped = file.skipToLast(this.#place.most);
    if (skipped > 0) this.#writer.tellSkipped(skipped);
  }

  #openPipe(id: string): boolean {
    this.#pipe = new PipeTail(this.path, id, this.#writer, {
      ended: (forGood) => this.#pipeEnded(forGood),
      failed: (error) => {
        this.#closePipe();
        this.#fail(error);
      },
    });
    this.#everThere = true;
    this.#become('following');
    return false;
  }

  #closePipe(): void {
    this.#pipe?.close();
    this.#pipe = undefined;
  }

  #pipeEnded(forGood: boolean): void {
    this.#closePipe();
    if (!forGood) return;
    this.#ended = true;
    this.#writer.end();
    this.#become('gone', 'has ended');
  }

  #fail(error: unknown): void {
    if (!(error instanceof SysError)) throw error;
    this.#leave();
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    if (missing && this.#everThere)
      return this.#become('gone', this.#toldDeleted ? 'is deleted' : 'has another name now');
    const problem = missing ? 'is not there yet' : error.message;
    const news = problem !== this.#problem;
    this.#become(missing ? 'waiting' : 'refused', problem);
    if (news) this.#writer.tell(missing ? 'not there yet, waiting for it' : problem);
  }

  #become(state: TailState, problem?: string): void {
    if (state === this.#state && problem === this.#problem) return;
    this.#state = state;
    this.#problem = problem;
    this.#place.changed();
  }

  /**
   * Reads no more of its file, but goes on there if it ever meets it again. What comes next does not go on with a line that has no
   * newline. @param forLate late lines of it are read still
   */
  #leave(forLate = false): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#closeCopy();
    if (file.endsInLine && !this.#isCopy) this.#writer.finishLine();
    this.#remember(file);
    if (forLate) this.#late.add(file);
    else file.close();
    this.#file = undefined;
    this.#isCopy = false;
    this.#oldUntil = 0;
    this.#inHole = false;
  }

  #remember(file: OpenFile): void {
    this.#contents.add(file.place);
    this.#place.others.leave(file);
  }
}

/** What follows the NULs that a piece begins with. */
function withoutHole(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(from < 0 ? bytes.length : from);
}
