/** Says something of a text. */
export type TextTest = (text: string) => boolean;

/** Whether a text has a word in it: in any case, unless the word has an upper-case letter. */
export function containing(word: string): TextTest {
  const lower = word.toLowerCase();
  return lower === word ? (text) => text.toLowerCase().includes(word) : (text) => text.includes(word);
}

/** Whether a text is the wanted one, in any case. `*` stands for any letters where `wild`. */
export function equalTo(wanted: string, wild: boolean): TextTest {
  const lower = wanted.toLowerCase();
  const pieces = wild ? lower.split('*') : [lower];
  return pieces.length === 1
    ? (text) => text.toLowerCase() === lower
    : (text) => hasInOrder(text.toLowerCase(), pieces);
}

/** Whether a text begins with the first piece, ends with the last, and has the others between them. The nearest place for each is enough. */
function hasInOrder(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
