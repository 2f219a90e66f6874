import { RAM_DISK_THREADS } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { lock, unlock } from './shared-lock.ts';
import type { Space } from './space.ts';

/** Words at the beginning of the shared memory. */
const ROWS = 0;
const TABLE_LOCK = 1;
const NAMES_LOCK = 2;
/** The first free row, and how many were ever used. Rows are numbered from 1 in links, 0 ends a list. */
const FREE = 3;
const FRESH = 4;
/** For each member the number of its thread and 1, 0 where there is none. */
const MEMBERS = 8;
const HEADER_WORDS = MEMBERS + RAM_DISK_THREADS;

/** 32-bit words that say which members use a row. */
const USER_WORDS = RAM_DISK_THREADS / 32;
/** Next row of the list, lock, flags, users. */
const ROW_WORDS = 3 + USER_WORDS;
const NEXT = 0;
const LOCK = 1;
const FLAGS = 2;
const USERS = 3;

const NAMELESS = 1;
/** The charge may differ from the file's size: the row is new, or a thread was lost while it changed the file. */
const UNCERTAIN = 2;

/**
 * The inodes of a ram disk that are in use by any thread, each with its charge, in shared memory: a hash table whose lists are changed
 * under one lock. A lock holds its member's number and 1, so that those of a lost thread can be opened. Each change of
 * a list takes effect by one store, so that a thread that is lost in between leaves a whole table.
 */
export class InodeTable {
  readonly words: Int32Array;
  /** Bytes that the disk is charged for the inode of a row; below 0 where that is not known yet. Changed under the row's lock. */
  readonly charges: Float64Array;
  readonly #inos: BigUint64Array;
  readonly #rows: number;
  readonly #buckets: number;
  readonly #firstRow: number;

