import { parseCount } from '../base/count.ts';
import { parseDuration } from '../base/duration.ts';
import { parseLevel } from '../base/level.ts';
import type { TaskLimits } from '../base/limits.ts';
import { parseSignal } from '../base/signals.ts';
import { parseSize } from '../base/size.ts';
import { SysError } from '../base/sys-error.ts';
import type { Kernel } from './kernel.ts';

interface Verb {
  readonly usage: string;
  /** The fewest and the most words after the verb. */
  readonly arity: readonly [least: number, most: number];
  run(kernel: Kernel, pid: number, words: readonly string[]): void;
}

/** The verbs of a task's control file. Keys, shell, command line and API all end here. */
const VERBS: Readonly<Record<string, Verb>> = {
  start: { usage: 'start', arity: [0, 0], run: (kernel, pid) => kernel.start(pid) },
  kill: {
    usage: 'kill [SIGNAL]',
    arity: [0, 1],
    run: (kernel, pid, [signal = 'TERM']) => kernel.signal(pid, parseSignal(signal)),
  },
  stop: { usage: 'stop', arity: [0, 0], run: (kernel, pid) => kernel.signal(pid, 'STOP') },
  cont: { usage: 'cont', arity: [0, 0], run: (kernel, pid) => kernel.signal(pid, 'CONT') },
  level: {
    usage: 'level 0-7, or +N and -N from where it is',
    arity: [1, 1],
    run: (kernel, pid, [level = '']) => kernel.setLevel(pid, levelFrom(kernel, pid, level)),
  },
  nice: {
    usage: 'nice -20..19',
    arity: [1, 1],
    run: (kernel, pid, [nice = '']) => kernel.setLevel(pid, levelOfNice(nice)),
  },
  reap: { usage: 'reap', arity: [0, 0], run: (kernel, pid) => kernel.reap(pid) },
  memlimit: limitVerb('memlimit SIZE', 'memory', parseSize),
  fuel: limitVerb('fuel UNITS', 'fuel', parseCount),
  timeout: limitVerb('timeout DURATION', 'wallMs', parseDuration),
  cputime: limitVerb('cputime DURATION', 'cpuMs', parseDuration),
  files: limitVerb('files N', 'files', parseCount),
  children: limitVerb('children N', 'children', parseCount),
  lograte: limitVerb('lograte SIZE', 'logRate', parseSize),
};

function limitVerb(usage: string, limit: keyof TaskLimits, parse: (text: string) => number): Verb {
  return { usage, arity: [1, 1], run: (kernel, pid, [value = '']) => kernel.setLimits(pid, { [limit]: parse(value) }) };
}

/** Carries one line out for a task. @throws SysError EINVAL for what is no command, and whatever the command throws. */
export function control(kernel: Kernel, pid: number, line: string): void {
  const [name = '', ...words] = line.trim().split(/\s+/);
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined)
    throw new SysError('EINVAL', 'control', line, `the commands are ${Object.keys(VERBS).join(' ')}`);
  const [least, most] = verb.arity;
  if (words.length < least || words.length > most)
    throw new SysError('EINVAL', 'control', line, `usage: ${verb.usage}`);
  verb.run(kernel, pid, words);
}

/** A level by number or name, or a step from the task's own. */
function levelFrom(kernel: Kernel, pid: number, text: string): number {
  return /^[-+]\d+$/.test(text) ? kernel.table.get(pid).level + Number(text) : parseLevel(text);
}

/** nice -20 to 19 onto levels 0 to 7, linearly, so that 0 is 4. */
function levelOfNice(text: string): number {
  if (!/^[-+]?\d+$/.test(text) || Number(text) < -20 || Number(text) > 19) {
    throw new SysError('EINVAL', 'nice', text, 'a nice value is from -20 to 19');
  }
  return Math.min(7, Math.floor((Number(text) + 20) / 5));
}
