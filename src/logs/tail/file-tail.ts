import { SysError } from '../../base/sys-error.ts';
import { FileReading } from './file-reading.ts';
import { LateFiles } from './late-files.ts';
import { idOf, OpenFile, type ReadPlace } from './open-file.ts';
import { identityOf, onPath } from './path-identity.ts';
import { PathState, type TailState } from './path-state.ts';
import { PipeTail } from './pipe-tail.ts';
import { ReadContents } from './read-contents.ts';
import type { Readable } from './read-turns.ts';
import { refuseKind } from './refuse-kind.ts';
import { Succession } from './succession.ts';
import type { TailPlace } from './tail-place.ts';
import { TailWriter } from './tail-writer.ts';

/** Milliseconds for which a deleted file is kept open after its last line: its writer may not be done, and its room on the disk is not free. */
const DELETED_MS = 10_000;

/** Follows what one path is: through rotation, truncation, deletion, and whatever it becomes next. Whoever wakes it gives it turns. */
export class FileTail implements Readable {
  readonly #place: TailPlace;
  readonly #writer: TailWriter;
  readonly #state: PathState;
  readonly #contents: ReadContents;
  readonly #successors: Succession;
  /** Files that were rotated, and may be written to still. */
  readonly #late: LateFiles;
  readonly #pipe: PipeTail;
  #reading: FileReading | undefined;
  /** It was looked for before: what is there now has come since. */
  #looked: boolean;

  constructor(place: TailPlace) {
    this.#place = place;
    this.#looked = place.joined;
    this.#writer = new TailWriter(place);
    this.#state = new PathState(this.#writer, place.changed);
    this.#contents = new ReadContents(place.others);
    this.#successors = new Succession(place.path, this.#contents);
    this.#late = new LateFiles(this.#writer, this.#contents);
    this.#pipe = new PipeTail(place.path, this.#writer, this.#state, (error) => this.#fail(error));
  }

  get state(): TailState {
    return this.#state.state;
  }

  /** Why it is not read. */
  get problem(): string | undefined {
    return this.#state.problem;
  }

  /** Its log in the sink. */
  get key(): number {
    return this.#place.key;
  }

  get path(): string {
    return this.#place.path;
  }

  step(buffer: Buffer): boolean {
    try {
      if (this.#late.step(buffer, this.#reading?.endsInLine === true)) return true;
      if (this.#reading !== undefined) return this.#readOn(this.#reading, buffer);
      if (this.#pipe.isCurrent) return false;
      this.#pipe.close();
      return !this.#pipe.ended && this.#open();
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Whether it reads a file, or is going to. */
  has(id: string): boolean {
    return this.#reading?.has(id) === true || this.#successors.has(id) || this.#late.has(id);
  }

  /** Whether a file is a copy of what was read here, or goes on where we are. */
  hasContentsOf(file: OpenFile): boolean {
    return this.#reading?.hasContentsOf(file) === true || this.#contents.has(file);
  }

  /** Gives up a file that has another name now. @returns how far it was read; undefined where it is another one, or has the path still. */
  release(id: string): ReadPlace | undefined {
    if (!this.has(id) || identityOf(this.path)?.id === id) return undefined;
    return this.#late.take(id)?.place ?? this.#releaseReading(id) ?? this.#successors.take(id)?.place;
  }

  /** A pipe is read without turns. */
  pause(): void {
    this.#pipe.pause();
  }

  resume(): void {
    this.#pipe.resume();
  }

  close(): void {
    this.#reading?.close();
    this.#reading = undefined;
    this.#pipe.close();
    this.#late.close();
    this.#successors.close();
  }

  #releaseReading(id: string): ReadPlace | undefined {
    const reading = this.#reading;
    if (reading === undefined || !reading.has(id)) return undefined;
    const { place } = reading.file.id === id ? reading.file : reading;
    if (reading.file.id === id) this.#leave();
    else if (reading.endCopy() === 'written over') this.#goOn(reading);
    return place;
  }

  #readOn(reading: FileReading, buffer: Buffer): boolean {
    const result = reading.step(buffer);
    if (result === 'read') return true;
    return result === 'end' ? this.#atEnd(reading) : this.#goOn(reading);
  }

  #atEnd(reading: FileReading): boolean {
    const end = this.#successors.isEmpty ? reading.end.look() : 'over';
    if (end === 'over') return this.#goOnLate(reading);
    if (end === 'current') this.#state.following();
    else if (end === 'renamed') this.#state.renamed();
    else if (end === 'deleted') this.#deleted(reading);
    return end === 'replaced';
  }

  #deleted(reading: FileReading): void {
    this.#state.deleted();
    if (reading.idle >= DELETED_MS) this.#leave();
  }

  /** The file was written over: the next one. */
  #goOn({ file }: FileReading): boolean {
    this.#successors.find(file, (other) => this.#contents.isKnown(other));
    this.#leave();
    return this.#open();
  }

  /** The file is read to its end, and may get late lines: the next one. */
  #goOnLate({ file }: FileReading): boolean {
    this.#successors.find(file, (other) => other.isCopyOf(file.place) || this.#contents.isKnown(other));
    this.#leave(true);
    return this.#open();
  }

  /** Opens what comes next, or what the path is. @returns whether there is something to read */
  #open(): boolean {
    const next = this.#successors.next();
    if (next !== undefined) return this.#take(next);
    const isFirst = !this.#looked;
    this.#looked = true;
    const stat = onPath(this.path);
    if (stat.isFIFO()) {
      this.#pipe.open(idOf(stat));
      return false;
    }
    refuseKind(this.path, stat);
    return this.#take(new OpenFile(this.path), isFirst);
  }

  #take(file: OpenFile, isFirst = false): boolean {
    const place = isFirst ? undefined : (this.#late.take(file.id)?.place ?? this.#place.others.claim(file));
    const reading = new FileReading(file, isFirst, this.#place, this.#writer, this.#contents);
    this.#reading = reading;
    if (place !== undefined) file.goOn(place);
    this.#state.opened(place === undefined);
    this.#place.opened();
    reading.beginNearEnd();
    this.#state.following();
    return true;
  }

  #fail(error: unknown): void {
    if (!(error instanceof SysError)) throw error;
    this.#leave();
    this.#state.failed(error);
  }

  /** Reads no more of its file, but goes on there if it ever meets it again. @param forLate late lines of it are read still */
  #leave(forLate = false): void {
    const reading = this.#reading;
    if (reading === undefined) return;
    this.#reading = undefined;
    reading.leave();
    if (forLate) this.#late.add(reading.file);
    else reading.file.close();
  }
}
