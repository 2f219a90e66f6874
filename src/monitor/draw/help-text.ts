import { WORDED } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import type { Tab } from '../data/row.ts';
import { type Action, PANES, type Pane, type Place } from '../input/actions/action.ts';
import { commandName } from '../input/actions/action-id.ts';
import { ACTIONS } from '../input/actions/registry.ts';
import { DEFAULT_KEYS, type KeyMap, keysOf, keyText } from '../input/key-map.ts';
import { keyName } from '../input/key-names.ts';
import { COLUMNS } from '../table/columns.ts';
import { fitTo, widthOf, wrap } from './text.ts';

/** What help is about: what means what depends on the keys, the pane that has them, and the table. */
export interface HelpSubject {
  readonly keys: KeyMap;
  readonly pane: Pane;
  readonly tab: Tab;
}

/** One thing that is explained. */
export interface HelpEntry {
  readonly words: string;
  readonly meaning: string;
  /** Its keys by themselves. */
  readonly keys: readonly string[];
  /** Another name that people may look for. */
  readonly name: string;
  /** Its keys are not those that it has by default. */
  readonly rebound: boolean;
}

/** Entries that belong together. */
export interface Section {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

/** A page of the help. */
export interface HelpPage {
  readonly name: string;
  readonly sections: readonly Section[];
}

const KEYS_WIDTH = 13;
/** Where two columns have room. */
const COLUMN = 55;

const NAMES: Readonly<Record<Pane, string>> = { table: 'Table', log: 'Log', details: 'Details' };

const TITLES: Readonly<Record<Place, string>> = {
  table: 'In the table',
  log: 'In the log',
  details: 'In the details',
  row: 'In the table and the details',
  any: 'Everywhere',
};

/** What the mouse does. */
const MOUSE: readonly (readonly [what: string, meaning: string])[] = [
  ['click', 'select; the selected one: details'],
  ['right', 'signal menu'],
  ['title', 'sort by the column, once more: the other way'],
  ['meter', 'bar, graph or text'],
  ['wheel', 'scroll'],
];

/** All pages, that of the pane that has the keys first. */
export function helpPages({ keys, pane, tab }: HelpSubject): HelpPage[] {
  const panes = [pane, ...PANES.filter((one) => one !== pane)];
  return [
    ...panes.map((one) => ({ name: NAMES[one], sections: sectionsOf(one, keys) })),
    {
      name: 'Commands',
      sections: [
        {
          title: 'Commands, behind a colon; so are the names of all actions',
          entries: WORDED.map((command) => plain(usage(command), command.help)),
        },
      ],
    },
    {
      name: 'Columns',
      sections: [
        {
          title: 'Columns, by their names in commands and filters',
          entries: COLUMNS[tab].map(({ id, title, note }) =>
            plain(title === id.toUpperCase() ? id : `${title} ${id}`, note),
          ),
        },
      ],
    },
    { name: 'Mouse', sections: [{ title: 'Mouse', entries: MOUSE.map(([what, meaning]) => plain(what, meaning)) }] },
  ];
}

function plain(words: string, meaning: string): HelpEntry {
  return { words, meaning, keys: [], name: '', rebound: false };
}

/** An action stands where it is most of its own: what the log has of it is not said of all panes. */
function sectionsOf(pane: Pane, keys: KeyMap): Section[] {
  const places: readonly Place[] = pane === 'log' ? ['log', 'any'] : [pane, 'row', 'any'];
  const seen = new Set<string>();
  return places.map((place) => {
    const actions = ACTIONS.filter(({ id, where }) => where === place && !seen.has(id));
    for (const { id } of actions) seen.add(id);
    const once = actions.filter(({ id }, index) => actions.findIndex((other) => other.id === id) === index);
    return { title: TITLES[place], entries: once.map((action) => entryOf(action, pane, keys)) };
  });
}

const ONLY: Readonly<Record<Tab, string>> = { tasks: ' (tasks)', host: ' (host)' };

function entryOf({ id, help, tab }: Action, pane: Pane, map: KeyMap): HelpEntry {
  const keys = keysOf(map, id, pane);
  const usual = keysOf(DEFAULT_KEYS, id, pane);
  return {
    words: keys.length === 0 ? `:${commandName(id)}` : keys.map(keyName).join(' '),
    meaning: `${help}${tab === undefined ? '' : ONLY[tab]}`,
    keys: keys.map(keyName),
    name: commandName(id),
    rebound: keys.join(' ') !== usual.join(' '),
  };
}

/** A page as lines, of `width` columns at most: side by side where there is room for that. */
export function pageTexts({ sections }: HelpPage, width: number, { keys, pane }: HelpSubject): string[] {
  const marked = sections.some(({ entries }) => entries.some(({ rebound }) => rebound));
  const note = marked ? ['', `* other keys than usual: ${keyText(keys, 'setup', pane)} has them on its last page`] : [];
  const [last, ...before] = sections.toReversed();
  if (last === undefined) return [];
  if (width < COLUMN * 2 || before.length === 0) return [...textsOf(sections, width), ...note];
  const [left, right] = [textsOf(before.toReversed(), COLUMN - 2), textsOf([last], width - COLUMN - 1)];
  const lines = Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index) => `${fitTo(left[index] ?? '', COLUMN)} ${right[index] ?? ''}`,
  );
  return [...lines, ...note];
}

/** What matches of all pages: all words of the search, in any order; a single sign is a key. */
export function foundSections(search: string, pages: readonly HelpPage[]): Section[] {
  const titles = new Set<string>();
  return pages.flatMap((page) =>
    page.sections.flatMap(({ title, entries }) => {
      const found = titles.has(title) ? [] : entries.filter((entry) => matches(entry, search));
      titles.add(title);
      return found.length === 0 ? [] : [{ title, entries: found }];
    }),
  );
}

/** The same as lines. */
export function foundTexts(search: string, pages: readonly HelpPage[], width: number): string[] {
  const sections = foundSections(search, pages);
  return sections.length === 0 ? [`Nothing has ${search}.`] : textsOf(sections, width);
}

function matches({ words, meaning, keys, name }: HelpEntry, search: string): boolean {
  if ([...search].length === 1 && keys.length > 0) return keys.includes(search);
  if (keys.some((key) => key.toLowerCase() === search.toLowerCase())) return true;
  const text = `${words} ${meaning} ${name}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function textsOf(sections: readonly Section[], width: number): string[] {
  return sections.flatMap(({ title, entries }, index) => [
    ...(index === 0 ? [] : ['']),
    title,
    ...entries.flatMap((entry) => entryTexts(entry, width)),
  ]);
}

/** What does not fit beside its keys goes on below. */
function entryTexts({ words, meaning, rebound }: HelpEntry, width: number): string[] {
  const head = `${rebound ? '*' : ' '}${fitTo(words, Math.max(KEYS_WIDTH, widthOf(words)))} `;
  const [first = '', ...rest] = wrap(meaning, Math.max(16, width - widthOf(head)));
  if (widthOf(head) + widthOf(first) <= width)
    return [head + first, ...rest.map((text) => ' '.repeat(KEYS_WIDTH + 2) + text)];
  const room = width - KEYS_WIDTH - 2;
  return [...wrap(head.trimEnd(), width), ...wrap(meaning, room).map((text) => ' '.repeat(KEYS_WIDTH + 2) + text)];
}
