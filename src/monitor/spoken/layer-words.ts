import { findCommand } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import { clean } from '../draw/text.ts';
import type { LineEdit } from '../input/line-edit.ts';
import { topLayer } from '../state/layer-stack.ts';
import type { CommandLayer, Layer, MenuLayer, ScreenState, SetupLayer } from '../state/screen-state.ts';
import { SETUP_PAGES, type SetupItem } from '../state/setup-layer.ts';
import { filterOf, isFilter } from '../table/filtering.ts';
import { helpLines } from './key-words.ts';
import { pageAt, revealed } from './page-words.ts';
import { countInWords } from './unit-words.ts';

/** Lines of a text that are read at a time: as many as Space goes on by. */
const PAGE = 10;

/** A line that is being typed, and what it is for. */
export interface Prompt {
  readonly title: string;
  readonly line: LineEdit;
}

const TITLES = { search: 'Search: ', filter: 'Filter: ', export: 'Write the table to: ' } as const;

/** What is being typed on the layer on top; undefined where nothing is. */
export function promptOf(state: ScreenState): Prompt | undefined {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'input':
      return { title: TITLES[layer.purpose], line: layer.line };
    case 'stdin':
      return { title: `Input to ${clean(layer.target.name)}: `, line: layer.line };
    case 'command':
      return { title: 'Command: ', line: layer.line };
    default:
      return undefined;
  }
}

/** What is said of a layer that takes the keys from now on. */
export function openedLayer(layer: Layer, state: ScreenState): string[] {
  switch (layer.kind) {
    case 'help':
    case 'notice':
      return [titleOf(layer, state), ...revealed(undefined, pageOf(layer, state)), ...endOf(layer, state)];
    case 'menu':
      return [
        `${clean(layer.title)}, ${countInWords(layer.items.length, 'item')}. Enter chooses, Escape closes.`,
        itemOf(layer),
      ];
    case 'confirm':
      return [...layer.question.split('\n').filter((line) => line !== ''), `Yes or no? ${answerOf(layer.yes)}`];
    case 'setup':
      return [setupTitle(layer), setupItem(layer, state)];
    case 'stdin':
      return ['Enter sends the line, Ctrl-D ends the input, Escape closes.'];
    default:
      return [];
  }
}

/** What is said of a layer in which something changed. */
export function changedLayer(before: Layer, after: Layer, was: ScreenState, is: ScreenState): string[] {
  if ((after.kind === 'help' || after.kind === 'notice') && (before.kind === 'help' || before.kind === 'notice'))
    return scrolled(before, after, is);
  if (after.kind === 'menu' && before.kind === 'menu') return [itemOf(after)];
  if (after.kind === 'confirm' && before.kind === 'confirm') return [answerOf(after.yes)];
  if (after.kind === 'setup' && before.kind === 'setup') return setupChange(before, after, was, is);
  if (after.kind === 'command' && before.kind === 'command') return commandChange(before, after);
  return [];
}

type TextLayer = Extract<Layer, { kind: 'help' | 'notice' }>;

function titleOf(layer: TextLayer, state: ScreenState): string {
  const { length } = pageOf(layer, state).lines;
  const title = layer.kind === 'help' ? 'Help' : clean(layer.title);
  return length <= PAGE
    ? `${title}. Any key closes.`
    : `${title}, ${length} lines. Space reads on, b goes back, the arrows go line by line, Escape closes.`;
}

function pageOf(layer: TextLayer, { tab }: ScreenState) {
  const lines = layer.kind === 'help' ? helpLines(tab) : layer.text.split('\n').map(clean);
  return pageAt(lines, layer.top, PAGE);
}

function endOf(layer: TextLayer, state: ScreenState): string[] {
  const { lines, top, height } = pageOf(layer, state);
  return lines.length > PAGE && top + height >= lines.length ? ['That was the end.'] : [];
}

function scrolled(before: TextLayer, after: TextLayer, state: ScreenState): string[] {
  const lines = revealed(pageOf(before, state), pageOf(after, state));
  if (lines.length === 0) return [after.top > before.top ? 'That was the end.' : 'That is the beginning.'];
  return [...lines, ...(after.top > before.top ? endOf(after, state) : [])];
}

