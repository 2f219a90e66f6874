import type { TaskDetails } from '../data/details.ts';
import type { TaskRow } from '../data/snapshot.ts';
import { formatWhole } from '../draw/format.ts';
import { clean } from '../draw/text.ts';
import { stateInWords } from './row-words.ts';
import {
  amountInWords,
  bytesInWords,
  clockInWords,
  percentInWords,
  secondsInWords,
  shareInWords,
} from './unit-words.ts';

/** A part of the details: its title, which is empty for the first one, and lines `name: value`. */
export interface SpokenSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** All about a task. */
export function taskInWords(row: TaskRow, details: TaskDetails, now: number): SpokenSection[] {
  return [
    { title: '', lines: identity(row, details, now) },
    { title: 'Limits', lines: limits(details) },
    { title: 'Counters', lines: counters(row, details) },
    { title: 'Namespace', lines: details.mounts.flatMap(mountInWords) },
    { title: 'Open files', lines: details.files.map(fileInWords) },
    { title: 'Environment', lines: details.env.map(clean) },
    { title: 'Events', lines: details.events.map(({ time, text }) => `${clockInWords(time)}: ${clean(text)}`) },
  ];
}

function identity(row: TaskRow, details: TaskDetails, now: number): string[] {
  const age = secondsInWords(((details.endedAt ?? now) - details.startedAt) / 1_000);
  return [
    `command: ${[clean(row.name), ...row.args.map(clean)].join(' ')}`,
    `module: ${clean(details.module)}`,
    `sha256: ${details.hash ?? 'not loaded yet'}`,
    `state: ${stateInWords(row)}, level ${row.level}, child of ${row.parent}`,
    ...details.stack.map((frame) => `at: ${clean(frame)}`),
    `place: ${placeOf(row, details)}`,
    `started: ${clockInWords(details.startedAt)}, ${details.endedAt === undefined ? 'runs for' : 'ran for'} ${age}`,
    `CPU: ${percentInWords(row.cpu)} of one core, ${secondsInWords(row.time)} in all`,
    `memory: ${bytesInWords(row.memory)}, at most so far ${bytesInWords(details.memoryPeak)}`,
  ];
}

function placeOf({ cpuIndex }: TaskRow, { engine, isolation }: TaskDetails): string {
  if (engine === 'wasmer') return 'its own thread, by wasmer; its output comes at its end';
  if (isolation === 'thread') return 'a thread of its own';
  return cpuIndex < 0 ? 'no cpu' : `cpu ${cpuIndex}`;
}

/** What is near its limit is said by its share: the screen has meters for it. */
function limits({ limits: most, used }: TaskDetails): string[] {
  const figures = [
    ['memory', used.memory, most.memory, shareInWords, bytesInWords],
    ['CPU time', used.cpuMs / 1_000, most.cpuMs / 1_000, secondsOf, secondsInWords],
    ['wall time', used.wallMs / 1_000, most.wallMs / 1_000, secondsOf, secondsInWords],
    ['fuel', used.fuel, most.fuel, amountOf, amountInWords],
    ['files', used.files, most.files, countOf, formatWhole],
    ['children', used.children, most.children, countOf, formatWhole],
  ] as const;
  const lines = figures.map(([name, value, limit, share, alone]) =>
    limit === 0
      ? `${name}: ${alone(value)}, no limit`
      : `${name}: ${share(value, limit)}, ${percentInWords(value / limit)}`,
  );
  return [...lines, `log: ${most.logRate === 0 ? 'no limit' : `at most ${bytesInWords(most.logRate)} a second`}`];
}

function secondsOf(used: number, limit: number): string {
  return `${secondsInWords(used)} of ${secondsInWords(limit)}`;
}

function amountOf(used: number, limit: number): string {
  return `${amountInWords(used)} of ${amountInWords(limit)}`;
}

function countOf(used: number, limit: number): string {
  return `${formatWhole(used)} of ${formatWhole(limit)}`;
}

function counters(row: TaskRow, { counters: counted }: TaskDetails): string[] {
  const { bytesRead, bytesWritten, reads, writes, calls, switches } = counted;
  return [
    `read: ${bytesInWords(bytesRead)} in ${formatWhole(reads)} calls, ${bytesInWords(row.readRate)} a second`,
    `written: ${bytesInWords(bytesWritten)} in ${formatWhole(writes)} calls, ${bytesInWords(row.writeRate)} a second`,
    `WASI calls: ${formatWhole(calls)}, ${formatWhole(row.callRate)} a second`,
    `switches: ${formatWhole(switches)}`,
  ];
}

function mountInWords({ at, layers }: TaskDetails['mounts'][number]): string[] {
  return layers.map(({ source, readOnly, create }, index) => {
    const flags = [...(readOnly ? ['read-only'] : []), ...(create ? ['new files go here'] : [])];
    const name = index === 0 ? clean(at) : `below it at ${clean(at)}`;
    return `${name}: ${[clean(source), ...flags].join(', ')}`;
  });
}

function fileInWords({ fd, type, target, offset }: TaskDetails['files'][number]): string {
  const place = offset === undefined ? [] : [`at ${formatWhole(offset)}`];
  return `file ${fd}: ${[type, ...(target === '' ? [] : [clean(target)]), ...place].join(', ')}`;
}
