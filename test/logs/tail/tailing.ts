import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogStream } from '../../../src/logs/log-line.ts';
import type { TailSink } from '../../../src/logs/tail/tail-sink.ts';
import type { TailedFile } from '../../../src/logs/tail/tailed-file.ts';
import { TailedFiles, type TailedFilesOptions } from '../../../src/logs/tail/tailed-files.ts';
import { TemporaryDirectory } from '../../vfs/temporary-directory.ts';

interface Piece {
  readonly stream: LogStream;
  readonly time: number;
  readonly bytes: Buffer;
}

/** A folder whose files are followed, and all that came of it. */
export class Tailing implements TailSink, Disposable {
  readonly #directory: TemporaryDirectory;
  readonly tailed: TailedFiles;
  readonly ended = new Set<number>();
  readonly #pieces = new Map<number, Piece[]>();
  readonly #wakes = new Set<() => void>();

  constructor(files: Readonly<Record<string, string>> = {}, options?: TailedFilesOptions) {
    this.#directory = new TemporaryDirectory(files);
    this.tailed = new TailedFiles(this, options);
    this.tailed.subscribe(() => this.#wake());
  }

  path(name: string): string {
    return join(this.#directory.path, name);
  }

  write(name: string, text: string | Uint8Array): void {
    writeFileSync(this.path(name), text);
  }

  add(name: string, text: string | Uint8Array): void {
    appendFileSync(this.path(name), text);
  }

  rename(from: string, to: string): void {
    renameSync(this.path(from), this.path(to));
  }

  append(key: number, stream: LogStream, time: number, bytes: Uint8Array): void {
    const pieces = this.#pieces.get(key) ?? [];
    this.#pieces.set(key, pieces);
    pieces.push({ stream, time, bytes: Buffer.from(bytes) });
    this.#wake();
  }

  end(key: number): void {
    this.ended.add(key);
    this.#wake();
  }

  forget(key: number): void {
    this.#pieces.delete(key);
  }

  file(name: string): TailedFile | undefined {
    return this.tailed.files.find(({ path }) => path === this.path(name));
  }

  pieces(name: string): readonly Piece[] {
    return this.#pieces.get(this.file(name)?.key ?? 0) ?? [];
  }

  /** What was read of a file, as it came. */
  text(name: string): string {
    return this.#of(name, [1]);
  }

  /** All that came of a file, named by its path. */
  textOf(path: string): string {
    const key = this.tailed.files.find((file) => file.path === path)?.key ?? 0;
    return Buffer.concat((this.#pieces.get(key) ?? []).map(({ bytes }) => bytes)).toString();
  }

  /** What was told of a file. */
  notes(name: string): string[] {
    return this.#of(name, [0]).split('\n').slice(0, -1);
  }

  /** Both, in their order. */
  lines(name: string): string[] {
    return this.#of(name, [0, 1]).split('\n').slice(0, -1);
  }

  /** Resolves once it holds; looked at whenever anything came or changed. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds())
      await new Promise<void>((resolve) => {
        this.#wakes.add(resolve);
      });
  }

  [Symbol.dispose](): void {
    this.tailed.close();
    this.#directory[Symbol.dispose]();
  }

  #of(name: string, streams: readonly LogStream[]): string {
    const wanted = this.pieces(name).filter(({ stream }) => streams.includes(stream));
    return Buffer.concat(wanted.map(({ bytes }) => bytes)).toString();
  }

  #wake(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }
}
