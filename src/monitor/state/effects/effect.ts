import type { BatchFormat, BatchTable } from '../../batch/batch-table.ts';
import type { OpenedText } from '../../terminal/open-text.ts';
import type { Kept } from '../kept.ts';
import type { Target } from '../target.ts';

/** A control file of a task, as `/task/<pid>/...` has it; a process of the host has `ctl` alone. */
export type ControlFile = 'ctl' | 'ns/ctl' | 'fd/0' | 'fd/0/ctl';

/** What the outside is to do. */
export type Effect =
  | {
      readonly kind: 'control';
      readonly targets: readonly Target[];
      readonly file: ControlFile;
      readonly text: string;
      /** What to say when it is done, if the answer says nothing. */
      readonly done: string;
    }
  /** Look for paths that begin so: on the host, or as a task sees them. The answer goes to the command line. */
  | { readonly kind: 'paths'; readonly prefix: string; readonly pid: number | undefined }
  /** Keep what the setup screen changed. */
  | { readonly kind: 'save'; readonly kept: Kept }
  /** Write a table into a file. */
  | { readonly kind: 'export'; readonly path: string; readonly format: BatchFormat; readonly table: BatchTable }
  /** Write what a log shows into a file. */
  | { readonly kind: 'exportLog'; readonly path: string; readonly text: () => Iterable<string> }
  /** Put a text into the terminal's clipboard. */
  | { readonly kind: 'copy'; readonly text: string }
  /** Give the terminal to a command of a shell until it has ended. A text goes into its standard input. */
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly input?: () => Iterable<string>;
      /** What to say where it went well. */
      readonly done?: string;
    }
  /** Give a text to the pager or the editor. */
  | ({ readonly kind: 'open' } & OpenedText)
  | { readonly kind: 'quit' }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'suspend' };
