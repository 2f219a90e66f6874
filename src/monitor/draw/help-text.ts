import { WORDED } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import { ACTIONS, keyName, type Place } from '../input/actions.ts';
import { fitTo } from './text.ts';

const KEYS_WIDTH = 13;
const COLUMN = 55;

/** What the letters and columns mean that do not explain themselves. */
const LEGEND: readonly (readonly [word: string, meaning: string])[] = [
  ['LV', 'priority: 0 first, 4 normal, 7 when idle'],
  ['S', 'R runs S sleeps T paused N starting Z ended'],
  ['CPU%', 'of one core, over the last second'],
  ['WAIT', 'what a sleeping task waits for'],
];

/** The help as lines, from the one registry of actions; side by side where there is room. */
export function helpTexts(width: number): string[] {
  const everywhere = section('Everywhere', 'any');
  const panes = [
    ...section('In the table and the details', 'task'),
    '',
    ...section('In the table', 'table'),
    '',
    ...section('In the details', 'details'),
    '',
    ...section('In the log', 'log'),
    '',
    'Commands, behind a colon; so are the names of all actions',
    ...WORDED.map((command) => entry(usage(command), command.help)),
    '',
    'Columns',
    ...LEGEND.map(([word, meaning]) => entry(word, meaning)),
  ];
  if (width < COLUMN * 2) return [...everywhere, '', ...panes];
  return Array.from(
    { length: Math.max(everywhere.length, panes.length) },
    (_, index) => `${fitTo(everywhere[index] ?? '', COLUMN)} ${panes[index] ?? ''}`,
  );
}

function section(title: string, place: Place): string[] {
  const actions = ACTIONS.filter(({ where }) => where === place);
  return [title, ...actions.map(({ keys, help }) => entry(keys.map(keyName).join(' '), help))];
}

function entry(words: string, meaning: string): string {
  return ` ${fitTo(words, Math.max(KEYS_WIDTH, words.length))} ${meaning}`;
}
