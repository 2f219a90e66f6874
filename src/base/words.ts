/** A word of a line, and where it stands there: from `at` up to `end`, in UTF-16 units, quotes included. */
export interface Word {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** The quote that was not closed, if any. */
  readonly open?: string;
}

const PIECE = /\\(.)|'([^']*)('?)|"((?:\\.|[^"\\])*)("?)|[^\s'"\\]+|\\$/gy;

/** Splits a line at blanks. Quotes and backslashes work as in a shell; nothing is expanded. */
export function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  for (let at = nextWord(line, 0); at < line.length; ) {
    const word = wordAt(line, at);
    words.push(word);
    at = nextWord(line, word.end);
  }
  return words;
}

/** Writes a word so that `wordsOf` reads it back as it is. */
export function quoted(text: string): string {
  return /^[^\s'"\\]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function nextWord(line: string, from: number): number {
  const rest = line.slice(from).search(/\S/);
  return rest < 0 ? line.length : from + rest;
}

function wordAt(line: string, at: number): Word {
  let text = '';
  let end = at;
  let open: string | undefined;
  PIECE.lastIndex = at;
  for (let piece = PIECE.exec(line); piece !== null; piece = PIECE.exec(line)) {
    const [whole, escaped, single, singleEnd, double, doubleEnd] = piece;
    if (singleEnd === '') open = "'";
    if (doubleEnd === '') open = '"';
    text += escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? whole;
    end = PIECE.lastIndex;
    if (end === line.length) break;
  }
  return open === undefined ? { text, at, end } : { text, at, end, open };
}
