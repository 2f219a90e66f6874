import fs from 'node:fs';
import { SysError } from '../../base/sys-error.ts';
import { hostError } from '../../vfs/host-error.ts';
import { followPipe } from './follow-pipe.ts';
import { idOf, OpenFile, type ReadPlace } from './open-file.ts';
import type { Readable } from './read-turns.ts';
import { refuseKind } from './refuse-kind.ts';
import { successorsOf } from './successors.ts';
import type { TailSink } from './tail-sink.ts';

/**
 * `following`: it is read. `waiting`: it was never there yet. `refused`: it is there, and cannot be read. `gone`: it was there, or was a
 * pipe whose last writer has gone. All but the end of a pipe can pass.
 */
export type TailState = 'following' | 'waiting' | 'refused' | 'gone';

/** What a tail works with. */
export interface TailPlace {
  readonly key: number;
  /** Absolute. */
  readonly path: string;
  readonly sink: TailSink;
  /** Bytes of a file that are read at most of what was there before; the last ones. */
  readonly most: number;
  /** What is there now has come since others are followed: it is new. */
  readonly joined: boolean;
  /** Its state is another one. */
  readonly changed: () => void;
  /** The path is another file: where it is a link, perhaps in another folder. */
  readonly opened: () => void;
  /** Where another tail was in the file, under the name that it had before: it reads no more of it. */
  readonly claim: (id: string) => ReadPlace | undefined;
}

/** Milliseconds for which an empty new file may wait for its writer, who still writes to the old one. */
const EMPTY_MS = 10_000;

/** Milliseconds for which a deleted file is kept open after its last line: its writer may not be done, and its room on the disk is not free. */
const DELETED_MS = 10_000;

/** Files whose bytes are known not to be new, by their ids. */
const READ_BEFORE = 64;

/** Follows what one path is: through rotation, truncation, deletion, and whatever it becomes next. Whoever wakes it gives it turns. */
export class FileTail implements Readable {
  readonly #place: TailPlace;
  #state: TailState = 'waiting';
  #problem: string | undefined;
  #file: OpenFile | undefined;
  /** Files that were rotated faster than they could be looked at, to be read before the path is looked at again. */
  #queue: OpenFile[] = [];
  #endPipe: (() => void) | undefined;
  /** The path has become another file: once the old one is read to its end, that is the next. */
  #succeeded = false;
  #emptySince: number | undefined;
  #lastRead = 0;
  #toldDeleted = false;
  #ended = false;
  /** It was looked for before: what is there now has come since. */
  #looked: boolean;
  /** Where it was when reading failed. */
  #failedAt: { readonly id: string; readonly place: ReadPlace } | undefined;
  /** The offset up to which bytes were there before we looked. */
  #oldUntil = 0;
  readonly #read = new Set<string>();

  constructor(place: TailPlace) {
    this.#place = place;
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
      if (this.#file !== undefined) return this.#readOn(this.#file, buffer);
      return this.#endPipe === undefined && !this.#ended && this.#open();
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Gives up a file that has another name now. @returns how far it was read; undefined where it is another one, or has the path still. */
  release(id: string): ReadPlace | undefined {
    const file = this.#file;
    if (file?.id !== id || identityOf(this.path)?.id === id) return undefined;
    this.#finishLine(file);
    this.#shut();
    return file.place;
  }

  close(): void {
    this.#shut();
    this.#endPipe?.();
    this.#endPipe = undefined;
    for (const file of this.#queue.splice(0)) file.close();
  }

  #readOn(file: OpenFile, buffer: Buffer): boolean {
    const { offset } = file.place;
    const old = offset < this.#oldUntil;
    const bytes = file.read(buffer, old ? this.#oldUntil : undefined);
    if (bytes === undefined) return this.#truncated(file);
    if (bytes.length === 0) return this.#atEnd(file);
    this.#lastRead = performance.now();
    this.#place.sink.append(this.#place.key, 1, old ? file.changedAtFirst : Date.now(), bytes);
    return true;
  }

  #truncated(file: OpenFile): boolean {
    this.#finishLine(file);
    file.rewind();
    this.#oldUntil = 0;
    this.#tell('truncated');
    this.#skip(file);
    return true;
  }

  #atEnd(file: OpenFile): boolean {
    const next = this.#queue.shift();
    if (next !== undefined) return this.#goOnWith(file, next);
    if (this.#succeeded) return this.#succeed(file);
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

  #succeed(file: OpenFile): boolean {
    this.#remember(file.id);
    this.#queue = successorsOf(this.path, file, this.#read);
    const next = this.#queue.shift();
    if (next !== undefined) return this.#goOnWith(file, next);
    this.#finishLine(file);
    this.#shut();
    return this.#open();
  }

  #goOnWith(file: OpenFile, next: OpenFile): boolean {
    this.#finishLine(file);
    this.#remember(file.id);
    this.#shut();
    this.#take(next, this.#toldDeleted ? 'there again: a new file' : 'rotated: a new file');
    return true;
  }

  #missing(file: OpenFile): boolean {
    if (file.stat().nlink > 0n) {
      this.#become('gone', 'has another name now');
      return false;
    }
    if (!this.#toldDeleted) this.#tell('deleted, waiting for it');
    this.#toldDeleted = true;
    this.#become('gone', 'is deleted');
    if (performance.now() - this.#lastRead < DELETED_MS) return false;
    this.#finishLine(file);
    this.#shut();
    return false;
  }

  /** Looks what the path is. @returns whether there is something to read */
  #open(): boolean {
    const first = !this.#looked;
    this.#looked = true;
    const stat = onPath(this.path);
    if (stat.isFIFO()) return this.#openPipe();
    refuseKind(this.path, stat);
    const file = new OpenFile(this.path);
    if (first) this.#oldUntil = file.sizeAtFirst;
    const handed =
      this.#failedAt?.id === file.id ? this.#failedAt.place : first ? undefined : this.#place.claim(file.id);
    this.#failedAt = undefined;
    if (handed !== undefined) file.goOn(handed);
    this.#take(file, this.#wasThere && handed === undefined ? 'there again: a new file' : undefined);
    return true;
  }

  get #wasThere(): boolean {
    return this.#state === 'gone';
  }

