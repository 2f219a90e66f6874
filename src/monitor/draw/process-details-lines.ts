import type { HostProcess } from '../../host/processes/host-process.ts';
import type { Part, ProcessDetails } from '../../host/processes/process-details.ts';
import type { DetailsLine, DetailsPage, Section } from './details-page.ts';
import { formatBytes, formatDate, formatPercent, formatTime, formatUptime, formatWhole } from './format.ts';
import { type Span, span } from './spans.ts';
import { clean } from './text.ts';

/** What the letters of the kernel mean. */
const STATES: Readonly<Record<string, string>> = {
  R: 'running, or ready to',
  S: 'sleeping',
  D: 'waiting for a disk, cannot be interrupted',
  T: 'stopped',
  t: 'stopped by a debugger',
  Z: 'zombie: ended, its parent has not asked how',
  I: 'idle',
  X: 'ended',
};

/** Columns of names and figures in lists. */
const NAME = 24;
const FIGURE = 14;

/** All about a process of the host, in sections. What may not be read says why. */
export function processSections(row: HostProcess, details: ProcessDetails, now: number, page: DetailsPage): Section[] {
  const { line, texts } = page;
  return [
    { title: '', lines: identity(row, details, now, page) },
    { title: 'Memory', lines: memoryLines(row, details, page) },
    { title: 'Input and output', lines: ioLines(row, details, page) },
    { title: 'Control groups', lines: listed(details.cgroup, page, (group) => texts('', clean(group))) },
    {
      title: 'Threads',
      lines: listed(details.threads, page, ({ tid, name, state, cpuTime }) => [
        line(span(`${String(tid).padStart(8)} ${state} ${formatTime(cpuTime).padStart(9)} `, 'dim'), span(clean(name))),
      ]),
    },
    { title: `Open files${countOf(details.fileCount)}`, lines: fileLines(details, page) },
    {
      title: 'Limits',
      lines: listed(details.limits, page, ({ name, soft, hard, unit }) => [
        line(
          span(name.padEnd(NAME), 'label'),
          span(soft.padEnd(FIGURE)),
          span(`${hard.padEnd(FIGURE)} ${unit}`, 'dim'),
        ),
      ]),
    },
    { title: 'Signals', lines: signalLines(details, page) },
    { title: 'Environment', lines: listed(details.env, page, (variable) => texts('', clean(variable))) },
  ];
}

/** A line for each of them, or the one that says why they may not be read. */
function listed<T>(
  part: Part<readonly T[]>,
  page: DetailsPage,
  lines: (one: T) => readonly DetailsLine[],
): readonly DetailsLine[] {
  if (typeof part === 'string') return [page.line(span(part, 'warn'))];
  return part.length === 0 ? [page.line(span('none', 'dim'))] : part.flatMap(lines);
}

function identity(row: HostProcess, details: ProcessDetails, now: number, page: DetailsPage): DetailsLine[] {
  const { fact, texts } = page;
  const command = typeof details.args === 'string' ? details.args : details.args.map(clean).join(' ');
  const ran = formatUptime(Math.max(0, (row.endedAt ?? now) - row.startedAt) / 1_000);
  const where = row.container === '' ? '' : `, in container ${clean(row.container)}`;
  return [
    ...texts('Command', command === '' ? `[${clean(row.name)}]` : command),
    ...texts('Program', clean(details.exe)),
    ...texts('Directory', clean(details.cwd)),
    fact('State', span(STATES[row.state] ?? row.state), span(`, child of ${row.parent}${where}`)),
    fact('User', span(`${clean(row.user)} (${row.uid})`)),
    fact(
      'Priority',
      span(
        `nice ${row.nice}, priority ${row.priority}, ${formatWhole(row.threads)} ${row.threads === 1 ? 'thread' : 'threads'}`,
      ),
    ),
    fact(
      'Started',
      span(`${formatDate(row.startedAt, now)}, ${row.endedAt === undefined ? 'runs' : 'ran'} for ${ran}`),
    ),
    fact('CPU', span(`${formatPercent(row.cpu)} % of one core, ${formatTime(row.time)} in all`)),
  ];
}

function memoryLines({ memory, virtual }: HostProcess, details: ProcessDetails, page: DetailsPage): DetailsLine[] {
  const { fact } = page;
  const figures = typeof details.memory === 'string' ? [] : details.memory;
  const oom = typeof details.oomScore === 'number' ? formatWhole(details.oomScore) : details.oomScore;
  return [
    fact('resident', span(`${formatBytes(memory)}, address space ${formatBytes(virtual)}`)),
    ...(typeof details.memory === 'string' ? [fact('more', span(details.memory, 'warn'))] : []),
    ...figures
      .filter(({ name }) => name !== 'resident')
      .map(({ name, bytes }) => wideFact(name, span(formatBytes(bytes)), page)),
    wideFact('out-of-memory score', span(oom), page),
  ];
}

function wideFact(name: string, value: Span, { line }: DetailsPage): DetailsLine {
  return line(span(name.padEnd(NAME), 'label'), value);
}

function ioLines(
  { readRate, writeRate }: HostProcess,
  { io, contextSwitches }: ProcessDetails,
  page: DetailsPage,
): DetailsLine[] {
  const switches =
    typeof contextSwitches === 'string'
      ? contextSwitches
      : `${formatWhole(contextSwitches.voluntary)} voluntary, ${formatWhole(contextSwitches.involuntary)} not`;
  const last = wideFact('context switches', span(switches), page);
  if (typeof io === 'string') return [wideFact('bytes', span(io, 'warn'), page), last];
  const rate = (bytes: number | undefined) => (bytes === undefined ? '' : `, ${formatBytes(bytes)} a second`);
  return [
    wideFact('read from storage', span(`${formatBytes(io.read)}${rate(readRate)}`), page),
    wideFact('written to storage', span(`${formatBytes(io.written)}${rate(writeRate)}`), page),
    wideFact('read by calls', span(`${formatBytes(io.readByCalls)} in ${formatWhole(io.readCalls)} calls`), page),
    wideFact(
      'written by calls',
      span(`${formatBytes(io.writtenByCalls)} in ${formatWhole(io.writeCalls)} calls`),
      page,
    ),
    last,
  ];
}

function countOf(count: Part<number>): string {
  return typeof count === 'number' ? ` (${formatWhole(count)})` : '';
}

function fileLines({ files, fileCount }: ProcessDetails, page: DetailsPage): DetailsLine[] {
  const lines = listed(files, page, ({ fd, target }) => [
    page.line(span(`${String(fd).padStart(4)} `, 'key'), span(clean(target))),
  ]);
  const left = typeof files === 'string' || typeof fileCount === 'string' ? 0 : fileCount - files.length;
  return left > 0 ? [...lines, page.line(span(`and ${formatWhole(left)} more`, 'dim'))] : [...lines];
}

function signalLines({ signals }: ProcessDetails, page: DetailsPage): DetailsLine[] {
  if (typeof signals === 'string') return [page.line(span(signals, 'warn'))];
  return Object.entries(signals).flatMap(([name, names]: [string, readonly string[]]) =>
    page.texts(name, names.length === 0 ? 'none' : names.join(' ')),
  );
}
