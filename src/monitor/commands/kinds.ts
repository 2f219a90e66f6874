import { parseDuration } from '../../base/duration.ts';
import { parseLevel } from '../../base/level.ts';
import { didYouMean } from '../../base/nearest.ts';
import { parseSignal, SIGNALS } from '../../base/signals.ts';
import { parseSize } from '../../base/size.ts';
import { SysError } from '../../base/sys-error.ts';
import { COLUMNS } from '../draw/columns.ts';
import { clean } from '../draw/text.ts';
import { type Candidate, INIT } from '../state/screen-state.ts';
import type { Context, Kind } from './parameter.ts';
import { findTask } from './task-words.ts';

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

export const TASK: Kind = {
  check: (text, { tasks }) => {
    const found = findTask(text, tasks);
    return typeof found === 'string' ? found : undefined;
  },
  candidates: ({ tasks }) => tasks.map(({ pid, name }) => ({ text: String(pid), note: clean(name) })),
};

/** A task, or init: wasitop itself. */
export const TASK_OR_INIT: Kind = {
  check: (text, context) => (text === String(INIT.pid) ? undefined : TASK.check?.(text, context, new Map())),
  candidates: (context) => [...(TASK.candidates?.(context) ?? []), { text: String(INIT.pid), note: 'wasitop itself' }],
};

/** Whose log: a task's, or all. */
export const LOG_SOURCE: Kind = {
  check: (text, context) => (text === 'all' ? undefined : TASK.check?.(text, context, new Map())),
  candidates: (context) => [{ text: 'all', note: 'lines of all tasks' }, ...(TASK.candidates?.(context) ?? [])],
};

/** `-TERM`, `-9`. */
export const SIGNAL_OPTION: Kind = {
  claims: (text) => text.startsWith('-'),
  check: (text) => refusal(parseSignal)(text.slice(1)),
  candidates: () => Object.entries(SIGNALS).map(([name, number]) => ({ text: `-${name}`, note: String(number) })),
};

export const LEVEL: Kind = {
  check: (text) => (/^[-+][1-7]$/.test(text) ? undefined : refusal(parseLevel)(text)),
  candidates: () => LEVEL_WORDS,
};

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
  ['fuel', ['fuel', parseSize, 'units in all']],
  ['timeout', ['timeout', parseDuration, '10s by the clock']],
  ['cputime', ['cputime', parseDuration, '5s of CPU']],
  ['files', ['files', parseSize, 'open at a time']],
  ['children', ['children', parseSize, 'alive at a time']],
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

export const COLUMN: Kind = oneOf(
  'column',
  COLUMNS.map(({ id }) => id),
  COLUMNS.map(({ title }) => title),
);

export const MOUNT_TYPE: Kind = oneOf(
  'mount type',
  ['host', 'ram'],
  ['a directory of the host', 'in memory, SRC is its size'],
);

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