  #take(file: OpenFile, news: string | undefined): void {
    this.#file = file;
    this.#lastRead = performance.now();
    this.#toldDeleted = false;
    this.#succeeded = false;
    this.#emptySince = undefined;
    this.#place.opened();
    if (news !== undefined) this.#tell(news);
    this.#skip(file);
    this.#become('following');
  }

  /** Of a file that is larger than what is kept, only the end is read. */
  #skip(file: OpenFile): void {
    if (file.place.offset > 0) return;
    const skipped = file.skipToLast(this.#place.most);
    if (skipped > 0) this.#tell(`begins ${sizeText(skipped)} into the file`);
  }

  #openPipe(): boolean {
    const { key, sink } = this.#place;
    this.#endPipe = followPipe(this.path, {
      bytes: (bytes) => sink.append(key, 1, Date.now(), bytes),
      ended: (forGood) => this.#pipeEnded(forGood),
      failed: (error) => {
        this.#pipeEnded(false);
        this.#fail(hostError(error, 'tail', this.path));
      },
    });
    this.#become('following');
    return false;
  }

  #pipeEnded(forGood: boolean): void {
    this.#endPipe?.();
    this.#endPipe = undefined;
    if (!forGood) return;
    this.#ended = true;
    this.#tell('ended');
    this.#place.sink.end(this.#place.key);
    this.#become('gone', 'has ended');
  }

  #fail(error: unknown): void {
    if (!(error instanceof SysError)) throw error;
    if (this.#file !== undefined) this.#failedAt = { id: this.#file.id, place: this.#file.place };
    this.#shut();
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    if (missing && this.#state === 'gone') return;
    const problem = missing ? 'is not there yet' : error.message;
    const news = problem !== this.#problem;
    this.#become(missing ? 'waiting' : 'refused', problem);
    if (news) this.#tell(missing ? 'not there yet, waiting for it' : problem);
  }

  #become(state: TailState, problem?: string): void {
    if (state === this.#state && problem === this.#problem) return;
    this.#state = state;
    this.#problem = problem;
    this.#place.changed();
  }

  #shut(): void {
    this.#file?.close();
    this.#file = undefined;
    this.#oldUntil = 0;
  }

  #remember(id: string): void {
    this.#read.add(id);
    for (const oldest of this.#read) if (this.#read.size > READ_BEFORE) this.#read.delete(oldest);
  }

  /** What comes next does not go on with a line that has no newline. */
  #finishLine(file: OpenFile): void {
    if (file.endsInLine) this.#place.sink.append(this.#place.key, 1, Date.now(), NEWLINE_BYTES);
  }

  #tell(news: string): void {
    this.#place.sink.append(this.#place.key, 0, Date.now(), Buffer.from(`-- ${news} --\n`));
  }
}

const NEWLINE_BYTES = Buffer.from('\n');

function onPath(path: string): fs.BigIntStats {
  try {
    return fs.statSync(path, { bigint: true });
  } catch (error) {
    throw hostError(error, 'tail', path);
  }
}

/** What has a path now; undefined where that cannot be told. */
function identityOf(path: string): { readonly id: string; readonly empty: boolean } | undefined {
  try {
    const stat = onPath(path);
    return { id: idOf(stat), empty: stat.isFile() && stat.size === 0n };
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

function sizeText(bytes: number): string {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${['bytes', 'kB', 'MB', 'GB', 'TB'][power]}`;
}