  constructor(shared: SharedArrayBuffer) {
    this.words = new Int32Array(shared);
    this.#rows = this.words[ROWS] as number;
    const bytes = HEADER_WORDS * 4;
    this.#inos = new BigUint64Array(shared, bytes, this.#rows);
    this.charges = new Float64Array(shared, bytes + this.#rows * 8, this.#rows);
    this.#buckets = HEADER_WORDS + this.#rows * 4;
    this.#firstRow = this.#buckets + this.#rows;
  }

  /** Makes the table of a disk with at most so many inodes. */
  static allocate(inodes: number): SharedArrayBuffer {
    // The root directory is none of them.
    const rows = inodes + 1;
    const shared = new SharedArrayBuffer((HEADER_WORDS + rows * (4 + 1 + ROW_WORDS)) * 4);
    new Int32Array(shared)[ROWS] = rows;
    return shared;
  }

  /** @returns the number of a new member, -1 where there are too many */
  join(thread: number): number {
    for (let member = 0; member < RAM_DISK_THREADS; member++)
      if (Atomics.compareExchange(this.words, MEMBERS + member, 0, thread + 1) === 0) return member;
    return -1;
  }

  leave(member: number): void {
    Atomics.store(this.words, MEMBERS + member, 0);
  }

  /** Lets go of all that a thread had that is gone. */
  abandon(thread: number, space: Space): void {
    for (let member = 0; member < RAM_DISK_THREADS; member++) {
      if (Atomics.load(this.words, MEMBERS + member) !== thread + 1) continue;
      for (const held of [TABLE_LOCK, NAMES_LOCK]) this.#open(held, member);
      for (let row = 0; row < Atomics.load(this.words, FRESH); row++) {
        if (this.#open(this.lockOf(row), member)) Atomics.or(this.words, this.#at(row, FLAGS), UNCERTAIN);
        if (this.#isUser(row, member)) this.exit(row, member, space);
      }
      this.leave(member);
    }
  }

  /** Finds the row of an inode, or makes it, and makes the member a user of it. @throws SysError ENFILE where the table is full. */
  enter(ino: bigint, member: number): number {
    return this.#locked(TABLE_LOCK, member, () => {
      const row = this.#find(ino) ?? this.#add(ino);
      this.words[this.#user(row, member)] = (this.words[this.#user(row, member)] as number) | (1 << (member % 32));
      return row;
    });
  }

  /** Ends a member's use. Without another user the row goes, and the charge of a nameless inode with it. */
  exit(row: number, member: number, space: Space): void {
    this.#locked(TABLE_LOCK, member, () => {
      this.words[this.#user(row, member)] = (this.words[this.#user(row, member)] as number) & ~(1 << (member % 32));
      const users = this.words.subarray(this.#at(row, USERS), this.#at(row, USERS) + USER_WORDS);
      const flags = Atomics.load(this.words, this.#at(row, FLAGS));
      if (users.some((bits) => bits !== 0)) return;
      // The row stays: only its charge says by how much the next user has to correct the disk's count.
      if ((flags & (NAMELESS | UNCERTAIN)) === UNCERTAIN && (this.charges[row] as number) >= 0) return;
      this.#remove(row);
      if ((flags & NAMELESS) === 0) return;
      space.give(Math.max(0, this.charges[row] as number));
      space.giveInode();
    });
  }

  lockOf(row: number): number {
    return this.#at(row, LOCK);
  }

  markNameless(row: number): void {
    Atomics.or(this.words, this.#at(row, FLAGS), NAMELESS);
  }

  isUncertain(row: number): boolean {
    return (Atomics.load(this.words, this.#at(row, FLAGS)) & UNCERTAIN) !== 0;
  }

  markCertain(row: number): void {
    Atomics.and(this.words, this.#at(row, FLAGS), ~UNCERTAIN);
  }

  whileNaming<T>(member: number, run: () => T): T {
    return this.#locked(NAMES_LOCK, member, run);
  }

  #locked<T>(at: number, member: number, run: () => T): T {
    lock(this.words, at, member + 1);
    try {
      return run();
    } finally {
      unlock(this.words, at);
    }
  }

  /** Opens a lock that a member holds. @returns whether it did */
  #open(at: number, member: number): boolean {
    return Atomics.compareExchange(this.words, at, member + 1, 0) === member + 1;
  }

  #find(ino: bigint): number | undefined {
    for (let link = this.words[this.#bucket(ino)] as number; link !== 0; link = this.#next(link))
      if (this.#inos[link - 1] === ino) return link - 1;
    return undefined;
  }

  #add(ino: bigint): number {
    const link = this.#take();
    const bucket = this.#bucket(ino);
    this.#inos[link - 1] = ino;
    this.charges[link - 1] = -1;
    this.words.fill(0, this.#at(link - 1, LOCK), this.#at(link - 1, USERS) + USER_WORDS);
    this.words[this.#at(link - 1, FLAGS)] = UNCERTAIN;
    this.words[this.#at(link - 1, NEXT)] = this.words[bucket] as number;
    this.words[bucket] = link;
    return link - 1;
  }

  #remove(row: number): void {
    let before = this.#bucket(this.#inos[row] as bigint);
    for (let link = this.words[before] as number; link !== row + 1; link = this.#next(link))
      before = this.#at(link - 1, NEXT);
    this.words[before] = this.#next(row + 1);
    this.words[this.#at(row, NEXT)] = this.words[FREE] as number;
    this.words[FREE] = row + 1;
  }

  #take(): number {
    const free = this.words[FREE] as number;
    if (free !== 0) {
      this.words[FREE] = this.#next(free);
      return free;
    }
    const fresh = this.words[FRESH] as number;
    if (fresh === this.#rows) throw new SysError('ENFILE', 'open');
    this.words[FRESH] = fresh + 1;
    return fresh + 1;
  }

  #next(link: number): number {
    return this.words[this.#at(link - 1, NEXT)] as number;
  }

  #bucket(ino: bigint): number {
    return this.#buckets + Number(ino % BigInt(this.#rows));
  }

  #isUser(row: number, member: number): boolean {
    return ((this.words[this.#user(row, member)] as number) & (1 << (member % 32))) !== 0;
  }

  #user(row: number, member: number): number {
    return this.#at(row, USERS + (member >> 5));
  }

  #at(row: number, field: number): number {
    return this.#firstRow + row * ROW_WORDS + field;
  }
}
