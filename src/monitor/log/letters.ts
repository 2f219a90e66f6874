const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ONE_UNIT_EACH = /^[ -~\n]*$/;
const WORDS = /[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]+/gu;

/** Where the letter begins that has a unit; that of the last one where there are fewer. The end of a row within a text is no letter. */
export function letterAt(text: string, at: number): number {
  const unit = Math.max(0, Math.min(at, text.length - 1));
  const begin = ONE_UNIT_EACH.test(text) ? unit : (SEGMENTER.segment(text).containing(unit)?.index ?? 0);
  return text[begin] === '\n' && begin > 0 && text[begin - 1] !== '\n' ? letterAt(text, begin - 1) : begin;
}

/** The unit behind that letter. */
export function letterEnd(text: string, at: number): number {
  const begin = letterAt(text, at);
  if (text === '' || ONE_UNIT_EACH.test(text)) return begin + 1;
  return begin + (SEGMENTER.segment(text).containing(begin)?.segment.length ?? 1);
}

/** The next letter, or that before; the same one where there is no other. */
export function letterBeside(text: string, at: number, direction: 1 | -1): number {
  if (direction < 0) return letterAt(text, letterAt(text, at) - 1);
  const end = letterEnd(text, at);
  return letterAt(text, text[end] === '\n' ? end + 1 : end);
}

/** Where the next word begins or ends, or the one before begins; undefined where the text has none. */
export function wordFrom(text: string, at: number, to: 'next' | 'end' | 'before'): number | undefined {
  const words = [...text.matchAll(WORDS)].map((word) => [word.index, word.index + word[0].length] as const);
  if (to === 'next') return words.find(([begin]) => begin > at)?.[0];
  if (to === 'before') return words.findLast(([begin]) => begin < at)?.[0];
  const ends = words.map(([, end]) => letterAt(text, end - 1));
  return ends.find((end) => end > at);
}
