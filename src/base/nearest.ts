import { closest } from 'fastest-levenshtein';

/** `; did you mean 'fuel'?`: the known word that is written most like the wrong one, to be put behind an error. */
export function didYouMean(word: string, known: readonly string[]): string {
  return known.length === 0 ? '' : `; did you mean '${closest(word, known)}'?`;
}
