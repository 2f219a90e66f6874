import type { LogLine } from '../../logs/log-line.ts';
import { clean } from '../draw/text.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';
import { countInWords } from './unit-words.ts';

/** Letters of one line that are said. */
const MOST_LETTERS = 1_000;

/** The log of a view, by the numbers of its lines: all that is said of logs is asked for here. */
export interface SpokenLog {
  readonly first: number;
  readonly next: number;
  lines(from: number, to: number): readonly LogLine[];
}

export function spokenLog({ log }: View): SpokenLog {
  const first = log[0]?.number ?? 0;
  const next = first + log.length;
  return { first, next, lines: (from, to) => log.slice(Math.max(0, from - first), Math.max(0, to - first)) };
}

/** The numbers of the lines that are in sight. */
export function logPage({ logTop, log, layout }: View): { readonly from: number; readonly to: number } {
  const from = (log[0]?.number ?? 0) + logTop;
  return { from, to: from + Math.max(1, layout.log - 1) };
}

/** `weblog 7: GET /`; what comes from standard error or from wasitop itself says so. */
export function logLineInWords({ text, stream, writer }: LogLine, { live }: View): string {
  const name =
    writer === undefined ? '' : `${clean(live.tasks.find(({ pid }) => pid === writer)?.name ?? '')} ${writer}: `;
  return `${name}${STREAMS[stream]}${clean(text.slice(0, MOST_LETTERS))}`;
}

const STREAMS: Readonly<Record<LogLine['stream'], string>> = { 0: 'wasitop: ', 1: '', 2: 'error output: ' };

/** `Log of spin, PID 7, 120 lines, following`. */
export function logInWords({ logOfAll, logTop }: ScreenState, view: View): string {
  const { first, next } = spokenLog(view);
  const { selected } = view;
  if (!logOfAll && selected === undefined) return 'Log of nothing: no task is selected';
  const whose = logOfAll || selected === undefined ? 'all tasks' : `${clean(selected.name)}, PID ${selected.pid}`;
  return `Log of ${whose}, ${countInWords(next - first, 'line')}, ${logTop === undefined ? 'following' : 'paused: capital G follows'}`;
}

/** The lines that came into sight; with another log before, or none, all that are. */
export function revealedLines(before: View | undefined, after: View): string[] {
  const page = logPage(after);
  const was = before && logPage(before);
  return spokenLog(after)
    .lines(page.from, page.to)
    .filter(({ number }) => was === undefined || number < was.from || number >= was.to)
    .map((line) => logLineInWords(line, after));
}

/** What was written last: who types to a task wants to know what it asks. */
export function lastLine(view: View): string[] {
  const { next, lines } = spokenLog(view);
  return lines(next - 1, next).map((line) => `it wrote last: ${logLineInWords(line, view)}`);
}
