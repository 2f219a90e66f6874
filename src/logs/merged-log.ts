import { LineList } from './line-list.ts';
import type { LogLine } from './log-line.ts';
import type { LogPiece, LogSource, LogText } from './log-source.ts';
import type { LogStore } from './log-store.ts';
import { LogWriter } from './log-writer.ts';
import { TimeOrder } from './time-order.ts';

/** Milliseconds for which a line that has not ended stands at the end, below younger ones: most end by then, and come in one piece. */
const OPEN_MS = 1_000;

/** A line where it really is. */
interface Place {
  readonly writer: LogWriter | undefined;
  readonly number: number;
}

/**
 * The lines of several logs in the order of their times. What came later than a look stands behind what was there then, and each
 * writer's lines stay in their order, but for one that had not ended: it stands at the end until it has, or until others are a second
 * younger; then it stays where it is, and may grow there. From its first line on nothing is missing: where a log has dropped lines, all that stood before them go too. Only the order is kept here, and made when somebody
 * looks: it costs nothing while nobody does.
 */
export class MergedLog implements LogSource {
  readonly #store: LogStore;
  readonly #keys: ReadonlySet<number> | undefined;
  readonly #writers = new Map<number, LogWriter>();
  /** Writers by their places; a place is free again once nothing is held of it. */
  readonly #places: (LogWriter | undefined)[] = [];
  readonly #free: number[] = [];
  /** Whose logs are forgotten, and whose lines are not all dropped. */
  readonly #left = new Set<LogWriter>();
  readonly #list = new LineList();
  #waiting: readonly Place[] = [];
  #seen = -1;
  #version = 0;

  /** @param keys of the logs; undefined for all that there are and will be */
  constructor(store: LogStore, keys?: ReadonlySet<number>) {
    this.#store = store;
    this.#keys = keys;
  }

  get first(): number {
    this.#pull();
    return this.#list.first;
  }

  get next(): number {
    this.#pull();
    return this.#list.next + this.#waiting.length;
  }

  get version(): number {
    this.#pull();
    return this.#version;
  }

