import { LOG_BYTES, LOG_LINE_BYTES, LOG_LINES } from '../base/limits.ts';
import { findLines, NEWLINE } from './find-lines.ts';
import { BLOCK_BYTES, Blocks } from './log-blocks.ts';
import type { LogLine, LogStream } from './log-line.ts';
import { OpenLine } from './open-line.ts';
import { moveOver, moveTo, offsetOf, type Place } from './place.ts';
import { RUN_BYTES, type Run, textsOf } from './run.ts';

/**
 * The log of one task. What it costs to add is a look at each byte for newlines and a copy; nothing is decoded. Lines that were
 * begun stand where they were begun, also when the other stream went on meanwhile.
 */
export class TaskLog {
  #blocks = new Blocks();
  readonly #open = new Map<LogStream, { readonly line: OpenLine; readonly run: Run }>();
  /** Bytes of memory that lines in `#open` hold. */
  #openBytes = 0;
  /** Oldest first, by the numbers of their lines; those before `#head` are dropped, and cut off now and then. */
  #runs: Run[] = [];
  #head = 0;
  /** The number of the next line. */
  #next = 0;
  /** The last run, while what comes next may be added to it: nothing else was put into its block since. */
  #growing: Run | undefined;
  /** What was given to those who look, and how far it goes. */
  #snapshot: readonly LogLine[] = [];
  #seen = { number: 0, offset: 0 };
  #seenOpen: Run[] = [];
  #changed = false;

  /** Bytes of memory that are held, without the lines made for those who look. */
  get cost(): number {
    return this.#blocks.bytes + this.#openBytes + RUN_BYTES * (this.#runs.length - this.#head);
  }

  /** How many lines are no longer kept; also the number of the first that is. */
  get dropped(): number {
    return Math.max(this.#runs[this.#head]?.number ?? this.#next, this.#next - LOG_LINES);
  }

  /** The number that the next line will have. */
  get next(): number {
    return this.#next;
  }

  /** Lines from a number on, made for this one look. */
  linesFrom(number: number): LogLine[] {
    const lines: LogLine[] = [];
    const first = Math.max(number, this.dropped);
    for (let index = this.#indexOf(first); index < this.#runs.length; index++) {
      const run = this.#runs[index];
      if (run === undefined) break;
      if (run.block === undefined) lines.push(this.#firstLine(run));
      else {
        const { stream, time } = run;
        const texts = textsOf(run.block, run.start, run.end);
        for (let at = Math.max(0, first - run.number); at < texts.length; at++)
          lines.push({ number: run.number + at, time, stream, text: texts[at] ?? '', partial: false });
      }
    }
    return lines;
  }

  add(stream: LogStream, time: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += BLOCK_BYTES)
      this.#add(stream, time, bytes.subarray(at, at + BLOCK_BYTES));
    this.#changed = true;
    this.shrink(LOG_BYTES);
  }

  /** No more will come: what is unfinished stays as it is. */
  end(): void {
    for (const stream of [...this.#open.keys()]) this.#complete(stream);
    this.#blocks.freeSpare();
    this.#changed = true;
  }

  /** Drops the oldest lines until the log holds no more than `most` bytes, and about LOG_LINES lines. */
  shrink(most: number): void {
    for (;;) {
      const front = this.#runs[this.#head];
      if (front === undefined) return this.#free();
      const behind = this.#next - front.number - front.lines;
      if (behind < LOG_LINES && this.cost <= most) break;
      this.#drop(front);
    }
    if (this.#head < 64 || this.#head < this.#runs.length / 2) return;
    this.#runs = this.#runs.slice(this.#head);
    this.#head = 0;
  }

  /** What is kept, oldest first; the same array as long as nothing was added or dropped. */
  lines(): readonly LogLine[] {
    if (!this.#changed) return this.#snapshot;
    this.#changed = false;
    this.#dropLines();
    const first = this.dropped;
    const lines = this.#snapshot.slice(Math.max(0, first - (this.#snapshot[0]?.number ?? 0)));
    for (const run of this.#seenOpen) if (run.number >= first) lines[run.number - first] = this.#firstLine(run);
    this.#seenOpen = this.#seenOpen.filter((run) => run.block === undefined && run.number >= first);
    for (let index = this.#indexOf(this.#seen.number); index < this.#runs.length; index++) {
      const run = this.#runs[index];
      if (run !== undefined) this.#show(run, lines);
    }
    this.#snapshot = lines;
    return lines;
  }

  /** Forgets the lines as text; they are made anew when somebody looks. */
  forgetText(): void {
    this.#snapshot = [];
    this.#seen = { number: 0, offset: 0 };
    this.#seenOpen = [];
    this.#changed = true;
  }

  /** Copies what a stream has behind a place, as the task wrote it, and moves the place on. @returns how many bytes; 0 at the end. */
  copy(stream: LogStream, place: Place, into: Uint8Array): number {
    if (place.number < this.dropped) moveTo(place, this.dropped);
    let length = 0;
    for (let index = this.#indexOf(place.number); index < this.#runs.length && length < into.length; index++) {
      const run = this.#runs[index];
      if (run === undefined) break;
      if (place.number < run.number) moveTo(place, run.number);
      if (run.stream === stream) {
        const bytes = this.#bytesOf(run);
        const from = offsetOf(bytes, place, run);
        const piece = bytes.subarray(from, from + into.length - length);
        into.set(piece, length);
        length += piece.length;
        if (run.block === undefined || from + piece.length < bytes.length) {
          moveOver(place, piece);
          break;
        }
      }
      moveTo(place, run.number + run.lines);
    }
    return length;
  }

  /** What a task wrote of a run. */
  #bytesOf({ block, stream, start, end, unfinished }: Run): Uint8Array {
    if (block !== undefined) return block.bytes.subarray(start, unfinished ? end - 1 : end);
    return this.#open.get(stream)?.line.bytes ?? NO_BYTES;
  }

  #add(stream: LogStream, time: number, bytes: Uint8Array): void {
    const rest = this.#open.has(stream) ? bytes.subarray(this.#extend(stream, bytes)) : bytes;
    if (rest.length === 0) return;
    const { lines, end, longest } = findLines(rest);
    if (longest > LOG_LINE_BYTES) return this.#addOneByOne(stream, time, rest);
    if (lines > 0) this.#addLines(stream, time, rest.subarray(0, end), lines);
    if (end < rest.length) this.#addOneByOne(stream, time, rest.subarray(end));
  }

  #addOneByOne(stream: LogStream, time: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (!this.#open.has(stream)) this.#begin(stream, time);
      at += this.#extend(stream, bytes.subarray(at));
    }
  }

  #begin(stream: LogStream, time: number): void {
    const run: Run = {
      number: this.#next++,
      lines: 1,
      stream,
      time,
      block: undefined,
      start: 0,
      end: 0,
      unfinished: true,
    };
    this.#runs.push(run);
    this.#growing = undefined;
    const line = new OpenLine();
    this.#openBytes += line.held;
    this.#open.set(stream, { line, run });
  }

  /** Adds to the line that a stream has begun. @returns how many of the bytes belong to it. */
  #extend(stream: LogStream, bytes: Uint8Array): number {
    const line = this.#open.get(stream)?.line;
    if (line === undefined) return 0;
    const before = line.held;
    const taken = line.take(bytes);
    this.#openBytes += line.held - before;
    if (line.complete) this.#complete(stream);
    return taken;
  }

