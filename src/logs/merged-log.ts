import { JoinedText } from './joined-text.ts';
import { LineList } from './line-list.ts';
import type { LogLine } from './log-line.ts';
import type { LogPiece, LogSource, LogText } from './log-source.ts';
import type { LogStore } from './log-store.ts';
import type { LogWriter } from './log-writer.ts';
import { LogWriters } from './log-writers.ts';
import type { TaskLog } from './task-log.ts';
import { TimeOrder } from './time-order.ts';

/** Milliseconds for which a line that has not ended stands at the end, below younger ones: most end by then, and come in one piece. */
const OPEN_MS = 1_000;

/** A line where it really is. */
interface WrittenLine {
  readonly writer: LogWriter | undefined;
  readonly number: number;
}

/** Lines of one writer that follow each other here and there. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Of the writer. */
  readonly key: number | undefined;
  /** Undefined where it no longer has the line. */
  readonly log: TaskLog | undefined;
  /** The number that the first line has there. */
  readonly number: number;
}

/**
 * The lines of several logs in the order of their times. What came later than a look stands behind what was there then, and each
 * writer's lines stay in their order, but for one that had not ended: it stands at the end until it has, or until others are a second
 * younger; then it stays where it is, and may grow there. From its first line on nothing is missing: where a log has dropped lines, all
 * that stood before them go too. Only the order is kept here, and made when somebody looks: it costs nothing while nobody does.
 */
export class MergedLog implements LogSource {
  readonly #store: LogStore;
  readonly #keys: ReadonlySet<number> | undefined;
  readonly #writers: LogWriters;
  readonly #list = new LineList();
  #waiting: readonly WrittenLine[] = [];
  #seen = -1;
  #version = 0;

  /** @param keys of the logs; undefined for all that there are and will be */
  constructor(store: LogStore, keys?: ReadonlySet<number>) {
    this.#store = store;
    this.#keys = keys;
    this.#writers = new LogWriters(store, keys);
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
    for (const { log } of this.#writers.now) bytes += log?.cost ?? 0;
    return bytes;
  }

  get mostBytes(): number {
    return this.#store.bounds.bytesInAll;
  }

  lines(from: number, to: number): readonly LogLine[] {
    const lines: LogLine[] = [];
    for (const { start, end, key, log, number } of this.#stretches(from, to)) {
      if (key === undefined) continue;
      const found = log === undefined ? [{ ...GONE, number }] : log.lines(number, number + end - start);
      for (const line of found) lines.push({ ...line, writer: key, number: start + line.number - number });
    }
    return lines;
  }

  *pieces(from: number, to: number): Generator<LogPiece, void, void> {
    for (const { start, end, key, log, number } of this.#stretches(from, to)) {
      if (log === undefined) yield { ...GONE_PIECE, number: start, writer: key };
      else yield* log.pieces(number, number + end - start, start - number, key);
    }
  }

  *texts(from: number, to: number): Generator<LogText, void, void> {
    const joined = new JoinedText();
    for (const { start, end, log, number } of this.#stretches(from, to)) {
      if (log !== undefined && end === start + 1 && joined.addLine(log, number, start)) continue;
      const texts = log?.texts(number, number + end - start, start - number) ?? [{ ...GONE_PIECE, number: start }];
      for (const text of texts) {
        if (joined.add(text)) continue;
        if (!joined.isEmpty) yield joined.take();
        if (!joined.add(text)) yield text;
      }
    }
    if (!joined.isEmpty) yield joined.take();
  }

  subscribe(changed: () => void): () => void {
    const tell = () => changed();
    if (this.#keys === undefined) return this.#store.subscribeAll(tell);
    const ends = [...this.#keys].map((key) => this.#store.subscribe(key, tell));
    return () => {
      for (const end of ends) end();
    };
  }

  *#stretches(from: number, to: number): Generator<Stretch, void, void> {
    this.#pull();
    const last = Math.min(to, this.#list.next + this.#waiting.length);
    for (let line = Math.max(from, this.#list.first); line < last; ) {
      const start = line++;
      const { writer, number } = this.#place(start);
      const log = keptBy(writer, number);
      const end = log === undefined ? line : Math.min(last, this.#list.next);
      while (line < end && this.#follows(line)) line++;
      yield { start, end: line, key: writer?.key, log, number };
    }
  }

  #isKept(line: number): boolean {
    const { writer, number } = this.#place(line);
    return keptBy(writer, number) !== undefined;
  }

  #follows(line: number): boolean {
    const list = this.#list;
    return list.writerOf(line) === list.writerOf(line - 1) && list.numberOf(line) === list.numberOf(line - 1) + 1;
  }

  #place(line: number): WrittenLine {
    const list = this.#list;
    if (line >= list.next) return this.#waiting[line - list.next] ?? { writer: undefined, number: 0 };
    return { writer: this.#writers.at(list.writerOf(line)), number: list.numberOf(line) };
  }

  /** Brings the order up to what the logs have now. */
  #pull(): void {
    if (this.#seen === this.#store.version) return;
    this.#seen = this.#store.version;
    if (!this.#writers.meet()) return;
    this.#version++;
    this.#dropGone();
    this.#take();
    while (this.#list.length > this.#store.bounds.linesEach) this.#drop();
    while (this.#list.length > 0 && !this.#isKept(this.#list.first)) this.#drop();
  }

  #dropGone(): void {
    const gone = this.#writers.withGone();
    while (gone.size > 0 && this.#list.length > 0) {
      const writer = this.#drop();
      if (writer !== undefined && !writer.hasGone) gone.delete(writer);
    }
    this.#writers.freePlaces();
    for (const writer of this.#writers.now) writer.catchUp();
  }

  /** Drops the first line. @returns whose it was */
  #drop(): LogWriter | undefined {
    const writer = this.#writers.at(this.#list.writerOf(this.#list.first));
    writer?.drop(this.#list.numberOf(this.#list.first));
    this.#list.shift();
    return writer;
  }

  /** Takes what came, run by run, always of the writer whose next one is the oldest. */
  #take(): void {
    const order = new TimeOrder<LogWriter>();
    let newest = 0;
    for (const { lastTime } of this.#writers.now) newest = Math.max(newest, lastTime);
    const before = newest - OPEN_MS;
    for (const writer of this.#writers.now) {
      for (const number of writer.takeLate(before)) this.#list.push(writer.place, number);
      const time = writer.nextTime(before);
      if (time !== undefined) order.add(time, writer);
    }
    for (let writer = order.first; writer !== undefined; writer = order.first) {
      const [from, to] = writer.take();
      for (let number = from; number < to; number++) this.#list.push(writer.place, number);
      order.replaceFirst(writer.nextTime(before));
    }
    this.#waiting = [...this.#writers.now]
      .flatMap((writer) => writer.waiting.map((number) => ({ writer, number })))
      .sort((a, b) => (a.writer.log?.runOf(a.number)?.time ?? 0) - (b.writer.log?.runOf(b.number)?.time ?? 0));
  }
}

/** The log of a line, as long as it has it: all that stand here do but one that had to wait. */
function keptBy(writer: LogWriter | undefined, number: number): TaskLog | undefined {
  const log = writer?.log;
  return log !== undefined && number >= log.first ? log : undefined;
}

/** What stands for a line that had to wait for its end so long that its log has dropped it. */
const GONE = { time: 0, stream: 0, text: '(no longer kept)', partial: false } as const;
const GONE_PIECE = { lines: 1, stream: 0, time: 0, bytes: Buffer.from(`${GONE.text}\n`) } as const;
