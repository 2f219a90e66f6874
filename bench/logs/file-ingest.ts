import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disks } from '../../src/disk/disks.ts';
import { FollowedFiles } from '../../src/disk/followed-files.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { timed } from '../figures.ts';
import { atLeast, type Row } from '../row.ts';

const LEAST_LINES_PER_SECOND = 1_000_000;
const FIRST_STAMP = '2026-11-20T12:00:01.123Z';
const FIRST_TIME = Date.parse(FIRST_STAMP);
const LINE = `${FIRST_STAMP} INFO request served in 12 ms by worker 4, 200, 1234 b\n`;

/** Lines a second of 80 bytes from followed files: what was there before, and what comes while they are followed, from one and from ten. */
export async function fileIngest(short: boolean): Promise<Row[]> {
  const lines = short ? 100_000 : 1_000_000;
  const row = async (name: string, ingest: (lines: number) => Promise<number>): Promise<Row> =>
    atLeast(name, 'l/s', (lines / (await ingest(lines))) * 1_000, LEAST_LINES_PER_SECOND);
  return [
    await row('ingest file', (n) => appended(n, 1)),
    await row('ingest file, there before', before),
    await row('ingest ten files', (n) => appended(n, 10)),
    await row('ingest ten files, there before, in order', inOrder),
  ];
}

/** @returns milliseconds */
async function before(lines: number): Promise<number> {
  using bench = new Followed(1);
  await bench.begin();
  writeFileSync(bench.paths[0] ?? '', LINE.repeat(lines));
  return await timed(async () => {
    await bench.follow();
    await bench.until(lines);
  });
}

/** The times that lines tell are read, each another one. @returns milliseconds */
async function inOrder(lines: number): Promise<number> {
  using bench = new Followed(10, true);
  await bench.begin();
  for (const [file, path] of bench.paths.entries()) {
    const texts = Array.from({ length: lines / 10 }, (_, line) => datedLine(10 * line + file));
    writeFileSync(path, texts.join(''));
  }
  return await timed(async () => {
    await bench.follow();
    await bench.until(lines / 10);
  });
}

function datedLine(ms: number): string {
  return new Date(FIRST_TIME + ms).toISOString() + LINE.slice(FIRST_STAMP.length);
}

/** All is written before the event loop goes on, so the writing does not count. @returns milliseconds */
async function appended(lines: number, files: number): Promise<number> {
  using bench = new Followed(files);
  for (const path of bench.paths) writeFileSync(path, LINE);
  await bench.follow();
  await bench.until(1);
  const piece = LINE.repeat(1_000);
  for (const path of bench.paths) for (let at = 0; at < lines / files; at += 1_000) appendFileSync(path, piece);
  return await timed(() => bench.until(1 + lines / files));
}

/** Files in a folder of their own, and their logs. */
class Followed implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wasitop-bench-'));
  readonly #store = new LogStore();
  readonly #disks = new Disks();
  readonly #tailed: FollowedFiles;
  readonly paths: readonly string[];

  constructor(files: number, dated = false) {
    this.#tailed = new FollowedFiles(this.#disks, this.#store, { most: Number.POSITIVE_INFINITY, dated }, (error) => {
      throw error;
    });
    this.paths = Array.from({ length: files }, (_, index) => join(this.#folder, `${index}.log`));
  }

  /** Starts the thread of the disk: that is not measured. */
  async begin(): Promise<void> {
    await this.#disks.ask('paths', this.#folder);
  }

  async follow(): Promise<void> {
    for (const path of this.paths) await this.#tailed.add(path);
  }

  /** Waits until each file has so many lines. */
  async until(lines: number): Promise<void> {
    const missing = () =>
      this.#tailed.files.filter(({ key }) => this.#store.source(key).next >= lines).length < this.paths.length;
    while (missing())
      await new Promise<void>((resolve) => {
        const end = this.#store.subscribeAll(() => {
          end();
          resolve();
        });
      });
  }

  [Symbol.dispose](): void {
    this.#tailed.close();
    this.#disks[Symbol.dispose]();
    rmSync(this.#folder, { recursive: true });
  }
}