  #complete(stream: LogStream): void {
    const open = this.#forgetOpen(stream);
    if (open === undefined) return;
    const { bytes } = open.line;
    const block = this.#blocks.roomFor(bytes.length + 1);
    const { run } = open;
    run.block = block;
    run.start = block.used;
    block.bytes.set(bytes, block.used);
    block.bytes[block.used + bytes.length] = NEWLINE;
    block.used += bytes.length + 1;
    run.end = block.used;
    run.unfinished = !open.line.terminated;
    block.runs++;
    this.#growing = undefined;
  }

  #forgetOpen(stream: LogStream): { readonly line: OpenLine; readonly run: Run } | undefined {
    const open = this.#open.get(stream);
    this.#open.delete(stream);
    this.#openBytes -= open?.line.held ?? 0;
    return open;
  }

  #addLines(stream: LogStream, time: number, bytes: Uint8Array, lines: number): void {
    const block = this.#blocks.roomFor(bytes.length);
    const last = this.#growing;
    if (last?.block === block && last.stream === stream && last.time === time) {
      last.lines += lines;
      last.end += bytes.length;
    } else {
      const start = block.used;
      const end = start + bytes.length;
      this.#growing = { number: this.#next, lines, stream, time, block, start, end, unfinished: false };
      this.#runs.push(this.#growing);
      block.runs++;
    }
    block.bytes.set(bytes, block.used);
    block.used += bytes.length;
    this.#next += lines;
  }

  /** Nothing is kept. */
  #free(): void {
    this.#blocks = new Blocks();
    this.#runs = [];
    this.#head = 0;
  }

  /** Drops the oldest run. */
  #drop(front: Run): void {
    this.#head++;
    if (front === this.#growing) this.#growing = undefined;
    if (front.block !== undefined) this.#blocks.release(front.block);
    else this.#forgetOpen(front.stream);
    this.#changed = true;
  }

  /** Drops single lines of the oldest run: `shrink` leaves that to whoever looks, as in a flood nobody may. */
  #dropLines(): void {
    const front = this.#runs[this.#head];
    if (front?.block === undefined) return;
    for (let excess = this.dropped - front.number; excess > 0; excess--) {
      front.start = front.block.bytes.indexOf(NEWLINE, front.start) + 1;
      front.number++;
      front.lines--;
    }
  }

  /** The index of the run that has a line or the ones behind it. */
  #indexOf(number: number): number {
    let [low, high] = [this.#head, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const run = this.#runs[middle];
      if (run !== undefined && run.number + run.lines <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Adds a run's lines that were not seen before. */
  #show(run: Run, lines: LogLine[]): void {
    if (run.block === undefined) {
      this.#seenOpen.push(run);
      lines.push(this.#firstLine(run));
    } else {
      let number = Math.max(run.number, this.#seen.number);
      const from = number > run.number ? this.#seen.offset : run.start;
      const { stream, time } = run;
      for (const text of textsOf(run.block, from, run.end))
        lines.push({ number: number++, time, stream, text, partial: false });
    }
    this.#seen = { number: run.number + run.lines, offset: run.end };
  }

  #firstLine({ number, time, stream, block, start, end }: Run): LogLine {
    const open = block === undefined ? this.#open.get(stream) : undefined;
    const text = block === undefined ? (open?.line.bytes.toString() ?? '') : (textsOf(block, start, end)[0] ?? '');
    return { number, time, stream, text, partial: block === undefined };
  }
}

const NO_BYTES = new Uint8Array();
