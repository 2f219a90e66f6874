import { isProblem } from '../filter/problem.ts';
import { countsIn } from '../input/actions/action.ts';
import type { ActionId } from '../input/actions/action-id.ts';
import { ACTIONS } from '../input/actions/registry.ts';
import { keysOf, keyText } from '../input/key-map.ts';
import { keyName } from '../input/key-names.ts';
import type { LineEdit } from '../input/line-edit.ts';
import { regexProblem } from '../log/regex-problem.ts';
import type { CopyLayer, HistorySearch, InputLayer, Layer, Problem, SetupLayer } from '../state/layers/layer.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { SETUP_PAGES } from '../state/setup/setup-layer.ts';
import { filterOf } from '../table/filtering.ts';
import { editSpans } from './edit-line.ts';
import { type Span, span } from './spans.ts';
import { clean, widthOf } from './text.ts';

/** The line that is being typed, behind what it is for; what keys do in the setup. */
export function promptSpans(
  layer: Layer | undefined,
  { columns: width, tab, message }: ScreenState,
): Span[] | undefined {
  switch (layer?.kind) {
    case 'input':
      return titled(INPUT_TITLES[layer.purpose], layer.line, width, problemOf(layer, tab));
    case 'stdin':
      return titled(`Input to ${layer.target.pid} ${clean(layer.target.name)}: `, layer.line, width);
    case 'command':
      if (layer.search !== undefined) return searchSpans(layer.search, layer.line.text);
      return [span(':', 'label'), ...editSpans(layer.line, width - 2, layer.problem)];
    case 'help':
      if (layer.typing) return titled('Search the help: ', layer.line, width);
      return [span('/ search   Tab page   PgUp PgDn scroll   q close', 'key')];
    case 'setup':
      if (layer.asking !== undefined) return askingSpans(layer.asking);
      if (message !== undefined) return undefined;
      return [span(SETUP_PAGES[layer.page]?.hint ?? '', 'key'), span('   Tab page   Esc done', 'key')];
    case 'copy':
      return message === undefined ? copySpans(layer) : undefined;
    default:
      return undefined;
  }
}

/** What keys do with the cursor in the log. */
function copySpans({ anchor, by }: CopyLayer): Span[] {
  const [letters, lines] = [by === 'letters', by === 'lines'].map((same) => anchor !== undefined && same);
  const keys = [
    ['v', letters ? 'No selection' : 'Letters'],
    ['V', lines ? 'No selection' : 'Lines'],
    ...(anchor === undefined
      ? []
      : [
          ['y', 'Copy'],
          ['o', 'Other end'],
        ]),
    ['Y', 'Copy line'],
    ['Esc', 'Leave'],
    ['w b e', 'Words'],
    ['0 ^ $', 'In the line'],
    ['/ n N', 'Search'],
    ['H M L g G', 'Go to'],
  ];
  return keys.flatMap(([key, text]) => [span(`${key} `, 'key'), span(`${text} `, 'command')]);
}

/** What a text is asked for. */
export const INPUT_TITLES: Readonly<Record<InputLayer['purpose'], string>> = {
  search: 'Search: ',
  filter: 'Filter: ',
  export: 'Write the table to (.txt .json .csv): ',
  logSearch: 'Search the log (regex): ',
  logIn: 'Keep lines with (regex): ',
  logOut: 'Leave out lines with (regex): ',
  logExport: 'Write the log to: ',
  pipe: 'Pipe the log into: ',
};

/** Where what is typed is wrong. */
export function problemOf({ purpose, line: { text } }: InputLayer, tab: ScreenState['tab']): Problem | undefined {
  if (purpose !== 'filter') return regexProblem(purpose, text);
  const parsed = filterOf(tab, text);
  return isProblem(parsed) ? parsed : undefined;
}

function askingSpans({ name, adds }: NonNullable<SetupLayer['asking']>): Span[] {
  return [
    span(`Press ${adds ? 'one more key' : 'the key'} for ${name}`, 'label'),
    span('   Esc leaves it as it is', 'key'),
  ];
}

/** `(reverse-i-search)'kill': kill -9 3` */
function searchSpans({ query, failed }: HistorySearch, found: string): Span[] {
  const title = `(${failed ? 'failed ' : ''}reverse-i-search)'${query}': `;
  return [span(title, failed ? 'bad' : 'label'), span(clean(found))];
}

function titled(title: string, line: LineEdit, width: number, problem?: Problem): Span[] {
  return [span(title, 'label'), ...editSpans(line, width - widthOf(title) - 1, problem)];
}

/** What stands behind the keys: that the manifest was changed, and what is searched. */
export function footerNotes({ search, settings, focus }: FooterState, hasNews: boolean): string {
  const news = hasNews ? ` manifest changed: ${keyText(settings.keys, 'apply', focus)} shows` : '';
  return search === '' ? news : `${news} search: ${clean(search)}`;
}

/** What the last line depends on. */
export type FooterState = Pick<ScreenState, 'focus' | 'tab' | 'readOnly' | 'settings' | 'search' | 'columns'>;

/** A key of the last line, and what it does. */
export interface FooterKey {
  readonly id: ActionId;
  readonly key: string;
  readonly title: string;
}

/** Columns of a key of the last line. */
export function footerKeyWidth({ key, title }: FooterKey): number {
  return key.length + title.length + 1;
}

/** As many keys as there is room for, htop's way: the key, then what it does. What does nothing here does not stand here. */
export function footerKeys({ focus, tab, readOnly, settings }: FooterState, width: number): FooterKey[] {
  const shown: FooterKey[] = [];
  let room = width;
  for (const { id, footer, where, tab: only, changes } of ACTIONS) {
    if (footer === undefined || !countsIn(where, focus)) continue;
    if ((only !== undefined && only !== tab) || (readOnly && changes)) continue;
    const keys = keysOf(settings.keys, id, focus);
    // What has no key here is for the command line.
    if (keys.length === 0) continue;
    const numbered = keys.find((name) => /^f\d+$/.test(name));
    const key = numbered === undefined ? `${keyName(keys[0] ?? '')} ` : keyName(numbered);
    const one = { id, key, title: footer };
    room -= footerKeyWidth(one);
    if (room < 0) break;
    shown.push(one);
  }
  return shown;
}
