import { type FilterProblem, isProblem } from '../filter/problem.ts';
import type { InputLayer } from '../state/layers/layer.ts';
import { compilePattern } from './pattern.ts';

const REGEXES: readonly InputLayer['purpose'][] = ['logSearch', 'logIn', 'logOut'];

/** What is wrong with a regular expression that is typed for the log; undefined for what is none, or right. */
export function regexProblem(purpose: InputLayer['purpose'], text: string): FilterProblem | undefined {
  if (!REGEXES.includes(purpose) || text === '') return undefined;
  const compiled = compilePattern(text);
  return isProblem(compiled) ? compiled : undefined;
}
