import { parseCount } from '../../base/count.ts';
import { parseDuration } from '../../base/duration.ts';
import { parseLevel } from '../../base/level.ts';
import { didYouMean } from '../../base/nearest.ts';
import { parseSignal, SIGNALS } from '../../base/signals.ts';
import { parseSize } from '../../base/size.ts';
import { SysError } from '../../base/sys-error.ts';
import { HOST_SIGNALS, parseHostSignal } from '../../host/processes/host-signals.ts';
import type { Row, Tab } from '../data/row.ts';
import { clean } from '../draw/text.ts';
import type { Candidate } from '../state/candidate.ts';
import { INIT } from '../state/target.ts';
import { COLUMNS } from '../table/columns.ts';
import { parseMoment } from './moment.ts';
import type { Context, Kind } from './parameter.ts';
import { findRow } from './row-words.ts';

/** What a parser of ours says of a word that it refuses. */
function refusal(parse: (text: string) => unknown): (text: string) => string | undefined {
  return (text) => {
    try {
      parse(text);
      return undefined;
    } catch (error) {
      if (error instanceof SysError) return error.detail;
      throw error;
    }
  };
}

/** A word out of a list. */
function oneOf(what: string, known: readonly string[], notes: readonly string[] = []): Kind {
  return {
    check: (text) =>
      known.includes(text) ? undefined : `unknown ${what} ${clean(text)}${didYouMean(text, known)}: ${known.join(' ')}`,
    candidates: () => known.map((name, index) => ({ text: name, note: notes[index] ?? '' })),
  };
}

export const TEXT: Kind = {};

export const HOST_PATH: Kind = { paths: 'host' };

export const GUEST_PATH: Kind = {
  paths: 'guest',
  check: (text) => (text.startsWith('/') ? undefined : 'a path in a namespace begins with /'),
};

function oneOfRows(rowsIn: (context: Context) => readonly Row[]): Kind {
  return {
    check: (text, context) => {
      const found = findRow(text, rowsIn(context));
      return typeof found === 'string' ? found : undefined;
    },
    candidates: (context) => rowsIn(context).map(({ pid, name }) => ({ text: String(pid), note: clean(name) })),
  };
}

export const TASK: Kind = oneOfRows(({ tasks }) => tasks);

/** A task or a process, whichever are shown. */
export const ROW: Kind = oneOfRows(({ rows }) => rows);

/** Among the tasks init too: wasitop itself. */
export const ROW_OR_INIT: Kind = {
  check: (text, context) =>
    context.tab === 'tasks' && text === String(INIT.pid) ? undefined : ROW.check?.(text, context, new Map()),
  candidates: (context) => {
    const init = context.tab === 'tasks' ? [{ text: String(INIT.pid), note: 'wasitop itself' }] : [];
    return [...(ROW.candidates?.(context) ?? []), ...init];
  },
};

const LOGS: readonly Candidate[] = [
  { text: 'all', note: 'lines of all tasks' },
  { text: 'tagged', note: 'lines of the tagged tasks' },
  { text: 'kernel', note: 'what wasitop itself says' },
];

/** Whose log: a task's, or one of those for several. */
export const LOG_SOURCE: Kind = {
  check: (text, context) =>
    LOGS.some((log) => log.text === text) ? undefined : TASK.check?.(text, context, new Map()),
  candidates: (context) => [...LOGS, ...(TASK.candidates?.(context) ?? [])],
};

/** `-TERM`, `-9`. */
export const SIGNAL_OPTION: Kind = {
  claims: (text) => text.startsWith('-'),
  check: (text, { tab }) => refusal(tab === 'tasks' ? parseSignal : parseHostSignal)(text.slice(1)),
  candidates: ({ tab }) => SIGNAL_OPTIONS[tab],
};

const SIGNAL_OPTIONS: Readonly<Record<Tab, readonly Candidate[]>> = {
  tasks: Object.entries(SIGNALS).map(([name, number]) => ({ text: `-${name}`, note: String(number) })),
  host: HOST_SIGNALS.map(({ name, number }) => ({ text: `-${name}`, note: String(number) })),
};

/** A level of tasks, or a nice value of processes. */
export const PRIORITY: Kind = {
  check: (text, { tab }) => {
    if (tab === 'tasks') return /^[-+][1-7]$/.test(text) ? undefined : refusal(parseLevel)(text);
    const nice = /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
    return nice >= -20 && nice <= 19 ? undefined : 'a nice value is from -20, first, to 19, last';
  },
  candidates: ({ tab }) => (tab === 'tasks' ? LEVEL_WORDS : NICE_WORDS),
};