/** `item 2 of 9: 9 KILL`. */
function itemOf({ items, choice }: MenuLayer): string {
  return `item ${choice + 1} of ${items.length}: ${spaced(items[choice]?.text ?? '')}`;
}

/** Columns of a list become parts of a sentence. */
function spaced(text: string): string {
  return clean(text).trim().replace(/ {2,}/g, ', ');
}

function answerOf(yes: boolean): string {
  return yes ? 'Yes is chosen.' : 'No is chosen.';
}

function setupTitle({ page }: SetupLayer): string {
  const { title = '', hint = '' } = SETUP_PAGES[page] ?? {};
  return `Setup, page ${page + 1} of ${SETUP_PAGES.length}: ${title}. Keys: ${spaced(hint)}, Tab next page, Escape done.`;
}

/** `item 2 of 18: CPU%, CPU over the last second: on, 5`. */
function setupItem({ page, item }: SetupLayer, state: ScreenState): string {
  const items = SETUP_PAGES[page]?.items(state) ?? [];
  const one = items[item];
  return `item ${item + 1} of ${items.length}: ${one === undefined ? 'none' : itemInWords(one)}`;
}

/** `CPU%, CPU over the last second: on, 5`. */
function itemInWords({ text, value, on }: SetupItem): string {
  const facts = [...(on === undefined ? [] : [on ? 'on' : 'off']), ...(value === '' ? [] : [value])];
  return `${spaced(text)}: ${facts.join(', ')}`;
}

function setupChange(before: SetupLayer, after: SetupLayer, was: ScreenState, is: ScreenState): string[] {
  if (before.page !== after.page) return [setupTitle(after), setupItem(after, is)];
  const items = (state: ScreenState) => SETUP_PAGES[after.page]?.items(state).map(itemInWords) ?? [];
  const [known, now] = [items(was), items(is)];
  const current = setupItem(after, is);
  // What is turned off goes to another place of the list.
  const changed = now.filter((text, index) => !known.includes(text) && index !== after.item);
  return current === setupItem(before, was) && changed.length === 0 ? [] : [...changed, current];
}

/** Words that are said of a completion at most. */
const MOST_CANDIDATES = 12;

function commandChange(before: CommandLayer, after: CommandLayer): string[] {
  const { problem, cycle } = after;
  if (problem !== undefined && problem !== before.problem) return [wrongCommand(after, problem)];
  if (cycle === undefined || cycle === before.cycle) return [];
  const { candidates, choice } = cycle;
  if (choice >= 0) {
    const { text = '', note = '' } = candidates[choice] ?? {};
    return [`${choice + 1} of ${candidates.length}: ${clean(text)}${note === '' ? '' : `, ${clean(note)}`}`];
  }
  const names = candidates.slice(0, MOST_CANDIDATES).map(({ text }) => clean(text));
  const more = candidates.length - names.length;
  return [`${countInWords(candidates.length, 'word')}: ${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}`];
}

/** What is wrong, and at which word: the screen marks it by its colour. */
function wrongCommand({ line }: CommandLayer, { at, end, text }: { at: number; end: number; text: string }): string {
  const wrong = clean(line.text.slice(at, end)).trim();
  return `problem${wrong === '' ? '' : ` at ${wrong}`}: ${clean(text)}`;
}

/** What is asked for when Enter left everything as it was: what is wrong with the line, if anything. */
export function wrongLine(state: ScreenState): string[] {
  const layer = topLayer(state);
  if (layer?.kind !== 'input' || layer.purpose !== 'filter') return [];
  const parsed = filterOf(state.tab, layer.line.text);
  return isFilter(parsed) ? [] : [`problem: ${clean(parsed.text)}`];
}

/** What Tab on a line of commands finds nothing for: how the command is written. */
export function commandHelp({ line }: CommandLayer): string[] {
  const [word = ''] = line.text.trimStart().split(/\s/, 1);
  const command = findCommand(word);
  return command === undefined ? ['nothing begins so'] : [`${usage(command)}: ${command.help}`];
}
