import { LOG_LINE_BYTES } from '../base/limits.ts';
import { findLines, NEWLINE, skipLines } from './find-lines.ts';
import { BLOCK_BYTES, Blocks } from './log-blocks.ts';
import type { LogLine, LogStream } from './log-line.ts';
import type { LogPiece, LogText } from './log-source.ts';
import { OpenLine } from './open-line.ts';
import { moveOver, moveTo, offsetOf, type Place } from './place.ts';
import { type Run, textsOf } from './run.ts';
import { RunTable } from './run-table.ts';

interface Begun {
  readonly line: OpenLine;
  readonly number: number;
}

/**
 * The log of one task. What it costs to add is a look at each byte for newlines and a copy; nothing is decoded. Lines that were
 * begun stand where they were begun, also when the other stream went on meanwhile.
 */
export class TaskLog {
  readonly #mostLines: number;
  #blocks = new Blocks();
  readonly #open = new Map<LogStream, Begun>();
  /** Bytes of memory that lines in `#open` hold. */
  #openBytes = 0;
  readonly #runs = new RunTable();
  /** What comes next may be added to the last run: nothing else was put into its block since. */
  #growing = false;
  #version = 0;

  /** @param mostLines that are kept */
  constructor(mostLines: number) {
    this.#mostLines = mostLines;
  }

  /** Bytes of memory that are held. */
  get cost(): number {
    return this.#blocks.bytes + this.#openBytes + this.#runs.bytes;
  }

