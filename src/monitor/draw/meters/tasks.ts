import { formatWhole } from '../format.ts';
import type { HeaderView } from '../header-view.ts';
import { type Span, span } from '../spans.ts';
import { widthOf } from '../text.ts';
import type { Role } from '../theme.ts';
import { factLine, factRoom, type Meter } from './meter.ts';
import { unitText } from './self.ts';

/** States as the state column has them, and what they are called. */
type States = readonly (readonly [letter: string, word: string, role: Role])[];

const TASK_STATES: States = [
  ['R', 'running', 'good'],
  ['S', 'sleeping', 'plain'],
  ['T', 'paused', 'warn'],
  ['N', 'starting', 'plain'],
  ['Z', 'ended', 'dim'],
];

/** The kernel's letters; what is blocked waits for a disk or a driver, `t` stops for a debugger, `X` is about to vanish. */
const PROCESS_STATES: States = [
  ['R', 'running', 'good'],
  ['D', 'blocked', 'warn'],
  ['T', 'stopped', 'warn'],
  ['t', 'traced', 'warn'],
  ['Z', 'ended', 'dim'],
  ['S', 'sleeping', 'plain'],
  ['I', 'idle', 'dim'],
];

/** How many there are, by state: wasm tasks, or the host's processes with their threads and the kernel's apart. */
export const TASKS: Meter = {
  title: 'Tasks by state',
  modes: ['text'],
  lines: (view, place, theme) => {
    const isHost = view.tab === 'host';
    const name = isHost ? 'Procs' : 'Tasks';
    const room = factRoom(place, name);
    const ways = isHost ? hostTexts(view) : taskTexts(view);
    const fits = (spans: readonly Span[]) => widthOf(spans.map(({ text }) => text).join('')) <= room;
    return [factLine(name, ways.find(fits) ?? ways.at(-1) ?? [], place, theme)];
  },
};

/** The longest first. */
function taskTexts(view: HeaderView): Span[][] {
  const { tasks } = view.snapshot;
  const counts = countStates(tasks);
  const all = span(`${tasks.length}`, 'key');
  const words = [all, ...stateSpans(TASK_STATES, counts, '  ', true)];
  const letters = [all, ...stateSpans(TASK_STATES, counts, '  ', false)];
  return [...unitSpans(view, '  ', words), words, ...unitSpans(view, '  ', letters), letters];
}

/** The longest first. What most processes are, asleep, is the first that is left out. */
function hostTexts(view: HeaderView): Span[][] {
  if (view.snapshot.host.isBeginning) return [[span('reading ...', 'dim')]];
  const { processes, threads, kernel, states } = countProcesses(view.snapshot.host?.rows ?? []);
  const shortened = PROCESS_STATES.filter(([letter]) => letter !== 'S' && letter !== 'I');
  const counted = (count: number, word: string, separator: string) =>
    count === 0 ? [] : [span(`${separator}${formatWhole(count)} ${count === 1 ? word.replace(/s$/, '') : word}`)];
  const all = [span(formatWhole(processes), 'key'), span(processes === 1 ? ' process' : ' processes')];
  const whole = [...all, ...counted(threads, 'threads', ', '), ...counted(kernel, 'kernel threads', ', ')];
  const short = [
    span(formatWhole(processes), 'key'),
    ...counted(threads, 'thr', '  '),
    ...counted(kernel, 'kthr', '  '),
  ];
  const words = [...whole, ...stateSpans(PROCESS_STATES, states, ', ', true)];
  const awake = [...whole, ...stateSpans(shortened, states, ', ', true)];
  const shortAwake = [...short, ...stateSpans(shortened, states, '  ', true)];
  const letters = [...short, ...stateSpans(shortened, states, '  ', false)];
  return [...unitSpans(view, ', ', words), words, awake, shortAwake, letters];
}

/** Each in its kind, and processes by state: a process of many threads is one. */
function countProcesses(rows: NonNullable<HeaderView['snapshot']['host']>['rows']) {
  const states = new Map<string, number>();
  let processes = 0;
  let threads = 0;
  let kernel = 0;
  for (const { state, thread, kernelThread } of rows) {
    if (kernelThread) kernel++;
    else if (thread) threads++;
    else {
      processes++;
      states.set(state, (states.get(state) ?? 0) + 1);
    }
  }
  return { processes, threads, kernel, states };
}

function countStates(rows: readonly { readonly state: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** States that nothing is in are left out. */
function stateSpans(states: States, counts: ReadonlyMap<string, number>, separator: string, words: boolean): Span[] {
  return states.flatMap(([letter, word, role]) => {
    const count = counts.get(letter);
    return count ? [span(separator), span(`${formatWhole(count)} ${words ? word : letter}`, role)] : [];
  });
}

/** What CPU percentages are of is said here where no other meter says it. */
function unitSpans({ setup, cpuOf }: HeaderView, separator: string, spans: readonly Span[]): Span[][] {
  if ([...setup.left, ...setup.right].some(({ meter }) => meter === 'self')) return [];
  return [[...spans, span(`${separator}CPU ${unitText(cpuOf)}`, 'label')]];
}
