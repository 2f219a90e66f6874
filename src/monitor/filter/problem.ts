/** What is wrong with a filter, and where: from `at` up to `end`, in UTF-16 units; `at` is `end` where something is missing. */
export interface FilterProblem {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** Tells a problem from what was understood. */
export function isProblem<T extends object>(result: T | FilterProblem): result is FilterProblem {
  return 'at' in result && 'text' in result;
}
