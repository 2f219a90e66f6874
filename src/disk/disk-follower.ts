import { resolve } from 'node:path';
import { DISK_LIMIT_MS, DISK_SILENT_MS } from '../base/limits.ts';
import { isPattern } from '../logs/tail/glob-pattern.ts';
import type { TailSink } from '../logs/tail/tail-sink.ts';
import type { TailedFilesOptions } from '../logs/tail/tailed-files.ts';
import type { Disk } from './disk.ts';
import { errorOf } from './failure.ts';
import type { DiskReply, DiskTail, DiskTails } from './messages.ts';
import { TailInbox } from './tail-inbox.ts';

interface Place {
  readonly sink: TailSink;
  /** A new key for a log in the sink. */
  readonly key: () => number;
  readonly changed: () => void;
  readonly refused: (error: unknown) => void;
}

const NONE: DiskTails = { files: [], left: 0, unmatched: [], hasBegun: false };

/** The files that are followed on one disk, seen from where their lines are kept. */
export class DiskFollower {
  readonly #disk: Disk;
  readonly #place: Place;
  readonly #id: number;
  readonly #inbox: TailInbox;
  /** Keys in the sink, by those of the disk. */
  readonly #keys = new Map<number, number>();
  readonly #words: string[] = [];
  #tails = NONE;
  #pinging = false;
  #silentSeconds = 0;
  #lost: string | undefined;

  constructor(disk: Disk, options: TailedFilesOptions, place: Place) {
    this.#disk = disk;
    this.#place = place;
    this.#id = disk.follow({ reply: (reply) => this.#reply(reply), ended: (why) => this.#ended(why) });
    this.#inbox = new TailInbox(place.sink, {
      key: (key) => this.#keyOf(key),
      stored: (bytes) => disk.send({ kind: 'stored', id: this.#id, bytes }),
    });
    disk.send({ kind: 'follow', id: this.#id, options });
  }

  get hasBegun(): boolean {
    return this.#tails.hasBegun && this.#inbox.isEmpty;
  }

  get left(): number {
    return this.#tails.left;
  }

  get unmatched(): readonly string[] {
    return this.#tails.unmatched;
  }

  get silentMs(): number {
    return this.#disk.silentMs;
  }

  /** All files; while the disk does not answer, each says so. */
  get files(): readonly DiskTail[] {
    const problem = this.silence;
    const files = problem === undefined ? this.#tails.files : this.#known();
    return files.map(({ key, ...file }) => ({
      key: this.#keyOf(key),
      ...file,
      ...(problem === undefined ? {} : { state: 'refused' as const, problem }),
    }));
  }

  add(word: string): void {
    this.#words.push(word);
    this.#disk.send({ kind: 'add', id: this.#id, word });
    this.#ping();
  }

  /** Looks whether the disk answers. @returns whether there is something else to say of that than before */
  look(): boolean {
    this.#ping();
    const before = this.#silentSeconds;
    const { silentMs } = this.#disk;
    this.#silentSeconds = silentMs < DISK_SILENT_MS ? 0 : Math.floor(silentMs / 1_000);
    return this.#silentSeconds !== before;
  }

  close(): void {
    this.#inbox.close();
    this.#disk.send({ kind: 'leave', id: this.#id });
  }

  /** `/mnt/nfs has not answered for 3 s`; undefined where it answers. */
  get silence(): string | undefined {
    if (this.#lost !== undefined) return `${this.#disk.place} ${this.#lost}`;
    return this.#silentSeconds === 0 ? undefined : `${this.#disk.place} has not answered for ${this.#silentSeconds} s`;
  }

  /** What is followed, also what the disk has said nothing of yet. */
  #known(): readonly DiskTail[] {
    const paths = new Set(this.#tails.files.map(({ path }) => path));
    const unsaid = this.#words.filter((word) => !isPattern(word)).map((word) => resolve(word));
    const others = unsaid.filter((path) => !paths.has(path));
    return [...this.#tails.files, ...others.map((path, at) => ({ key: -1 - at, path, state: 'waiting' as const }))];
  }

  /** One question at a time: a disk that hangs gets no others. */
  #ping(): void {
    if (this.#pinging || this.#disk.hasEnded) return;
    this.#pinging = true;
    const done = (): void => {
      this.#pinging = false;
    };
    this.#disk.ask('ping', [], DISK_LIMIT_MS).then(done, done);
  }

  #reply(reply: Extract<DiskReply, { kind: 'pieces' | 'tails' | 'refused' }>): void {
    if (reply.kind === 'pieces') return this.#inbox.take(reply.bytes, reply.pieces);
    if (reply.kind === 'refused') return this.#place.refused(errorOf(reply.failure));
    this.#inbox.after(() => {
      this.#tails = reply.tails;
      this.#place.changed();
    });
  }

  #ended(why: string): void {
    this.#lost = `cannot be read: ${why}`;
    this.#place.changed();
  }

  #keyOf(key: number): number {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const made = this.#place.key();
    this.#keys.set(key, made);
    return made;
  }
}
