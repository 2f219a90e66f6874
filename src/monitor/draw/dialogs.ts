import { completionsAt } from '../commands/complete.ts';
import { contextOf } from '../commands/execute.ts';
import { findCommand } from '../commands/registry.ts';
import { usage } from '../commands/resolve.ts';
import { completeFilter } from '../filter/complete.ts';
import { PANES } from '../input/actions/action.ts';
import { commandName } from '../input/actions/action-id.ts';
import { ACTIONS } from '../input/actions/registry.ts';
import { keysOf } from '../input/key-map.ts';
import { keyName } from '../input/key-names.ts';
import { unitsBefore } from '../input/line-edit.ts';
import { regexProblem } from '../log/regex-problem.ts';
import type { Candidate } from '../state/candidate.ts';
import type {
  CommandLayer,
  ConfirmLayer,
  InputLayer,
  MenuLayer,
  NoticeLayer,
  SetupLayer,
} from '../state/layers/layer.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { SETUP_PAGES } from '../state/setup/setup-layer.ts';
import type { View } from '../state/view.ts';
import { FIELDS, filterOf, isFilter } from '../table/filtering.ts';
import type { Box } from './box.ts';
import { fitTo, widthOf, wrap } from './text.ts';

const MIDDLE = { at: 'middle', choice: -1 } as const;
const BOTTOM = { at: 'bottom', choice: -1 } as const;

type ScreenSize = Pick<ScreenState, 'columns' | 'rows'>;

export function menuBox({ title, items, choice }: MenuLayer): Box {
  return { ...MIDDLE, title, texts: items.map(({ text }) => text), choice };
}

export function confirmBox({ question, yes }: ConfirmLayer, { columns, rows }: ScreenSize): Box {
  return { ...MIDDLE, title: 'Confirm', texts: [...linesOf(question, columns, rows - 7), '', choices(yes)] };
}

export function noticeBox({ title, text, top }: NoticeLayer, { columns }: Pick<ScreenSize, 'columns'>): Box {
  return { ...MIDDLE, title: `${title}: arrows scroll, any other key closes`, texts: wrapped(text, columns), top };
}

/** Above a line that goes to a task. */
export const STDIN_BOX: Box = {
  ...BOTTOM,
  title: 'Input',
  texts: ['Enter sends the line. Ctrl-D ends the input. Esc closes.'],
};

/** Above what is typed: what is wrong with it, or what may come next. */
export function inputBox(layer: InputLayer, state: ScreenState): Box | undefined {
  return layer.purpose === 'filter' ? filterBox(layer, state) : regexBox(layer, state);
}

/** A message that the last line has no room for. It takes no keys: the next one makes it go. */
export function messageBox({ message, columns: width }: ScreenState): Box | undefined {
  if (message === undefined || (widthOf(message.text) <= width && !message.text.includes('\n'))) return undefined;
  return { ...BOTTOM, title: message.bad ? 'Problem' : 'Note', texts: wrapped(message.text, width) };
}

function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrap(line, width - 8));
}

/** A text as lines; of one that is too long the beginning, and how much there is beside. */
function linesOf(text: string, width: number, most: number): string[] {
  const lines = wrapped(text, width);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `... and ${lines.length - most + 1} lines more`];
}

const YES_WIDTH = 8;
const CANCEL_WIDTH = 12;

function choices(yes: boolean): string {
  return `${(yes ? '[ Yes ]' : '  Yes').padEnd(YES_WIDTH)} ${(yes ? '  Cancel' : '[ Cancel ]').padEnd(CANCEL_WIDTH)} y, n, Enter`;
}

/** The answer that stands at a column of the line with both; undefined for none. */
export function answerAt(column: number): 'yes' | 'no' | undefined {
  if (column < YES_WIDTH) return 'yes';
  return column > YES_WIDTH && column < YES_WIDTH + CANCEL_WIDTH ? 'no' : undefined;
}

/** Columns of the longest text and value on a page. */
const SETUP_TEXT = 52;
const SETUP_VALUE = 14;

