import { WORDED } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import type { Tab } from '../data/row.ts';
import { ACTIONS, keyName, type Place } from '../input/actions.ts';
import { COLUMNS } from '../table/columns.ts';
import { fitTo } from './text.ts';

const KEYS_WIDTH = 13;
const COLUMN = 55;

/** What the mouse does. */
const MOUSE: readonly (readonly [what: string, meaning: string])[] = [
  ['click', 'select; the selected one: details'],
  ['right', 'signal menu'],
  ['title', 'sort by the column, once more: the other way'],
  ['meter', 'bar, graph or text'],
  ['wheel', 'scroll'],
];

/** The help as lines, from the one registry of actions: what is for the table first, side by side where there is room. */
export function helpTexts(width: number, tab: Tab): string[] {
  const everywhere = section('Everywhere', 'any');
  const table = [...section('In the table and the details', 'row'), '', ...section('In the table', 'table')];
  const others = [
    ...section('In the details', 'details'),
    '',
    ...section('In the log', 'log'),
    '',
    'Commands, behind a colon; so are the names of all actions',
    ...WORDED.map((command) => entry(usage(command), command.help)),
    '',
    'Columns, by their names in commands and filters; filters know name as well',
    ...COLUMNS[tab].map(({ id, title, note }) => entry(title === id.toUpperCase() ? id : `${title} ${id}`, note)),
    '',
    'Mouse',
    ...MOUSE.map(([what, meaning]) => entry(what, meaning)),
  ];
  if (width < COLUMN * 2) return [...table, '', ...everywhere, '', ...others];
  const right = [...everywhere, '', ...others];
  return Array.from(
    { length: Math.max(table.length, right.length) },
    (_, index) => `${fitTo(table[index] ?? '', COLUMN)} ${right[index] ?? ''}`,
  );
}

function section(title: string, place: Place): string[] {
  const actions = ACTIONS.filter(({ where }) => where === place);
  return [title, ...actions.map(({ keys, help }) => entry(keys.map(keyName).join(' '), help))];
}

function entry(words: string, meaning: string): string {
  return ` ${fitTo(words, Math.max(KEYS_WIDTH, words.length))} ${meaning}`;
}
