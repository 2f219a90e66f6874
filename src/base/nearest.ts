import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean 'fuel'?`: the known word that is written most like the wrong one, to be put behind an error; nothing where none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? '' : `; did you mean '${nearest}'?`;
}

/** The known word itself. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(word, known);
  // Ids may be written without their namespace.
  const isLike = isNear(word, nearest) || isNear(word, nearest.slice(nearest.indexOf(':') + 1));
  return isLike ? nearest : undefined;
}

/** One letter of three may be wrong, all may be in the wrong order, and one may be cut from the other. */
function isNear(word: string, known: string): boolean {
  if (word === '' || distance(word, known) <= Math.ceil(word.length / 3)) return word !== '';
  const letters = (text: string) => [...text].sort().join('');
  return letters(word) === letters(known) || known.startsWith(word) || word.startsWith(known);
}
