import type { Level } from '../../../logs/line-level.ts';
import type { ActionId } from '../../input/actions/action-id.ts';
import { keyText } from '../../input/key-map.ts';
import { lineOf } from '../../input/line-edit.ts';
import type { LogChoice } from '../../log/log-choice.ts';
import { type LogSettings, overOther } from '../../log/log-state.ts';
import { logText } from '../../log/log-text.ts';
import type { LogView } from '../../log/log-view.ts';
import { linesAt, moved } from '../../log/scrolling.ts';
import { copying } from '../copy/copy-state.ts';
import type { LogPurpose, MenuItem } from '../layers/layer.ts';
import { pushed } from '../layers/layer-stack.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { refused } from '../table/row-actions.ts';
import type { Perform, View } from '../view.ts';
import { following, goneTo, pausedAt, sought, withLog } from './log-places.ts';

/** What keys do in the log pane. */
export const LOG_ACTIONS = {
  logOfAll: (state) => ({ state: { ...chosen(state, nextChoice(state)), focus: state.focus } }),
  logSource: (state) => ({ state: pushed(state, sourceMenu(state)) }),
  resumeLog: (state) => ({ state: following(state) }),
  logFilterIn: (state) => ({ state: asked(state, 'logIn', state.log.filters.in) }),
  logFilterOut: (state) => ({ state: asked(state, 'logOut', state.log.filters.out) }),
  logFilters: flippedFilters,
  logLevel: (state) => levelled(state),
  logContextMore: (state) => contextBy(state, 1),
  logContextLess: (state) => contextBy(state, -1),
  nextError: (state) => ({ state: sought(state, { kind: 'error', direction: 1 }) }),
  previousError: (state) => ({ state: sought(state, { kind: 'error', direction: -1 }) }),
  logTail: (state) => ({ state: following(withLog(state, { window: undefined })) }),
  logHead: (state, { log }) => ({ state: atHead(withLog(state, { window: undefined }), log) }),
  logMinute: (state) => within(state, 1),
  log5Minutes: (state) => within(state, 5),
  log15Minutes: (state) => within(state, 15),
  log30Minutes: (state) => within(state, 30),
  logHour: (state) => within(state, 60),
  logStamps: (state, view) => stamped(state, view),
  logWrap: (state) => set(state, { wrap: !state.settings.log.wrap }, state.settings.log.wrap ? 'cut' : 'wrapped'),
  logWriters: (state) => {
    const { writers } = state.settings.log;
    return set(state, { writers: !writers }, writers ? 'without who wrote a line' : 'with who wrote a line');
  },
  logJson: (state) => {
    const json = NEXT_JSON[state.settings.log.json];
    return set(state, { json }, JSON_TEXTS[json]);
  },
  logMark: (state, { log, live }) => marked(state, log, live.time),
  nextMark: (state, { log }) => toMark(state, log, 1),
  previousMark: (state, { log }) => toMark(state, log, -1),
  copyMode: (state, { log }) =>
    log === undefined || log.look.count === 0
      ? refused(state, 'there is nothing to copy')
      : { state: copying(state, log) },
  logClear: (state, { log }) => cleared(state, log),
  exportLog: (state) => ({ state: asked(state, 'logExport', 'wasitop-log.txt') }),
  pipeLog: (state) => ({ state: asked(state, 'pipe', '') }),
} satisfies Partial<Record<ActionId, Perform>>;

function asked(state: ScreenState, purpose: LogPurpose, text: string): ScreenState {
  return pushed(state, { kind: 'input', purpose, line: lineOf(text), before: text });
}

/** Shows the lines of others, from their end. */
export function chosen(state: ScreenState, choice: LogChoice): ScreenState {
  const files = choice.kind === 'files' ? choice.patterns : state.log.files;
  return { ...state, focus: 'log', log: { ...overOther(state.log), choice, files } };
}

/** From the selected task to those that are tagged, if any are, and to all. */
function nextChoice({ log: { choice }, tables }: ScreenState): LogChoice {
  if (choice.kind === 'all') return { kind: 'selected' };
  return choice.kind === 'selected' && tables.tasks.tags.size > 0 ? { kind: 'tagged' } : { kind: 'all' };
}

const SOURCES: readonly MenuItem[] = [
  { value: 'selected', text: 'the selected task' },
  { value: 'tagged', text: 'the tagged tasks' },
  { value: 'all', text: 'all tasks' },
  { value: 'kernel', text: 'wasitop itself' },
];

function sourceMenu({ log: { choice, files } }: ScreenState): Parameters<typeof pushed>[1] {
  const items = files.length === 0 ? SOURCES : [...SOURCES, { value: 'files', text: `files: ${files.join(' ')}` }];
  const at = items.findIndex(({ value }) => value === choice.kind);
  return {
    kind: 'menu',
    title: 'Log of (files: :tail FILE)',
    items,
    choice: Math.max(0, at),
    purpose: { kind: 'log' },
  };
}

