import { keyText } from '../../input/key-map.ts';
import { matchBeside, matchIn } from '../../log/cursor-moves.ts';
import type { LogPlace, LogState, Seeking } from '../../log/log-state.ts';
import type { LogView } from '../../log/log-view.ts';
import { isBefore, lastPlace, linesAt, moved } from '../../log/scrolling.ts';
import { copyOf, withCursor } from '../copy/copy-state.ts';
import type { ScreenState } from '../screen-state.ts';
import type { View } from '../view.ts';

/** The same screen with something else in its log pane. */
export function withLog(state: ScreenState, change: Partial<LogState>): ScreenState {
  return { ...state, log: { ...state.log, ...change } };
}

/** Follows what is written. */
export function following(state: ScreenState): ScreenState {
  return withLog(state, { top: undefined, current: undefined, seeking: undefined });
}

/** Lets the log stand at a place; what is written from now on is new. */
export function pausedAt(state: ScreenState, view: LogView, top: LogPlace): ScreenState {
  const since = state.log.top === undefined ? view.look.source.next : state.log.pausedAt;
  return withLog(state, { top, pausedAt: since });
}

/** Scrolls by rows. Up pauses, where there is anything above; reaching the end follows again. */
export function scrollLog(state: ScreenState, { log }: View, rows: number): ScreenState {
  if (log === undefined) return state;
  if (!log.isThrough) return { ...state, message: { text: 'the log is being looked through', bad: false } };
  const { look, format, height } = log;
  const last = lastPlace(look, format, height);
  if (rows === Number.POSITIVE_INFINITY) return following(state);
  const top = rows === Number.NEGATIVE_INFINITY ? firstOf(log) : moved(look, format, log.top, rows, height);
  if (!isBefore(top, last) && (rows > 0 || !isBefore(firstOf(log), last))) return following(state);
  return pausedAt(state, log, top);
}

function firstOf({ look }: LogView): LogPlace {
  return { number: look.numberAt(0), row: 0 };
}

/** Goes to a line, with some lines before it in sight, unless they are read aloud before it; where it is on the screen already, nothing moves. */
export function goneTo(state: ScreenState, log: LogView, number: number): ScreenState {
  const { look, format, height, top } = log;
  const seen = linesAt(look, format, top, height).some(({ line }) => line.number === number);
  const before = { number, row: 0 };
  const above = state.linear ? 0 : Math.floor(height / 3);
  const place = seen ? top : moved(look, format, before, -above, height);
  return withLog(pausedAt(state, log, place), { current: number, seeking: undefined });
}

/** Goes to the next line with what is searched for, or with an error, as soon as that is known. */
export function sought(state: ScreenState, seeking: Seeking): ScreenState {
  return withLog(state, { seeking });
}

/** What was sought is gone to, once the log is looked through. */
export function found(state: ScreenState, { log }: View): ScreenState {
  const { seeking, search } = state.log;
  if (seeking === undefined || log === undefined) return state;
  const index = seeking.kind === 'match' ? log.matches : log.errors;
  if (index?.isThrough !== true || !log.isThrough) return state;
  const what = seeking.kind === 'match' ? search : 'an error';
  const copy = copyOf(state);
  const beside = copy && seeking.kind === 'match' ? matchBeside(log, copy.cursor, seeking.direction) : undefined;
  if (beside !== undefined) return withCursor(withLog(state, { seeking: undefined }), beside);
  const from = copy?.cursor.number ?? state.log.current ?? startOf(log, state.log.top === undefined, seeking.direction);
  const hit = nextShown(log, index.taken, from, seeking.direction);
  const quiet = withLog(state, { seeking: undefined });
  if (hit === undefined) return { ...quiet, message: { text: missText(state, what, index.taken.count), bad: true } };
  const wrapped = seeking.direction > 0 ? hit <= from : hit >= from;
  const text = seeking.direction > 0 ? 'from the top again' : 'from the end again';
  const message = wrapped && state.log.current !== undefined ? { text, bad: false } : state.message;
  const there = { ...goneTo(quiet, log, hit), message };
  return copy === undefined ? there : withCursor(there, matchIn(log, hit, seeking.direction));
}

/** Why there is nothing to go to. */
function missText({ settings }: ScreenState, what: string, hidden: number): string {
  if (hidden === 0) return `not found: ${what}`;
  const key = keyText(settings.keys, 'logFilters', 'log');
  return `${what} stands only in lines that are not shown: ${key} switches filters off`;
}

/** Where looking begins: before the first line on the screen, or behind the last one where the log follows. */
function startOf({ look, format, top, height }: LogView, follows: boolean, direction: 1 | -1): number {
  const lines = linesAt(look, format, top, height);
  if (follows && direction < 0) return (lines.at(-1)?.line.number ?? 0) + 1;
  return direction > 0 ? (lines[0]?.line.number ?? 0) - 1 : (lines[0]?.line.number ?? 0);
}

/** The next of the numbers that is shown, round the end. */
function nextShown(
  { look }: LogView,
  numbers: { readonly count: number; at(index: number): number | undefined; indexOf(number: number): number },
  from: number,
  direction: 1 | -1,
): number | undefined {
  const { count } = numbers;
  const start = direction > 0 ? numbers.indexOf(from + 1) : numbers.indexOf(from) - 1;
  for (let step = 0; step < count; step++) {
    const number = numbers.at((((start + direction * step) % count) + count) % count);
    if (number !== undefined && look.has(number)) return number;
  }
  return undefined;
}
