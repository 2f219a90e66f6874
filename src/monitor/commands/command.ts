import type { Row } from '../data/row.ts';
import type { TaskRow } from '../data/snapshot.ts';
import type { ScreenState, Update } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';
import type { Parameter } from './parameter.ts';

/** What a person can write behind the colon. */
export interface Command {
  readonly name: string;
  /** Other names that people know it by. */
  readonly aliases?: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly help: string;
  /** It changes something outside of the screen: not with --readonly. */
  readonly changes?: true;
  run(call: Call): Update;
}

/** A command with its words, checked already. */
export interface Call {
  /** As it is with the command line closed. */
  readonly state: ScreenState;
  readonly view: View;
  /** The words of a parameter; none where it was left out. */
  words(parameter: string): readonly string[];
  /** Its first word, `''` where it was left out. */
  word(parameter: string): string;
  /** All that stands behind the command, as it was typed. */
  readonly rest: string;
  /** What the words name in the table that is shown; without any, what is tagged or selected there. */
  readonly rows: readonly Row[];
  /** The tasks that the words name; without any, those that are tagged or selected where the tasks are shown. */
  readonly tasks: readonly TaskRow[];
}
