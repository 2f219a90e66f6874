import { MAX_SHOWN_NAME, MAX_SHOWN_NAMES, MAX_SHOWN_TEXT } from './limits.ts';

/** All that a terminal would act on: C0 and C1 controls, line separators, and the marks that turn the direction of text. */
export const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A text of others, such as a name in a module, a path or a message of an engine, as it may be shown: on one line, what a terminal would
 * obey written as `\x1b` or `\u202e`, and cut at a length.
 */
export function visible(text: string, most = MAX_SHOWN_TEXT): string {
  const shown = text.slice(0, most).replace(HARMFUL, escaped);
  return text.length > most ? `${shown}...` : shown;
}

/** Names of others on one line, each cut, and of many only the first: `a, b ... and 99,990 more`. */
export function visibleList(names: readonly string[]): string {
  const shown = names.slice(0, MAX_SHOWN_NAMES).map((name) => visible(name, MAX_SHOWN_NAME));
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` ... and ${digits(more)} more` : ''}`;
}

/** A whole number with its digits in groups: `6,400,000,000`. */
export function digits(count: number): string {
  return count.toLocaleString('en');
}

/** Text of JSON that a terminal shows as it is: the same values for whoever parses it. */
export function visibleJson(value: unknown, space?: number): string {
  return JSON.stringify(value, undefined, space).replace(HARMFUL, (character) =>
    character === '\n' ? character : `\\u${hex(character, 4)}`,
  );
}

function escaped(character: string): string {
  return character > '\xff' ? `\\u${hex(character, 4)}` : `\\x${hex(character, 2)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0');
}
