import { PANES, type Pane } from '../input/actions/action.ts';
import { type ActionId, commandName } from '../input/actions/action-id.ts';
import { type KeyMap, keysOf } from '../input/key-map.ts';
import { keyName } from '../input/key-names.ts';

/** Speech passes over most signs, and does not tell capitals from other letters. */
const SIGNS: Readonly<Record<string, string>> = {
  '?': 'question mark',
  '/': 'slash',
  '\\': 'backslash',
  ':': 'colon',
  ',': 'comma',
  '.': 'dot',
  '-': 'minus',
  '+': 'plus',
  '=': 'equals',
  '*': 'star',
  '<': 'less-than',
  '>': 'greater-than',
  '[': 'left bracket',
  ']': 'right bracket',
  '{': 'left brace',
  '}': 'right brace',
  '(': 'left parenthesis',
  ')': 'right parenthesis',
};

/** `question mark`, `capital G`, `Ctrl-D`, `F9`. */
export function keyInWords(key: string): string {
  const sign = SIGNS[key];
  if (sign !== undefined) return sign;
  if (/^[A-Z]$/.test(key)) return `capital ${key}`;
  return keyName(key).replace(/^\^/, 'Ctrl-');
}

/** The first key that does something, in another pane's way where it has none in this one; else how to do it by name: `colon summary`. */
export function keySaid(map: KeyMap, id: ActionId, pane: Pane): string {
  const [key] = [pane, ...PANES].flatMap((one) => keysOf(map, id, one));
  return key === undefined ? `colon ${commandName(id)}` : keyInWords(key);
}

/** The same where a pane has a key of its own for something else: its name then. */
export function keyHere(map: KeyMap, id: ActionId, pane: Pane): string {
  const [key] = keysOf(map, id, pane);
  return key === undefined ? `colon ${commandName(id)}` : keyInWords(key);
}

/** `Space shows or hides, left bracket right bracket moves`: signs among words. */
export function signsInWords(text: string): string {
  return text
    .split(' ')
    .map((word) => SIGNS[word] ?? word)
    .join(' ');
}
