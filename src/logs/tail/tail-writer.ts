import type { TailPlace } from './tail-place.ts';

/** Writes what is read of one path into its log, and between its lines what became of it. */
export class TailWriter {
  readonly #sink: TailPlace['sink'];
  readonly #key: number;

  constructor({ sink, key }: TailPlace) {
    this.#sink = sink;
    this.#key = key;
  }

  /** @param time milliseconds since 1970 */
  append(bytes: Buffer, time: number): void {
    this.#sink.append(this.#key, 1, time, bytes);
  }

  finishLine(): void {
    this.append(NEWLINE_BYTES, Date.now());
  }

  tell(news: string, time = Date.now()): void {
    this.#sink.append(this.#key, 0, time, Buffer.from(`-- ${news} --\n`));
  }

  /** The beginning of a file is left out. */
  tellSkipped(bytes: number, time: number): void {
    this.tell(`begins ${sizeText(bytes)} into the file`, time);
  }

  /** There will be no more. */
  end(): void {
    this.tell('ended');
    this.#sink.end(this.#key);
  }
}

const NEWLINE_BYTES = Buffer.from('\n');

function sizeText(bytes: number): string {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${['bytes', 'kB', 'MB', 'GB', 'TB'][power]}`;
}
