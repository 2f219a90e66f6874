import type { LogLine } from '../../logs/log-line.ts';
import type { LogState } from '../log/log-state.ts';
import type { LogView } from '../log/log-view.ts';
import { copyOf } from '../state/copy/copy-state.ts';
import {
  amountInWords,
  conditions,
  linesInSight,
  logInWords,
  logLineInWords,
  lookOf,
  matchesInWords,
  modeInWords,
} from './log-words.ts';
import type { Moment } from './moment.ts';

/** Whose log it is and how much, then the lines in sight. */
export function wholeLog(moment: Moment): string[] {
  return [logInWords(moment), ...linesInSight(moment.view).map((line) => logLineInWords(line, moment))];
}

/** What a key changed in the log; with a cursor in it, the cursor tells. */
export function logChange(before: Moment, after: Moment): string[] {
  const [was, is] = [before.state.log, after.state.log];
  if (copyOf(after.state) !== undefined) return [];
  if (copyOf(before.state) !== undefined) return is.top === was.top ? [] : [modeInWords(after)];
  if (isOtherLog(before, after)) return wholeLog(after);
  const soughtNow = is.seeking !== undefined && was.seeking === undefined;
  return [
    ...passingChange(before, after),
    ...markChange(was, is, after),
    ...(was.search !== '' && is.search === '' ? ['no search of the log'] : []),
    ...(was.search !== is.search && is.search !== '' && !soughtNow ? countOfMatches(after) : []),
    ...(soughtNow ? ['looking through the log'] : []),
    ...placeChange(before, after),
  ];
}

/** What was looked for when a key was pressed, and is found by now. */
export function logAnswers(before: Moment, after: Moment): string[] {
  const [was, is] = [before.state.log, after.state.log];
  if (after.state.focus !== 'log' || copyOf(after.state) !== undefined || isOtherLog(before, after)) return [];
  const passes = (before.view.log?.progress ?? 1) < 1 && after.view.log?.progress === 1;
  const found = was.seeking !== undefined && is.seeking === undefined;
  return [
    ...(passes ? [amountInWords(after)] : []),
    ...(found && was.seeking.kind === 'match' ? countOfMatches(after) : []),
    ...(found ? placeChange(before, after) : []),
  ];
}

/** Another log, or the same one from a beginning. */
export function isOtherLog({ state: before, view: was }: Moment, { state: after, view: is }: Moment): boolean {
  return before.log.choice !== after.log.choice || lookOf(was).source !== lookOf(is).source;
}

/** Other lines of it are shown. */
export function isOtherLook(was: LogState, is: LogState): boolean {
  const keys = ['filters', 'level', 'window', 'clearedTo'] as const;
  return keys.some((key) => was[key] !== is[key]);
}

function passingChange(before: Moment, after: Moment): string[] {
  const context = before.state.settings.log.context !== after.state.settings.log.context;
  if (!context && !isOtherLook(before.state.log, after.state.log)) return [];
  // What is searched for is no news here.
  const { log, ...rest } = after.state;
  const told = conditions({ ...after, state: { ...rest, log: { ...log, search: '' } } });
  return [[amountInWords(after), ...told].join(', ')];
}

function markChange(was: LogState, is: LogState, after: Moment): string[] {
  if (was.marks === is.marks) return [];
  const added = [...is.marks.keys()].find((number) => !was.marks.has(number));
  if (added === undefined) return ['the mark is gone'];
  const look = lookOf(after.view);
  return look.lines(look.indexOf(added), 1).map((line) => logLineInWords(line, after));
}

function countOfMatches({ view: { log } }: Moment): string[] {
  return log?.matches === undefined ? [] : [matchesInWords(log)];
}

/** Where it is now: following or not, and the lines that came into sight, with a word before the one that was gone to. */
function placeChange(before: Moment, after: Moment): string[] {
  const [was, is] = [before.state.log, after.state.log];
  const stands = (log: LogState) => log.top !== undefined;
  const mode = stands(was) === stands(is) ? [] : [stands(is) ? 'log paused' : 'following'];
  const gone = wentTo(before, after) ? is.current : undefined;
  if (gone === undefined && was.top === is.top) return mode;
  const seen = new Set(linesInSight(before.view).map(({ number }) => number));
  const lines = linesInSight(after.view).filter(({ number }) => number === gone || !seen.has(number));
  return [
    ...mode,
    ...lines.map((line) => `${line.number === gone ? placeWord(line, after) : ''}${logLineInWords(line, after)}`),
  ];
}

/** Whether a line was gone to; round the end that may be the one that was there before. */
function wentTo({ state: before }: Moment, { state: after }: Moment): boolean {
  const [was, is] = [before.log, after.log];
  const { message } = after;
  if (is.current === undefined || is.seeking !== undefined || message?.bad === true) return false;
  if (is.current !== was.current || was.seeking !== undefined) return true;
  const told = message !== undefined && message !== before.message;
  return told && was !== is && was.marks === is.marks && !isOtherLook(was, is);
}

/** `match: `: what a line is that was gone to; it may be more than one thing. */
function placeWord({ number }: LogLine, { state, view: { log } }: Moment): string {
  const words = [
    // A line that is marked says so itself.
    ...(state.log.search !== '' && has(log?.matches, number) ? ['match: '] : []),
    ...(has(log?.errors, number) ? ['error: '] : []),
  ];
  return words.join('');
}

function has(index: LogView['matches'], number: number): boolean {
  const { taken } = index ?? {};
  return taken !== undefined && taken.at(taken.indexOf(number)) === number;
}
