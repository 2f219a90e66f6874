import type { Row, Tab } from '../data/row.ts';
import type { TaskRow } from '../data/snapshot.ts';
import type { Candidate } from '../state/candidate.ts';

/** What words may name at this moment. */
export interface Context {
  readonly tab: Tab;
  /** Those of the table that is shown. */
  readonly rows: readonly Row[];
  readonly tasks: readonly TaskRow[];
  /** Commands of the manifest. */
  readonly programs: readonly Candidate[];
  readonly themes: readonly Candidate[];
}

/** A kind of word: what is right in its place, and what completes it. */
export interface Kind {
  /** Whether an optional parameter takes this word; where it is left out, it takes any. */
  claims?(text: string): boolean;
  /** What is wrong with a word, if anything. `before` has the words of the parameters to the left, by their names. */
  check?(text: string, context: Context, before: ReadonlyMap<string, readonly string[]>): string | undefined;
  candidates?(context: Context): readonly Candidate[];
  /** Completed by paths: of the host, or of the chosen task's namespace. */
  readonly paths?: 'host' | 'guest';
}

/** One place in a command's line. */
export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  readonly optional?: boolean;
  /** Takes every word that it may take. */
  readonly many?: boolean;
}

/** `[-SIGNAL] [TASK...]` */
export function usageOf(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, optional = false, many = false }) => {
      const shown = many ? `${name}...` : name;
      return optional ? `[${shown}]` : shown;
    })
    .join(' ');
}
