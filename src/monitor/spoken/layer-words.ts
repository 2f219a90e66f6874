import { findCommand } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import { INPUT_TITLES, problemOf } from '../draw/footer-line.ts';
import { clean } from '../draw/text.ts';
import { PANES } from '../input/actions/action.ts';
import { commandName } from '../input/actions/action-id.ts';
import { ACTIONS } from '../input/actions/registry.ts';
import { keysOf } from '../input/key-map.ts';
import type { LineEdit } from '../input/line-edit.ts';
import type { CommandLayer, HelpLayer, Layer, MenuLayer } from '../state/layers/layer.ts';
import { topLayer } from '../state/layers/layer-stack.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { copyChange, openedCopy } from './copy-words.ts';
import { helpLines, helpTitle } from './help-words.ts';
import { keyInWords } from './key-words.ts';
import type { Moment } from './moment.ts';
import { pageAt, revealed } from './page-words.ts';
import { openedSetup, setupChange } from './setup-words.ts';
import { countInWords, partsInWords } from './unit-words.ts';

/** Lines of a text that are read at a time: as many as Space goes on by. */
const PAGE = 10;

/** A line that is being typed, and what it is for. */
export interface Prompt {
  readonly title: string;
  readonly line: LineEdit;
}

/** What is being typed on the layer on top; undefined where nothing is. */
export function promptOf(state: ScreenState): Prompt | undefined {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'input':
      return { title: INPUT_TITLES[layer.purpose], line: layer.line };
    case 'stdin':
      return { title: `Input to ${clean(layer.target.name)}: `, line: layer.line };
    case 'command':
      return { title: commandTitle(layer), line: layer.line };
    case 'help':
      return layer.typing ? { title: 'Search the help: ', line: layer.line } : undefined;
    default:
      return undefined;
  }
}

/** A line of the history is looked for by what was typed: both are said. */
function commandTitle({ search }: CommandLayer): string {
  if (search === undefined) return 'Command: ';
  const query = search.query === '' ? '' : `, ${clean(search.query)}`;
  return `History${query}${search.failed ? ', not found' : ''}: `;
}

/** What is said of a layer that takes the keys from now on. */
export function openedLayer(layer: Layer, moment: Moment): string[] {
  const { state } = moment;
  switch (layer.kind) {
    case 'copy':
      return openedCopy(layer, moment);
    case 'help':
    case 'notice':
      return openedText(layer, state);
    case 'menu':
      return [
        `${clean(layer.title)}, ${countInWords(layer.items.length, 'item')}. Enter chooses, Escape closes.`,
        itemOf(layer),
      ];
    case 'confirm':
      return [...layer.question.split('\n').filter((line) => line !== ''), `Yes or no? ${answerOf(layer.yes)}`];
    case 'setup':
      return openedSetup(layer, state);
    case 'stdin':
      return ['Enter sends the line, Ctrl-D ends the input, Escape closes.'];
    default:
      return [];
  }
}

/** What is said of a layer in which something changed. */
export function changedLayer(before: Layer, after: Layer, was: ScreenState, moment: Moment): string[] {
  const is = moment.state;
  if (after.kind === 'copy' && before.kind === 'copy') return copyChange(before, after, moment);
  if (after.kind === 'help' && before.kind === 'help' && isOtherHelp(before, after)) return openedText(after, is);
  if ((after.kind === 'help' || after.kind === 'notice') && (before.kind === 'help' || before.kind === 'notice'))
    return scrolled(before, after, is);
  if (after.kind === 'menu' && before.kind === 'menu') return [itemOf(after)];
  if (after.kind === 'confirm' && before.kind === 'confirm') return [answerOf(after.yes)];
  if (after.kind === 'setup' && before.kind === 'setup') return setupChange(before, after, was, is);
  if (after.kind === 'command' && before.kind === 'command') return commandChange(before, after, is);
  return [];
}

type TextLayer = Extract<Layer, { kind: 'help' | 'notice' }>;

function openedText(layer: TextLayer, state: ScreenState): string[] {
  return [titleOf(layer, state), ...revealed(undefined, pageOf(layer, state)), ...endOf(layer, state)];
}

/** Another page of it, or what was searched for. */
function isOtherHelp(before: HelpLayer, after: HelpLayer): boolean {
  if (after.typing) return false;
  return before.typing || before.page !== after.page || before.line.text !== after.line.text;
}

const READ_ON = 'Space reads on, b goes back, the arrows go line by line';