export function setupBox({ page: number, item }: SetupLayer, state: ScreenState): Box | undefined {
  const page = SETUP_PAGES[number];
  if (page === undefined) return undefined;
  const wide = Math.max(20, Math.min(SETUP_TEXT, state.columns - SETUP_VALUE - 14));
  const texts = page.items(state).map(({ on, text, value }) => {
    const mark = on === undefined ? '   ' : on ? '[x]' : '[ ]';
    return `${mark} ${fitTo(text, wide)} ${fitTo(value, SETUP_VALUE)}`;
  });
  const title = `Setup ${number + 1}/${SETUP_PAGES.length}: ${page.title}`;
  return { ...MIDDLE, title, texts, choice: item, most: state.rows - 6 };
}

/** Columns of a candidate before its note, and the candidates that are seen at a time. */
const CANDIDATE = 14;
const MOST_CANDIDATES = 10;

function candidateTexts(candidates: readonly { readonly text: string; readonly note: string }[]): string[] {
  return candidates.map(({ text, note }) =>
    note === '' ? text : `${fitTo(text, Math.max(CANDIDATE, widthOf(text)))} ${note}`,
  );
}

/** Columns of the longest command name, and of keys. */
const NAME = 16;
const KEYS = 10;

/** Commands, each with the keys that do the same. */
function paletteTexts(candidates: readonly Candidate[], { settings, focus }: ScreenState): string[] {
  return candidates.map(({ text, note }) => {
    const id = ACTIONS.find((action) => commandName(action.id) === text)?.id;
    const keys = id === undefined ? [] : [focus, ...PANES].map((pane) => keysOf(settings.keys, id, pane));
    const own = keys.find((list) => list.length > 0) ?? [];
    return `${fitTo(text, NAME)} ${fitTo(own.map(keyName).join(' '), KEYS)} ${note}`;
  });
}

function mostOf({ rows }: ScreenState): number {
  return Math.min(MOST_CANDIDATES, Math.max(1, Math.floor(rows / 2)));
}

/** Above the command line: what is wrong with it, or what may come next. */
export function commandBox(layer: CommandLayer, view: View, state: ScreenState): Box | undefined {
  const { line, problem, cycle } = layer;
  const [word = ''] = line.text.trimStart().split(/\s/, 1);
  const command = findCommand(word);
  const title = command === undefined ? 'Commands' : usage(command);
  if (problem !== undefined) return { ...BOTTOM, title, texts: wrap(problem.text, state.columns - 8) };
  if (layer.search !== undefined) return undefined;
  const { at, candidates, related } = completionsAt(line, contextOf(state, view));
  const shown = cycle?.candidates ?? [...candidates, ...related];
  const isFirst = line.text.slice(0, cycle?.at ?? at).trim() === '';
  const texts = isFirst ? paletteTexts(shown, state) : candidateTexts(shown);
  if (texts.length > 0) return { ...BOTTOM, title, texts, choice: cycle?.choice ?? -1, most: mostOf(state) };
  return command === undefined ? undefined : { ...BOTTOM, title, texts: [command.help] };
}

/** Above a regular expression: what is wrong with it. */
function regexBox({ purpose, line }: InputLayer, { columns }: ScreenState): Box | undefined {
  const problem = regexProblem(purpose, line.text);
  return problem && { ...BOTTOM, title: 'Regular expression', texts: wrap(problem.text, columns - 8) };
}

/** Above a filter: what is wrong with it, or what may come next. */
function filterBox({ line }: InputLayer, state: ScreenState): Box | undefined {
  const parsed = filterOf(state.tab, line.text);
  const { candidates } = completeFilter(line.text, unitsBefore(line), FIELDS[state.tab]);
  const texts = candidateTexts(candidates);
  const problem = isFilter(parsed) || line.text.trim() === '' ? [] : wrap(parsed.text, state.columns - 8);
  if (problem.length === 0 && texts.length === 0) return undefined;
  const title = problem.length === 0 ? 'Filter: words, /regex/, cpu>5 and user=root, not, ( )' : 'Filter';
  return { ...BOTTOM, title, texts: [...problem, ...texts], most: mostOf(state) };
}