  get bytes(): number {
    this.#pull();
    let bytes = 0;
    for (const { log } of this.#writers.values()) bytes += log?.cost ?? 0;
    return bytes;
  }

  get mostBytes(): number {
    return this.#store.bounds.bytesInAll;
  }

  lines(from: number, to: number): readonly LogLine[] {
    const lines: LogLine[] = [];
    for (const [start, end] of this.#stretches(from, to)) {
      const { writer, number } = this.#place(start);
      if (writer === undefined) continue;
      const { key, log } = writer;
      const found = this.#isKept(start) ? (log?.lines(number, number + end - start) ?? []) : [{ ...GONE, number }];
      for (const line of found) lines.push({ ...line, writer: key, number: start + line.number - number });
    }
    return lines;
  }

  *pieces(from: number, to: number): Generator<LogPiece, void, void> {
    for (const [start, end] of this.#stretches(from, to)) {
      const { writer, number } = this.#place(start);
      if (!this.#isKept(start)) yield { ...GONE_PIECE, number: start, writer: writer?.key };
      else if (writer?.log !== undefined)
        yield* writer.log.pieces(number, number + end - start, start - number, writer.key);
    }
  }

  *texts(from: number, to: number): Generator<LogText, void, void> {
    for (const [start, end] of this.#stretches(from, to)) {
      const { writer, number } = this.#place(start);
      if (!this.#isKept(start)) yield { ...GONE_PIECE, number: start };
      else if (writer?.log !== undefined) yield* writer.log.texts(number, number + end - start, start - number);
    }
  }

  subscribe(changed: () => void): () => void {
    const tell = () => changed();
    if (this.#keys === undefined) return this.#store.subscribeAll(tell);
    const ends = [...this.#keys].map((key) => this.#store.subscribe(key, tell));
    return () => {
      for (const end of ends) end();
    };
  }

  /** Lines of one writer that follow each other here and there. */
  *#stretches(from: number, to: number): Generator<[start: number, end: number], void, void> {
    this.#pull();
    const last = Math.min(to, this.#list.next + this.#waiting.length);
    for (let line = Math.max(from, this.#list.first); line < last; ) {
      const start = line++;
      const end = this.#isKept(start) ? Math.min(last, this.#list.next) : line;
      while (line < end && this.#follows(line)) line++;
      yield [start, line];
    }
  }

  /** Not so only for a line that had to wait. */
  #isKept(line: number): boolean {
    const { writer, number } = this.#place(line);
    return writer?.log !== undefined && number >= writer.log.first;
  }

  #follows(line: number): boolean {
    const list = this.#list;
    return list.writerOf(line) === list.writerOf(line - 1) && list.numberOf(line) === list.numberOf(line - 1) + 1;
  }

  #place(line: number): Place {
    const list = this.#list;
    if (line >= list.next) return this.#waiting[line - list.next] ?? { writer: undefined, number: 0 };
    return { writer: this.#places[list.writerOf(line)], number: list.numberOf(line) };
  }

  /** Brings the order up to what the logs have now. */
  #pull(): void {
    if (this.#seen === this.#store.version) return;
    this.#seen = this.#store.version;
    if (!this.#meet()) return;
    this.#version++;
    this.#dropGone();
    this.#take();
    while (this.#list.length > this.#store.bounds.linesEach) this.#drop();
    while (this.#list.length > 0 && !this.#isKept(this.#list.first)) this.#drop();
  }

  /** Finds out which logs came, went on, or were forgotten. @returns whether any did */
  #meet(): boolean {
    let changed = false;
    for (const writer of this.#writers.values()) {
      if (this.#store.find(writer.key) === writer.log) continue;
      this.#leave(writer);
      changed = true;
    }
    for (const key of this.#keys ?? this.#store.pids()) {
      const log = this.#store.find(key);
      if (log !== undefined && !this.#writers.has(key)) this.#enter(key, log);
      if (this.#writers.get(key)?.hasChanged === true) changed = true;
    }
    return changed;
  }

  #enter(key: number, log: NonNullable<LogWriter['log']>): void {
    const place = this.#free.pop() ?? this.#places.length;
    const writer = new LogWriter(key, place, log);
    this.#places[place] = writer;
    this.#writers.set(key, writer);
  }

  #leave(writer: LogWriter): void {
    writer.log = undefined;
    this.#writers.delete(writer.key);
    this.#left.add(writer);
  }

  #dropGone(): void {
    const gone = new Set([...this.#writers.values(), ...this.#left].filter((writer) => writer.hasGone));
    while (gone.size > 0 && this.#list.length > 0) {
      const writer = this.#drop();
      if (writer !== undefined && !writer.hasGone) gone.delete(writer);
    }
    for (const writer of this.#left) if (writer.held === 0) this.#freePlace(writer);
    for (const writer of this.#writers.values()) writer.catchUp();
  }

  #freePlace(writer: LogWriter): void {
    this.#left.delete(writer);
    this.#places[writer.place] = undefined;
    this.#free.push(writer.place);
  }

  /** Drops the first line. @returns whose it was */
  #drop(): LogWriter | undefined {
    const writer = this.#places[this.#list.writerOf(this.#list.first)];
    writer?.drop(this.#list.numberOf(this.#list.first));
    this.#list.shift();
    return writer;
  }

  /** Takes what came, run by run, always of the writer whose next one is the oldest. */
  #take(): void {
    const order = new TimeOrder<LogWriter>();
    let newest = 0;
    for (const { lastTime } of this.#writers.values()) newest = Math.max(newest, lastTime);
    const before = newest - OPEN_MS;
    for (const writer of this.#writers.values()) {
      for (const number of writer.takeLate(before)) this.#list.push(writer.place, number);
      const time = writer.nextTime(before);
      if (time !== undefined) order.add(time, writer);
    }
    for (let writer = order.first; writer !== undefined; writer = order.first) {
      const [from, to] = writer.take();
      for (let number = from; number < to; number++) this.#list.push(writer.place, number);
      order.replaceFirst(writer.nextTime(before));
    }
    this.#waiting = [...this.#writers.values()]
      .flatMap((writer) => writer.waiting.map((number) => ({ writer, number })))
      .sort((a, b) => (a.writer.log?.runOf(a.number)?.time ?? 0) - (b.writer.log?.runOf(b.number)?.time ?? 0));
  }
}

/** What stands for a line that had to wait for its end so long that its log has dropped it. */
const GONE = { time: 0, stream: 0, text: '(no longer kept)', partial: false } as const;
const GONE_PIECE = { lines: 1, stream: 0, time: 0, bytes: Buffer.from(`${GONE.text}\n`) } as const;
