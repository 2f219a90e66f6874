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
  /** The tasks that the words name; without any, the tagged ones or the selected one. */
  readonly tasks: readonly TaskRow[];
}
