import type { LogStream } from '../log-line.ts';

/** Where the bytes of followed files go: a `LogStore`. Each file has a small number as its key. */
export interface TailSink {
  /** Takes a piece of a file (stream 1), or what is told of it (stream 0); the bytes are reused afterwards. */
  append(key: number, stream: LogStream, time: number, bytes: Uint8Array): void;
  /** Nothing more will come. */
  end(key: number): void;
  /** The file is no longer followed, and nobody wants to see what it had. */
  forget(key: number): void;
}