const NICE_WORDS: readonly Candidate[] = [
  { text: '0', note: 'normal' },
  { text: '10', note: 'behind others' },
  { text: '19', note: 'last' },
  { text: '-10', note: 'before others; root alone' },
  { text: '-20', note: 'first; root alone' },
];

const LEVEL_WORDS: readonly Candidate[] = [
  { text: '0', note: 'critical' },
  { text: '1', note: 'high' },
  { text: '2', note: 'above normal' },
  { text: '3', note: 'normal+' },
  { text: '4', note: 'normal' },
  { text: '5', note: 'below normal' },
  { text: '6', note: 'low' },
  { text: '7', note: 'idle' },
  { text: '+1', note: 'one lower' },
  { text: '-1', note: 'one higher' },
];

/** The limits of a task: the verb of each in the control file, and how its value is read. */
const LIMITS: ReadonlyMap<string, readonly [verb: string, parse: (text: string) => number, note: string]> = new Map([
  ['memory', ['memlimit', parseSize, '64M']],
  ['fuel', ['fuel', parseCount, '10M units in all']],
  ['timeout', ['timeout', parseDuration, '10s by the clock']],
  ['cputime', ['cputime', parseDuration, '5s of CPU']],
  ['files', ['files', parseCount, 'open at a time']],
  ['children', ['children', parseCount, 'alive at a time']],
  ['lograte', ['lograte', parseSize, '1M a second']],
]);

export const LIMIT: Kind = oneOf(
  'limit',
  [...LIMITS.keys()],
  [...LIMITS.values()].map(([, , note]) => note),
);

export const LIMIT_VALUE: Kind = {
  check: (text, _context, before) => {
    const parse = LIMITS.get(before.get('LIMIT')?.[0] ?? '')?.[1];
    return parse === undefined ? undefined : refusal(parse)(text);
  },
};

export function limitVerb(name: string): string {
  return LIMITS.get(name)?.[0] ?? name;
}

export const PROGRAM: Kind = {
  check: (text, { programs }: Context) => {
    const known = programs.map((program) => program.text);
    if (known.includes(text)) return undefined;
    if (known.length === 0) return 'there is no manifest, or it has no commands: open the monitor with wasitop -m FILE';
    return `unknown command ${clean(text)}${didYouMean(text, known)}: the manifest has ${known.join(' ')}`;
  },
  candidates: ({ programs }) => programs,
};

/** A column of the table that is shown. */
export const COLUMN: Kind = {
  check: (text, { tab }) => {
    const known = COLUMNS[tab].map(({ id }) => id);
    if (known.includes(text)) return undefined;
    return `unknown column ${clean(text)}${didYouMean(text, known)}: ${known.join(' ')}`;
  },
  candidates: ({ tab }) => COLUMNS[tab].map(({ id, note }) => ({ text: id, note })),
};

export const USER: Kind = {
  candidates: ({ rows }) =>
    [...new Set(rows.map((row) => (row.kind === 'process' ? row.user : '')))].map((text) => ({ text, note: '' })),
};

export const ON_OFF: Kind = oneOf('word', ['on', 'off']);

export const CPU_OF: Kind = oneOf('word', ['core', 'machine'], ['100 % are one core', '100 % are all cores']);

/** `14:02`, `14:02:30`, `-5m`. */
export const MOMENT: Kind = {
  check: refusal((text) => parseMoment(text, 0)),
  candidates: () => [
    { text: '-1m', note: 'a minute ago' },
    { text: '-10m', note: 'ten minutes ago' },
  ],
};

export const MOUNT_TYPE: Kind = oneOf(
  'mount type',
  ['host', 'ram'],
  ['a directory of the host', 'in memory, SRC is its size'],
);

export const THEME: Kind = {
  check: (text, { themes }) => {
    const known = themes.map((theme) => theme.text);
    return known.includes(text)
      ? undefined
      : `unknown theme ${clean(text)}${didYouMean(text, known)}: ${known.join(' ')}`;
  },
  candidates: ({ themes }) => themes,
};

export const READ_ONLY: Kind = {
  claims: (text) => text === 'ro',
  candidates: () => [{ text: 'ro', note: 'read-only' }],
};

export const BIND_OPTION: Kind = {
  claims: (text) => text.startsWith('-'),
  check: (text) => (/^-[abrc]+$/.test(text) ? undefined : 'the options are -a after, -b before, -r replace, -c create'),
  candidates: () => [
    { text: '-a', note: 'after what is there' },
    { text: '-b', note: 'before what is there' },
    { text: '-r', note: 'in its place' },
    { text: '-c', note: 'new files go here' },
  ],
};
