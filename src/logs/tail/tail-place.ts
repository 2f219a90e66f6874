import type { OpenFile, ReadPlace } from './open-file.ts';
import type { TailSink } from './tail-sink.ts';

/** What a tail works with. */
export interface TailPlace {
  readonly key: number;
  /** Absolute. */
  readonly path: string;
  readonly sink: TailSink;
  /** Bytes of a file that are read at most of what was there before; the last ones. */
  readonly most: number;
  /** What was there before stands at the times that its lines tell of themselves, and not at that of the file's last change. */
  readonly dated: boolean;
  /** What is there now has come since others are followed: it is new. */
  readonly joined: boolean;
  /** Its state is another one. */
  readonly changed: () => void;
  /** The path is another file: where it is a link, perhaps in another folder. */
  readonly opened: () => void;
  readonly others: OtherTails;
}

/** What is known of files that were read under other names. */
export interface OtherTails {
  /** Whether a file was read before, or is read now. */
  isKnown(file: OpenFile): boolean;
  /** How far a file was read under a name that it no longer has: whoever did reads no more of it. */
  claim(file: OpenFile): ReadPlace | undefined;
  /** Whether a file, at a path that is a rotated name of another one, is a copy of what is read there. */
  isCopy(path: string, file: OpenFile): boolean;
  /** A file was read so far, and is not read any more. */
  leave(file: OpenFile): void;
}
