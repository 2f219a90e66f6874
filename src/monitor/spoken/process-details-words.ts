import type { HostProcess } from '../../host/processes/host-process.ts';
import type { Part, ProcessDetails } from '../../host/processes/process-details.ts';
import { formatDate, formatWhole } from '../draw/format.ts';
import { clean } from '../draw/text.ts';
import { processStateWord, stateInWords } from './row-words.ts';
import type { SpokenSection } from './task-details-words.ts';
import { bytesInWords, countInWords, percentInWords, secondsInWords } from './unit-words.ts';

/** All about a process of the host. What may not be read says why. */
export function processInWords(row: HostProcess, details: ProcessDetails, now: number): SpokenSection[] {
  const { fileCount } = details;
  const count = typeof fileCount === 'number' ? `, ${formatWhole(fileCount)}` : '';
  return [
    { title: '', lines: identity(row, details, now) },
    { title: 'Memory', lines: memory(row, details) },
    { title: 'Input and output', lines: traffic(row, details) },
    { title: 'Control groups', lines: listed(details.cgroup, clean) },
    {
      title: 'Threads',
      lines: listed(details.threads, ({ tid, name, state, cpuTime }) => {
        return `thread ${tid}: ${clean(name)}, ${processStateWord(state)}, CPU time ${secondsInWords(cpuTime)}`;
      }),
    },
    {
      title: `Open files${count}`,
      lines: listed(details.files, ({ fd, target }) => `file ${fd}: ${clean(target)}`),
    },
    {
      title: 'Limits',
      lines: listed(details.limits, ({ name, soft, hard, unit }) => `${name}: ${soft}, at most ${hard} ${unit}`.trim()),
    },
    { title: 'Signals', lines: signals(details) },
    { title: 'Environment', lines: listed(details.env, clean) },
  ];
}

function listed<T>(part: Part<readonly T[]>, line: (one: T) => string): string[] {
  if (typeof part === 'string') return [part];
  return part.length === 0 ? ['none'] : part.map(line);
}

function identity(row: HostProcess, details: ProcessDetails, now: number): string[] {
  const command = typeof details.args === 'string' ? details.args : details.args.map(clean).join(' ');
  const ran = secondsInWords(Math.max(0, (row.endedAt ?? now) - row.startedAt) / 1_000);
  return [
    `command: ${command === '' ? clean(row.name) : command}`,
    `program: ${clean(details.exe)}`,
    `directory: ${clean(details.cwd)}`,
    `state: ${stateInWords(row)}, child of ${row.parent}${row.container === '' ? '' : `, in container ${clean(row.container)}`}`,
    `user: ${clean(row.user)}, number ${row.uid}`,
    `priority: nice ${row.nice}, priority ${row.priority}, ${countInWords(row.threads, 'thread')}`,
    `started: ${formatDate(row.startedAt, now)}, ${row.endedAt === undefined ? 'runs' : 'ran'} for ${ran}`,
    `CPU: ${percentInWords(row.cpu)} of one core, ${secondsInWords(row.time)} in all`,
  ];
}

function memory(row: HostProcess, details: ProcessDetails): string[] {
  const figures = typeof details.memory === 'string' ? [`more: ${details.memory}`] : details.memory.flatMap(memoryLine);
  const oom = typeof details.oomScore === 'number' ? formatWhole(details.oomScore) : details.oomScore;
  return [
    `resident: ${bytesInWords(row.memory)}`,
    `address space: ${bytesInWords(row.virtual)}`,
    ...figures,
    `out-of-memory score: ${oom}`,
  ];
}

/** The resident part is said before. */
function memoryLine({ name, bytes }: { readonly name: string; readonly bytes: number }): string[] {
  return name === 'resident' ? [] : [`${name}: ${bytesInWords(bytes)}`];
}

function traffic({ readRate, writeRate }: HostProcess, { io, contextSwitches }: ProcessDetails): string[] {
  const switches =
    typeof contextSwitches === 'string'
      ? contextSwitches
      : `${formatWhole(contextSwitches.voluntary)} voluntary, ${formatWhole(contextSwitches.involuntary)} not`;
  const last = `context switches: ${switches}`;
  if (typeof io === 'string') return [`bytes: ${io}`, last];
  const rate = (bytes: number | undefined) => (bytes === undefined ? '' : `, ${bytesInWords(bytes)} a second`);
  return [
    `read from storage: ${bytesInWords(io.read)}${rate(readRate)}`,
    `written to storage: ${bytesInWords(io.written)}${rate(writeRate)}`,
    `read by calls: ${bytesInWords(io.readByCalls)} in ${formatWhole(io.readCalls)} calls`,
    `written by calls: ${bytesInWords(io.writtenByCalls)} in ${formatWhole(io.writeCalls)} calls`,
    last,
  ];
}

function signals({ signals: sets }: ProcessDetails): string[] {
  if (typeof sets === 'string') return [sets];
  return Object.entries(sets).map(([name, names]: [string, readonly string[]]) => {
    return `${name}: ${names.length === 0 ? 'none' : names.join(' ')}`;
  });
}
