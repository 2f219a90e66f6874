import type { Node } from './syntax.ts';

/** The longest piece of plain text that every match has; empty where there is none. Who looks for it first soon skips what has no match. */
export function literalOf(node: Node): string {
  if (node.kind === 'atom') return letterOf(node.source) ?? '';
  if (node.kind === 'repeat') return node.least > 0 ? literalOf(node.of) : '';
  if (node.kind === 'any') return node.of.length === 1 && node.of[0] !== undefined ? literalOf(node.of[0]) : '';
  return node.kind === 'all' ? longestIn(node.of) : '';
}

/** Letters that follow each other are one piece. */
function longestIn(parts: readonly Node[]): string {
  let longest = '';
  let piece = '';
  for (const part of parts) {
    const letter = part.kind === 'atom' ? letterOf(part.source) : undefined;
    piece = letter === undefined ? '' : piece + letter;
    for (const found of [piece, literalOf(part)]) if (found.length > longest.length) longest = found;
  }
  return longest;
}

/** The one letter that an atom takes, as it is written. */
function letterOf(source: string): string | undefined {
  if (source.length === 1) return source === '.' ? undefined : source;
  return /^\\[^\w\s]$/.test(source) ? source.charAt(1) : undefined;
}
