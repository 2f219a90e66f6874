import type { LogFormat } from '../draw/log/line-rows.ts';
import type { CopyMode } from './copy-mode.ts';
import type { LineIndex } from './line-index.ts';
import type { LogLook } from './log-look.ts';
import type { LogPlace } from './log-state.ts';
import type { LogPattern } from './pattern.ts';

/** The log pane as it is now: the same for drawing and for what keys mean. */
export interface LogView {
  readonly look: LogLook;
  readonly format: LogFormat;
  /** Rows for lines. */
  readonly height: number;
  /** What the pane begins with. */
  readonly top: LogPlace;
  /** Whose lines they are. */
  readonly title: string;
  /** What was asked for, and is not among them; `''` for nothing. */
  readonly missing: string;
  /** What to say where there are none. */
  readonly empty: string;
  /** What is searched for. */
  readonly pattern: LogPattern | undefined;
  /** The lines that have it, and those that tell of errors; undefined until somebody asks for them. */
  readonly matches: LineIndex | undefined;
  readonly errors: LineIndex | undefined;
  /** Lines of the log that do not pass, and how far it was looked through, from 0 to 1. */
  readonly hidden: number;
  readonly progress: number;
  /** All of it was looked through once: since then only what comes is. */
  readonly isThrough: boolean;
  /** The cursor in it, and what is selected; undefined where nothing is to be copied. */
  readonly copy: CopyMode | undefined;
}
