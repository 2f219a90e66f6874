import { type FilterProblem, isProblem } from '../problem.ts';
import { Automaton } from './automaton.ts';
import { programOf, type Step } from './program.ts';
import { type Node, parseRegex } from './syntax.ts';

export interface ReadRegex {
  readonly tree: Node;
  readonly program: readonly Step[];
}

/**
 * Compiles a JavaScript regular expression, in any case if asked, else where it has no upper-case letter. It never takes longer than
 * the text times its own length, so what would need trying all ways is refused: back references, looking ahead and behind, and
 * repetitions that make it longer than 250 pieces. Problems stand at their place in the filter, where `at` is the source's.
 */
export function compileRegex(source: string, anyCase: boolean, at: number): Automaton | FilterProblem {
  const read = readRegex(source, at);
  return isProblem(read) ? read : new Automaton(read.program, anyCase || !hasUpperCase(source));
}

/** The same, understood but not made. */
export function readRegex(source: string, at: number): ReadRegex | FilterProblem {
  const end = at + source.length;
  const wrong = reasonAgainst(source);
  if (wrong !== undefined) return { at, end, text: `not a regular expression: ${wrong}` };
  const tree = parseRegex(source);
  if ('unsupported' in tree) {
    const text = `${tree.unsupported} is not supported: it could take for ever`;
    return { at: at + tree.at, end: at + tree.end, text };
  }
  const program = programOf(tree);
  if (program === undefined) return { at, end, text: 'this regular expression has too many repetitions' };
  return { tree, program };
}

/** Escapes such as `\S` and `\x4A` are no upper-case letters. */
export function hasUpperCase(source: string): boolean {
  return /\p{Lu}/u.test(source.replace(/\\(?:x[\da-f]{2}|u[\da-f]{4}|[\s\S])/gi, ''));
}

function reasonAgainst(source: string): string | undefined {
  try {
    new RegExp(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // V8 says `Invalid regular expression: /(/: Unterminated group`.
    return error.message.split(`/${source}/: `).at(-1) ?? error.message;
  }
}
