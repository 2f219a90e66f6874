import { WORDED } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import type { Tab } from '../data/row.ts';
import { ACTIONS, type Action, keyName, type Place } from '../input/actions.ts';
import { COLUMNS } from '../table/columns.ts';

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

const PLACES: readonly (readonly [Place, string])[] = [
  ['row', 'In the table and the details'],
  ['table', 'In the table'],
  ['any', 'Everywhere'],
  ['details', 'In the details'],
  ['log', 'In the log'],
];

/** The help as lines of which each says one thing. */
export function helpLines(tab: Tab): string[] {
  const keys = PLACES.flatMap(([place, title]) => [
    `${title}:`,
    ...ACTIONS.filter(({ where }) => where === place).map(actionInWords),
  ]);
  return [
    ...keys,
    'Commands, behind a colon:',
    ...WORDED.map((command) => `${usage(command)}: ${command.help}`),
    'Columns, by their names in commands and filters:',
    ...COLUMNS[tab].map(({ id, note }) => `${id}: ${note}`),
  ];
}

function actionInWords({ keys, help }: Action): string {
  return `${keys.map(keyInWords).join(' or ')}: ${help}`;
}