  /** The number of the first line that is kept; also how many no longer are. */
  get first(): number {
    return Math.max(this.#runs.first, this.#runs.next - this.#mostLines);
  }

  /** The number that the next line will have. */
  get next(): number {
    return this.#runs.next;
  }

  /** Counts changes. */
  get version(): number {
    return this.#version;
  }

  /** Whether a line has begun, and is not complete. */
  isOpen(number: number): boolean {
    for (const begun of this.#open.values()) if (begun.number === number) return true;
    return false;
  }

  add(stream: LogStream, time: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += BLOCK_BYTES) this.#add(stream, time, part(bytes, at, at + BLOCK_BYTES));
    this.#version++;
  }

  /** No more will come: what is unfinished stays as it is. */
  end(): void {
    for (const stream of [...this.#open.keys()]) this.#complete(stream, 'ended');
    this.#blocks.freeSpare();
    this.#version++;
  }

  /** Drops the oldest lines until the log holds no more than `most` bytes, and about as many lines as it may. */
  shrink(most: number): void {
    while (this.#runs.behindFirst >= this.#mostLines || this.cost > most) {
      const front = this.#runs.shift();
      this.#version++;
      if (front === undefined) return this.#free();
      if (front.block !== undefined) this.#blocks.release(front.block);
      else this.#forgetOpen(front.stream);
      if (this.#runs.isEmpty) this.#growing = false;
    }
  }

  /** When the run of a line was written, and how many lines it has from that one on. */
  runOf(number: number): { readonly time: number; readonly lines: number } | undefined {
    const run = this.#runs.at(this.#runs.indexOf(number));
    return run && { time: run.time, lines: run.number + run.lines - number };
  }

  /** Lines from a number up to another one, as far as they are kept. */
  lines(from: number, to: number): LogLine[] {
    const lines: LogLine[] = [];
    const end = Math.min(to, this.next);
    for (let number = Math.max(from, this.first); number < end; ) {
      const run = this.#runs.at(this.#runs.indexOf(number));
      if (run === undefined) break;
      for (const text of this.#texts(run, number, end)) lines.push(lineOf(run, number++, text));
    }
    return lines;
  }

  /** The same as bytes. @param shift what is added to their numbers, and `writer` whose they are, where they stand among others' */
  *pieces(from: number, to: number, shift = 0, writer?: number): Generator<LogPiece, void, void> {
    const end = Math.min(to, this.next);
    for (let number = Math.max(from, this.first); number < end; ) {
      const run = this.#runs.at(this.#runs.indexOf(number));
      if (run === undefined) return;
      const { stream, time } = run;
      const lines = Math.min(end, run.number + run.lines) - number;
      yield { number: number + shift, lines, writer, stream, time, bytes: this.#cut(run, number, lines) };
      number += lines;
    }
  }

  /** The same, whatever their streams and times. @param shift what is added to their numbers */
  *texts(from: number, to: number, shift = 0): Generator<LogText, void, void> {
    const end = Math.min(to, this.next);
    for (let number = Math.max(from, this.first); number < end; ) {
      const run = this.#runs.joinedAt(this.#runs.indexOf(number), end);
      if (run === undefined) return;
      const lines = Math.min(end, run.number + run.lines) - number;
      yield { number: number + shift, lines, bytes: this.#cut(run, number, lines) };
      number += lines;
    }
  }

  /** Copies a line that is the only one of its run, with its newline. @returns its bytes; 0 where it is not, has not ended, or has no room */
  copyLine(number: number, into: Buffer, at: number): number {
    return number < this.first ? 0 : this.#runs.copyLine(number, into, at);
  }

  /** Copies what a stream has behind a place, as the task wrote it, and moves the place on. @returns how many bytes; 0 at the end. */
  copy(stream: LogStream, place: Place, into: Uint8Array): number {
    if (place.number < this.first) moveTo(place, this.first);
    let length = 0;
    for (let index = this.#runs.indexOf(place.number); index < this.#runs.end && length < into.length; index++) {
      const run = this.#runs.at(index);
      if (run === undefined) break;
      if (place.number < run.number) moveTo(place, run.number);
      if (run.stream === stream) {
        const bytes = this.#written(run);
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
  #written({ block, stream, start, end, lineEnd }: Run): Uint8Array {
    if (block !== undefined) return block.bytes.subarray(start, lineEnd === 'whole' ? end : end - 1);
    return this.#begun(stream);
  }

  #begun(stream: LogStream): Buffer {
    return this.#open.get(stream)?.line.bytes ?? NO_BYTES;
  }

  /** So many lines of a run. */
  #cut(run: Run, number: number, lines: number): Buffer {
    const { block } = run;
    if (block === undefined) return this.#begun(run.stream);
    const start = skipLines(block.bytes, run.start, number - run.number);
    const toEnd = number + lines === run.number + run.lines;
    return block.bytes.subarray(start, toEnd ? run.end : skipLines(block.bytes, start, lines));
  }

  #texts(run: Run, number: number, to: number): string[] {
    if (run.block === undefined) return [this.#begun(run.stream).toString()];
    return textsOf(this.#cut(run, number, Math.min(to, run.number + run.lines) - number));
  }

  #add(stream: LogStream, time: number, bytes: Uint8Array): void {
    const rest = this.#open.has(stream) ? bytes.subarray(this.#extend(stream, bytes)) : bytes;
    if (rest.length === 0) return;
    const { lines, end, longest } = findLines(rest);
    if (longest > LOG_LINE_BYTES) return this.#addOneByOne(stream, time, rest);
    if (lines > 0) this.#addLines(stream, time, part(rest, 0, end), lines);
    if (end < rest.length) this.#addOneByOne(stream, time, rest.subarray(end));
  }

  #addOneByOne(stream: LogStream, time: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (!this.#open.has(stream)) this.#begin(stream, time);
      at += this.#extend(stream, bytes.subarray(at));
    }
  }

  #begin(stream: LogStream, time: number): void {
    const line = new OpenLine();
    this.#open.set(stream, { line, number: this.#runs.next });
    this.#runs.push(1, stream, time, undefined, 0, 0);
    this.#growing = false;
    this.#openBytes += line.held;
  }

  /** Adds to the line that a stream has begun. @returns how many of the bytes belong to it. */
  #extend(stream: LogStream, bytes: Uint8Array): number {
    const line = this.#open.get(stream)?.line;
    if (line === undefined) return 0;
    const before = line.held;
    const taken = line.take(bytes);
    this.#openBytes += line.held - before;
    if (line.complete) this.#complete(stream, line.terminated ? 'whole' : 'cut');
    return taken;
  }

  #complete(stream: LogStream, lineEnd: Run['lineEnd']): void {
    const begun = this.#forgetOpen(stream);
    if (begun === undefined) return;
    const { bytes } = begun.line;
    const block = this.#blocks.roomFor(bytes.length + 1);
    const start = block.used;
    block.bytes.set(bytes, start);
    block.bytes[start + bytes.length] = NEWLINE;
    block.used += bytes.length + 1;
    block.runs++;
    this.#runs.settle(begun.number, block, start, block.used, lineEnd);
    this.#growing = false;
  }

  #forgetOpen(stream: LogStream): Begun | undefined {
    const begun = this.#open.get(stream);
    this.#open.delete(stream);
    this.#openBytes -= begun?.line.held ?? 0;
    return begun;
  }

  #addLines(stream: LogStream, time: number, bytes: Uint8Array, lines: number): void {
    const block = this.#blocks.roomFor(bytes.length);
    const start = block.used;
    if (this.#growing && this.#runs.endsWith(stream, time, block)) this.#runs.extend(lines, bytes.length);
    else {
      this.#runs.push(lines, stream, time, block, start, start + bytes.length);
      block.runs++;
      this.#growing = true;
    }
    block.bytes.set(bytes, start);
    block.used += bytes.length;
  }

  /** Nothing is kept. */
  #free(): void {
    this.#blocks = new Blocks();
    this.#runs.clear();
    this.#growing = false;
  }
}

function lineOf({ time, stream, block, lineEnd }: Run, number: number, text: string): LogLine {
  const line = { number, time, stream, text, partial: block === undefined };
  return lineEnd === 'cut' ? { ...line, continued: true } : line;
}

const NO_BYTES = Buffer.alloc(0);

/** A view of a part costs more than most pieces that are added: of what is all of it none is made. */
function part(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return from === 0 && to >= bytes.length ? bytes : bytes.subarray(from, to);
}
