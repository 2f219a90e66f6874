import type { ReadStream, WriteStream } from 'node:tty';
import type { Dispatch, MonitorSource } from '../data/source.ts';
import type { Theme } from '../draw/theme.ts';
import type { MonitorController } from '../state/controller.ts';
import type { Keeper } from '../state/effects/keeper.ts';
import type { FirstState } from '../state/screen-state.ts';
import type { LookSettings, Settings } from '../state/settings.ts';

/** What a monitor works with, whether it is drawn or told in words. */
export interface MonitorOptions {
  readonly source: MonitorSource;
  readonly dispatch: Dispatch;
  readonly keeper: Keeper;
  /** What is not as it is by default. */
  readonly first: FirstState;
  /** How all looks: the same object for the same look. */
  readonly theme: (look: LookSettings) => Theme;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** The person wants to leave. */
  quit(): void;
  /** How often to look, or how long to keep what ended, was changed. */
  chosen(settings: Settings): void;
  /** The process was suspended for so many milliseconds, and goes on. */
  resumed(ms: number): void;
}

/** The monitor on a terminal. */
export interface Monitor {
  readonly controller: MonitorController;
  /** A command has the terminal: Ctrl-C is for that one. */
  readonly isLent: boolean;
  /** Leaves the terminal in good order. */
  close(): Promise<void>;
  /** Puts the terminal back at once, for a crash or a signal. Doing it twice does nothing more. */
  restore(): void;
}
