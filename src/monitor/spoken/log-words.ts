import type { LogLine } from '../../logs/log-line.ts';
import { NO_LOG } from '../../logs/no-log.ts';
import { lineText } from '../draw/log/line-text.ts';
import { selectedText } from '../draw/log/log-title.ts';
import { clean } from '../draw/text.ts';
import { LogLook } from '../log/log-look.ts';
import type { LogFilters } from '../log/log-state.ts';
import type { LogView } from '../log/log-view.ts';
import { linesAt } from '../log/scrolling.ts';
import type { View } from '../state/view.ts';
import { keySaid } from './key-words.ts';
import type { Moment } from './moment.ts';
import { nameInWords } from './row-words.ts';
import { clockInWords, countInWords, secondsInWords } from './unit-words.ts';

/** Letters of one line that are said. */
const MOST_LETTERS = 1_000;

const NOTHING = new LogLook(NO_LOG);

/** The lines that are shown of a log; none where there is no log. */
export function lookOf({ log }: View): LogLook {
  return log?.look ?? NOTHING;
}

/** The lines that are in sight. */
export function linesInSight({ log }: View): LogLine[] {
  return log === undefined ? [] : linesAt(log.look, log.format, log.top, log.height).map(({ line }) => line);
}

/** `7 weblog: GET /`; what comes from standard error or from wasitop itself says so, and what is marked too. */
export function logLineInWords(line: LogLine, { state, view: { log } }: Moment): string {
  if (log === undefined) return '';
  const { format } = log;
  const label = line.writer === undefined ? '' : clean(format.label(line.writer) ?? '');
  const parts = [
    ...(state.log.marks.has(line.number) ? ['marked'] : []),
    ...timeInWords(line, log),
    ...(label === '' ? [] : [label]),
    ...(line.stream === 2 ? ['error output'] : []),
    ...(line.stream === 0 && label !== 'wasitop' ? ['wasitop'] : []),
    clean(lineText(line, format).slice(0, MOST_LETTERS)),
  ];
  return parts.join(': ');
}

/** When it was written, where somebody wants to know. */
function timeInWords(line: LogLine, { format }: LogView): string[] {
  const time = format.timeOf(line);
  if (format.stamps === 'clock') return [clockInWords(time)];
  if (format.stamps === 'off') return [];
  return [`${secondsInWords(Math.max(0, Math.floor((format.now - time) / 1_000)))} ago`];
}

/** `Log of spin, PID 7, 120 lines, following`, and what lines have to be like to be among them. */
export function logInWords(moment: Moment): string {
  const { look } = moment.view.log ?? {};
  if (look === undefined || look.source === NO_LOG) return `Log of nothing: ${noLogText(moment)}`;
  return [whoseInWords(moment), amountInWords(moment), ...conditions(moment), modeInWords(moment)].join(', ');
}

function noLogText({ state }: Moment): string {
  if (state.tab === 'host') return 'only tasks have one';
  return state.log.choice.kind === 'tagged' ? 'no task is tagged' : 'no task is selected';
}

/** `Log of spin, PID 7`, `Tail: /var/log/syslog`. */
export function whoseInWords({ state, view }: Moment): string {
  const { selected, log } = view;
  if (state.log.choice.kind === 'selected' && selected !== undefined) return `Log of ${nameInWords(selected)}`;
  if (log === undefined) return 'Log';
  return log.missing === '' ? log.title : `${log.title}, ${log.missing}`;
}

/** `120 lines`, `5 of 120 lines pass`. */
export function amountInWords({ view: { log } }: Moment): string {
  if (log === undefined) return 'no lines';
  const { look, hidden, progress } = log;
  if (progress < 1) return `${Math.floor(progress * 100)} percent looked through`;
  if (hidden === 0) return countInWords(look.count, 'line');
  return `${look.count} of ${countInWords(look.count + hidden, 'line')} ${look.count === 1 ? 'passes' : 'pass'}`;
}

/** `following`, `paused with 3 new lines, capital G follows`, `3 lines selected`. */
export function modeInWords({ state, view: { log } }: Moment): string {
  const { top, pausedAt } = state.log;
  if (log?.copy !== undefined) return selectedText(log.copy, log.look);
  if (top === undefined || log === undefined) return 'following';
  const fresh = log.look.count - log.look.indexOf(pausedAt);
  const news = fresh === 0 ? 'nothing new' : countInWords(fresh, 'new line');
  return `paused with ${news}, ${keySaid(state.settings.keys, 'resumeLog', 'log')} follows`;
}

/** What a line has to be like to be read, and what is searched for. */
export function conditions({ state, view }: Moment): string[] {
  const { window, level, clearedTo, filters, search } = state.log;
  return [
    ...(window === undefined ? [] : [`of the last ${countInWords(window, 'minute')}`]),
    ...(level === undefined ? [] : [`from ${level} on`]),
    ...(clearedTo === undefined ? [] : ['cleared before']),
    ...filtersInWords(filters),
    ...(search === '' || view.log?.matches === undefined ? [] : [matchesInWords(view.log)]),
  ];
}

/** What has to be in a line, and what may not be. */
export function filtersInWords({ in: wanted, out, on }: LogFilters): string[] {
  const off = on ? '' : ', which is off';
  return [
    ...(wanted === '' ? [] : [`with ${clean(wanted)}${off}`]),
    ...(out === '' ? [] : [`without ${clean(out)}${off}`]),
  ];
}

/** `12 lines match`. */
export function matchesInWords({ matches, look }: LogView): string {
  const count = matches?.taken.count ?? 0;
  const least = matches?.complete === false && look.count > 0 ? 'at least ' : '';
  return `${least}${countInWords(count, 'line')} ${count === 1 ? 'matches' : 'match'}`;
}

/** What was written last: who types to a task wants to know what it asks. */
export function lastLine(moment: Moment): string[] {
  const look = lookOf(moment.view);
  return look.lines(look.count - 1, 1).map((line) => `it wrote last: ${logLineInWords(line, moment)}`);
}