/** What the menu of sources has as a value. */
export function choiceNamed({ log: { files } }: ScreenState, name: string): LogChoice {
  if (name === 'files') return { kind: 'files', patterns: files };
  return name === 'tagged' || name === 'all' || name === 'kernel' ? { kind: name } : { kind: 'selected' };
}

function said(state: ScreenState, text: string): Update {
  return { state: { ...state, message: { text, bad: false } } };
}

function flippedFilters(state: ScreenState): Update {
  const { filters } = state.log;
  if (filters.in === '' && filters.out === '') return refused(state, 'there are no filters of the log');
  const next = withLog(state, { filters: { ...filters, on: !filters.on } });
  return said(next, filters.on ? 'filters are off' : 'filters are on');
}

const NEXT_LEVELS: readonly (Level | undefined)[] = [undefined, 'debug', 'info', 'warn', 'error'];

function levelled(state: ScreenState): Update {
  const level = NEXT_LEVELS[(NEXT_LEVELS.indexOf(state.log.level) + 1) % NEXT_LEVELS.length];
  return said(withLog(state, { level }), level === undefined ? 'lines of every level' : `lines from ${level} on`);
}

const MOST_CONTEXT = 100;

function contextBy(state: ScreenState, step: 1 | -1): Update {
  const context = Math.max(0, Math.min(MOST_CONTEXT, state.settings.log.context + step));
  return set(state, { context }, `${context} ${context === 1 ? 'line' : 'lines'} around each that passes a filter`);
}

function within(state: ScreenState, minutes: number): Update {
  const text = minutes === 60 ? 'the last hour' : minutes === 1 ? 'the last minute' : `the last ${minutes} minutes`;
  return said(following(withLog(state, { window: minutes })), text);
}

function atHead(state: ScreenState, log: LogView | undefined): ScreenState {
  return log === undefined ? state : pausedAt(state, log, { number: log.look.source.first, row: 0 });
}

function set(state: ScreenState, change: Partial<LogSettings>, text: string): Update {
  const { settings } = state;
  return said({ ...state, settings: { ...settings, log: { ...settings.log, ...change } } }, text);
}

const NEXT_STAMPS = { off: 'clock', clock: 'relative', relative: 'off' } as const;
const STAMP_TEXTS = { off: 'no times', clock: 'times of day', relative: 'how long ago' } as const;

/** From what is shown to the next way. */
function stamped(state: ScreenState, { log }: View): Update {
  const next = NEXT_STAMPS[log?.format.stamps ?? 'off'];
  // What is usual for this log is no choice for all others.
  const stamps = next === log?.format.usualStamps ? 'auto' : next;
  return set(state, { stamps }, STAMP_TEXTS[next]);
}

const NEXT_JSON = { off: 'line', line: 'fields', fields: 'off' } as const;
const JSON_TEXTS = { off: 'JSON as it is', line: 'JSON as one readable line', fields: 'JSON field by field' } as const;

/** Marks the last line on the screen, or unmarks it. */
function marked(state: ScreenState, log: LogView | undefined, now: number): Update {
  const line = log && linesAt(log.look, log.format, log.top, log.height).at(-1)?.line;
  if (log === undefined || line === undefined) return refused(state, 'there is no line to mark');
  const marks = new Map(state.log.marks);
  if (!marks.delete(line.number)) marks.set(line.number, now);
  // The mark stands below its line: where the log stands still, it moves up to show it.
  const shown = withLog(state, { marks });
  const height = marks.has(line.number) && state.log.top !== undefined && !state.linear ? 1 : 0;
  const top = moved(log.look, { ...log.format, marks }, log.top, height, log.height);
  return { state: state.log.top === undefined ? shown : pausedAt(shown, log, top) };
}

function toMark(state: ScreenState, log: LogView | undefined, direction: 1 | -1): Update {
  if (log === undefined) return { state };
  const marks = [...state.log.marks.keys()].filter((number) => log.look.has(number)).sort((a, b) => a - b);
  const from = state.log.current ?? log.top.number;
  const next =
    direction > 0
      ? (marks.find((number) => number > from) ?? marks[0])
      : (marks.findLast((number) => number < from) ?? marks.at(-1));
  if (next !== undefined) return { state: goneTo(state, log, next) };
  return refused(state, `there are no marks: ${keyText(state.settings.keys, 'logMark', 'log')} makes one`);
}

/** What there is goes out of sight; once more brings it back. */
function cleared(state: ScreenState, log: LogView | undefined): Update {
  if (state.log.clearedTo !== undefined) return said(withLog(state, { clearedTo: undefined }), 'all lines are back');
  const clearedTo = log?.look.source.next ?? 0;
  const key = keyText(state.settings.keys, 'logClear', 'log');
  return said(following(withLog(state, { clearedTo })), `cleared; ${key} brings the lines back`);
}

/** The lines that are shown go to a file, or to a program. */
export function textOfLog({ log }: View): () => Iterable<string> {
  return () => (log === undefined ? [] : logText(log));
}