function titleOf(layer: TextLayer, state: ScreenState): string {
  if (layer.kind === 'help')
    return `${helpTitle(layer, state)}. ${READ_ON}, Tab next page, slash searches, Escape closes.`;
  const { length } = pageOf(layer, state).lines;
  const title = clean(layer.title);
  return length <= PAGE ? `${title}. Any key closes.` : `${title}, ${length} lines. ${READ_ON}, Escape closes.`;
}

function pageOf(layer: TextLayer, state: ScreenState) {
  const lines = layer.kind === 'help' ? helpLines(layer, state) : layer.text.split('\n').map(clean);
  return pageAt(lines, layer.top, PAGE);
}

function endOf(layer: TextLayer, state: ScreenState): string[] {
  const { lines, top, height } = pageOf(layer, state);
  return lines.length > PAGE && top + height >= lines.length ? ['That was the end.'] : [];
}

function scrolled(before: TextLayer, after: TextLayer, state: ScreenState): string[] {
  // What is found while it is typed is said once it is entered.
  if (before.kind === 'help' && after.kind === 'help' && after.typing && before.top === after.top) return [];
  const page = pageOf(after, state);
  const lines = revealed(pageOf(before, state), page);
  const atEnd = page.top + page.height >= page.lines.length;
  if (lines.length === 0) return [atEnd ? 'That was the end.' : 'That is the beginning.'];
  return [...lines, ...(after.top > before.top ? endOf(after, state) : [])];
}

/** `item 2 of 9: 9 KILL`. */
function itemOf({ items, choice }: MenuLayer): string {
  return `item ${choice + 1} of ${items.length}: ${partsInWords(items[choice]?.text ?? '')}`;
}

function answerOf(yes: boolean): string {
  return yes ? 'Yes is chosen.' : 'No is chosen.';
}

/** Words that are said of a completion at most. */
const MOST_CANDIDATES = 12;

function commandChange(before: CommandLayer, after: CommandLayer, state: ScreenState): string[] {
  const { problem, cycle } = after;
  if (problem !== undefined && problem !== before.problem) return [wrongCommand(after, problem)];
  if (cycle === undefined || cycle === before.cycle) return [];
  const { candidates, choice } = cycle;
  if (choice >= 0) {
    const { text = '', note = '' } = candidates[choice] ?? {};
    const facts = [clean(text), ...keyOfCommand(after, text, state), ...(note === '' ? [] : [clean(note)])];
    return [`${choice + 1} of ${candidates.length}: ${facts.join(', ')}`];
  }
  const names = candidates.slice(0, MOST_CANDIDATES).map(({ text }) => clean(text));
  const more = candidates.length - names.length;
  const typed = cycle.line.text.slice(cycle.at);
  const begins = candidates.some(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()));
  const count = countInWords(candidates.length, begins ? 'word' : 'related word');
  const list = `${count}: ${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
  return [begins ? list : `nothing begins so; ${list}`];
}

/** The key that does the same as a command. */
function keyOfCommand({ cycle }: CommandLayer, text: string, { settings, focus }: ScreenState): string[] {
  if (cycle === undefined || cycle.line.text.slice(0, cycle.at).trim() !== '') return [];
  const id = ACTIONS.find((action) => commandName(action.id) === text)?.id;
  const [key] = id === undefined ? [] : [focus, ...PANES].flatMap((pane) => keysOf(settings.keys, id, pane));
  return key === undefined ? [] : [`key ${keyInWords(key)}`];
}

/** What is wrong, and at which word: the screen marks it by its colour. */
function wrongCommand({ line }: CommandLayer, { at, end, text }: { at: number; end: number; text: string }): string {
  const wrong = clean(line.text.slice(at, end)).trim();
  return `problem${wrong === '' ? '' : ` at ${wrong}`}: ${clean(text)}`;
}

/** What is asked for when Enter left everything as it was: what is wrong with the line, if anything. */
export function wrongLine(state: ScreenState): string[] {
  const layer = topLayer(state);
  const problem = layer?.kind === 'input' ? problemOf(layer, state.tab) : undefined;
  return problem === undefined ? [] : [`problem: ${clean(problem.text)}`];
}

/** What Tab on a line of commands finds nothing for: how the command is written. */
export function commandHelp({ line }: CommandLayer): string[] {
  const [word = ''] = line.text.trimStart().split(/\s/, 1);
  const command = findCommand(word);
  return command === undefined ? ['nothing begins so'] : [`${usage(command)}: ${command.help}`];
}
