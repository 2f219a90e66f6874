import type { ErrorCode } from '../base/sys-error.ts';
import type { TailState } from '../logs/tail/path-state.ts';
import type { TailedFilesOptions } from '../logs/tail/tailed-files.ts';
import type { JobName } from './jobs.ts';

/** What a disk is asked. `id` of a job is its own; of all else, that of the files that are followed. */
export type DiskRequest =
  | { readonly kind: 'job'; readonly id: number; readonly job: JobName; readonly args: readonly unknown[] }
  | { readonly kind: 'follow'; readonly id: number; readonly options: TailedFilesOptions }
  | { readonly kind: 'add'; readonly id: number; readonly word: string }
  /** So many bytes of what was sent are stored. */
  | { readonly kind: 'stored'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'leave'; readonly id: number };

export type DiskReply =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  /** See `TailOutbox`. */
  | { readonly kind: 'pieces'; readonly id: number; readonly bytes: Uint8Array; readonly pieces: Float64Array }
  | { readonly kind: 'tails'; readonly id: number; readonly tails: DiskTails }
  /** A word cannot be followed, or not all that matches it. */
  | { readonly kind: 'refused'; readonly id: number; readonly failure: Failure };

/** A SysError on its way. */
export interface Failure {
  readonly code: ErrorCode;
  readonly op: string;
  readonly path: string | undefined;
  readonly detail: string;
}

/** All files that are followed on a disk. */
export interface DiskTails {
  readonly files: readonly DiskTail[];
  readonly left: number;
  readonly unmatched: readonly string[];
  readonly hasBegun: boolean;
}

export interface DiskTail {
  readonly key: number;
  readonly path: string;
  readonly state: TailState;
  readonly problem?: string;
}
