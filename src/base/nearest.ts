import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean 'fuel'?`: the known word that is written most like the wrong one, to be put behind an error; nothing where no letter is like it. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(word, known);
  const isLike = distance(word, nearest) < Math.max(word.length, nearest.length);
  return isLike ? `; did you mean '${nearest}'?` : '';
}
