import { SysError } from './sys-error.ts';

/**
 * Names of the host are bytes, names of guests are text. Where the bytes are UTF-8, the text is what they say. A byte that is part of no
 * UTF-8 is spelled by a character of its own, U+10FF80 to U+10FFFF, the last of the last private plane: U+10FF00 and the
 * byte. So that each text stands for one name alone, the bytes of these characters themselves are spelled so too.
 */
const FIRST = 0x10ff80;
const BASE = 0x10ff00;
/** The first half, in UTF-16, of all these characters. */
const MARK = '\udbff';

const ASCII = /^[\0-\x7f]*$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text for a name or path of the host. @param bytes as text of Latin-1, a character for each byte */
export function spell(bytes: string): string {
  if (ASCII.test(bytes)) return bytes;
  const raw = Buffer.from(bytes, 'latin1');
  try {
    const text = decoder.decode(raw);
    if (!text.includes(MARK)) return text;
  } catch {
    // It is spelled byte by byte.
  }
  return spellPieces(raw);
}

/** The name or path of the host that a text stands for, as node:fs takes it. @throws SysError EILSEQ where it is no spelling. */
export function unspell(text: string): string | Buffer {
  if (!text.includes(MARK)) return text;
  const bytes = Buffer.concat([...text].map((letter) => bytesOf(letter)));
  if (spell(bytes.toString('latin1')) !== text)
    throw new SysError('EILSEQ', 'spell', undefined, 'these characters stand for bytes that are spelled otherwise');
  return bytes;
}

/** How many bytes the name of the host has that a text stands for. */
export function spelledBytes(text: string): number {
  if (!text.includes(MARK)) return Buffer.byteLength(text);
  return [...text].reduce((sum, letter) => sum + bytesOf(letter).length, 0);
}

function bytesOf(letter: string): Buffer {
  const code = letter.codePointAt(0) as number;
  return code >= FIRST ? Buffer.of(code - BASE) : Buffer.from(letter);
}

function spellPieces(raw: Buffer): string {
  const pieces: string[] = [];
  for (let at = 0; at < raw.length; ) {
    const letter = letterAt(raw, at);
    pieces.push(letter ?? String.fromCodePoint(BASE + (raw[at] as number)));
    at += letter === undefined ? 1 : Buffer.byteLength(letter);
  }
  return pieces.join('');
}

/** The character that begins there, unless its bytes are to be spelled. */
function letterAt(raw: Buffer, at: number): string | undefined {
  const first = raw[at] as number;
  if (first < 0x80) return String.fromCharCode(first);
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    const letter = decoder.decode(raw.subarray(at, at + length));
    return (letter.codePointAt(0) as number) < FIRST ? letter : undefined;
  } catch {
    return undefined;
  }
}
