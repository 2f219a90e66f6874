import { closest, distance } from 'fastest-levenshtein';

/** Letters that may differ, for each three that the word has. */
const LETTERS_A_SLIP = 3;

/** The known word that somebody may have meant, or undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const near = closest(word.toLowerCase(), [...known]);
  const most = Math.max(1, Math.floor(Math.max(word.length, near.length) / LETTERS_A_SLIP));
  const isNear = distance(word.toLowerCase(), near.toLowerCase()) <= most || sorted(word) === sorted(near);
  return isNear ? near : undefined;
}

/** Letters that changed places are one slip, and two by the distance. */
function sorted(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}

/** `; did you mean near?`, or nothing. */
export function meaning(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
