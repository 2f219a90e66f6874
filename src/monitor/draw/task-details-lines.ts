import type { TaskDetails } from '../data/details.ts';
import type { TaskRow } from '../data/snapshot.ts';
import { limitLines } from './details-limits.ts';
import { type DetailsLine, type DetailsPage, LABEL, type Section } from './details-page.ts';
import { formatBytes, formatClock, formatCount, formatDate, formatUptime, formatWhole } from './format.ts';
import { span } from './spans.ts';
import { clean } from './text.ts';

/** All about a task, in sections. */
export function taskSections(row: TaskRow, details: TaskDetails, now: number, page: DetailsPage): Section[] {
  const { fact, texts, line } = page;
  return [
    { title: '', lines: identity(row, details, now, page) },
    { title: 'Limits', lines: limitLines(details, page.width) },
    { title: 'Counters', lines: counterLines(row, details, fact) },
    { title: 'Namespace', lines: mountLines(details, texts) },
    { title: 'Open files', lines: fileLines(details, line) },
    // Without a line there would be no section, and a key that goes to it would go nowhere.
    {
      title: 'Environment',
      lines: (details.env.length === 0 ? ['empty'] : details.env).flatMap((variable) => texts('', clean(variable))),
    },
    {
      title: 'Events',
      lines: details.events.map(({ time, text }) => line(span(`${formatClock(time)} `, 'dim'), span(clean(text)))),
    },
  ];
}

function placeOf({ cpuIndex }: TaskRow, { engine, isolation }: TaskDetails): string {
  if (engine === 'wasmer') return 'its own thread (wasmer, output at its end)';
  if (isolation === 'thread') return 'a thread of its own';
  return cpuIndex < 0 ? 'no cpu' : `cpu ${cpuIndex}`;
}

function identity(row: TaskRow, details: TaskDetails, now: number, { texts, fact }: DetailsPage): DetailsLine[] {
  const { reason } = row;
  const state = reason === undefined ? `${row.phase}, ${STATES[row.state]}` : row.phase;
  const waits = row.waitsFor === '' ? '' : ` in ${row.waitsFor}`;
  const on = placeOf(row, details);
  const age = ((details.endedAt ?? now) - details.startedAt) / 1_000;
  return [
    ...texts('Command', [clean(row.name), ...row.args.map(clean)].join(' ')),
    ...texts('Module', clean(details.module)),
    ...texts('sha256', details.hash ?? 'not loaded yet'),
    fact(
      'State',
      span(`${state}${waits}`, reason === undefined ? 'good' : 'plain'),
      span(`, level ${row.level}, on ${on}, child of ${row.parent}`),
    ),
    ...(reason === undefined ? [] : texts('Ended', clean(reason))),
    ...details.stack.map((frame) => fact('', span(`at ${clean(frame)}`, 'bad'))),
    fact(
      'Started',
      span(
        `${formatDate(details.startedAt, now)}, ${details.endedAt === undefined ? 'runs for' : 'ran for'} ${formatUptime(age)}`,
      ),
    ),
  ];
}

const STATES: Readonly<Record<TaskRow['state'], string>> = {
  R: 'ready or on its cpu',
  S: 'sleeping',
  T: 'paused',
  N: 'not started',
  Z: 'ended',
};

function counterLines(row: TaskRow, { counters }: TaskDetails, fact: DetailsPage['fact']): DetailsLine[] {
  const { bytesRead, bytesWritten, reads, writes, calls, switches } = counters;
  return [
    fact(
      'read',
      span(`${formatBytes(bytesRead)} in ${formatWhole(reads)} calls, ${formatBytes(row.readRate)} a second`),
    ),
    fact(
      'written',
      span(`${formatBytes(bytesWritten)} in ${formatWhole(writes)} calls, ${formatBytes(row.writeRate)} a second`),
    ),
    fact('WASI calls', span(`${formatWhole(calls)}, ${formatCount(row.callRate)} a second`)),
    fact('switches', span(formatWhole(switches))),
  ];
}

function mountLines({ mounts }: TaskDetails, texts: DetailsPage['texts']): DetailsLine[] {
  return mounts.flatMap(({ at, layers }) =>
    layers.flatMap(({ source, readOnly, create }, index) => {
      const flags = [...(readOnly ? ['read-only'] : []), ...(create ? ['new files'] : [])].join(', ');
      return texts(index === 0 ? clean(at) : ' +', clean(`${source}${flags === '' ? '' : ` (${flags})`}`));
    }),
  );
}

function fileLines({ files }: TaskDetails, line: DetailsPage['line']): DetailsLine[] {
  return files.map(({ fd, type, target, offset }) =>
    line(
      span(`${String(fd).padStart(4)} `, 'key'),
      span(type.padEnd(LABEL), 'dim'),
      span(clean(target)),
      span(offset === undefined ? '' : ` at ${formatWhole(offset)}`, 'dim'),
    ),
  );
}
