import { visible } from '../base/visible.ts';

/** One thing that is wrong in a manifest, or that its author has to know. */
export interface Problem {
  /** From 1; undefined where the file as a whole is meant. */
  readonly line: number | undefined;
  /** `namespace:name`, or `entries[3]` for one without a name. */
  readonly entry: string | undefined;
  readonly text: string;
}

/** `wasitop.yaml:12: demo:primes: fs is required`; what a terminal would obey is written as `\x1b`. */
export function formatProblem(file: string, { line, entry, text }: Problem): string {
  const parts = [line === undefined ? file : `${file}:${line}`, ...(entry === undefined ? [] : [entry]), text];
  return visible(parts.join(': '));
}

/** A manifest that cannot be used, with all that is wrong in it, in the order of its lines. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly file: string;
  readonly problems: readonly Problem[];

  /** Its message, a line for each problem. */
  get lines(): string[] {
    return this.problems.map((problem) => formatProblem(this.file, problem));
  }

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    super(sorted.map((problem) => formatProblem(file, problem)).join('\n'));
    this.file = file;
    this.problems = sorted;
  }
}
