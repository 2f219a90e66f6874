import { SysError } from '../../base/sys-error.ts';
import { ControlTarget, type ProcNames } from './control-target.ts';
import { parseHostSignal } from './host-signals.ts';
import { nice, renice } from './process-nice.ts';
import type { Presence } from './stat-files.ts';

/** Knows which process a PID was. */
interface Witness {
  readonly proc: ProcNames;
  presence(pid: number, startedAt: number): Presence;
}

interface Verb {
  readonly usage: string;
  act(target: ControlTarget, argument: string): string;
}

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['kill', { usage: 'kill SIGNAL', act: kill }],
  ['renice', { usage: 'renice N', act: renice }],
  ['nice', { usage: 'nice N, nice +N or nice -N', act: nice }],
  ['stop', { usage: 'stop', act: (target) => kill(target, 'STOP') }],
  ['cont', { usage: 'cont', act: (target) => kill(target, 'CONT') }],
]);

/** Signals that end no process, if it does not end by itself. */
const HARMLESS: ReadonlySet<string> = new Set(['CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'WINCH']);

/**
 * Obeys a control line for a process of the host: `kill TERM`, `kill 15`, `renice -5` to a level, `nice 5`, `nice +1`, `nice -1` by a step of each thread, `stop`, `cont`.
 * A signal to a thread is one to its process.
 * @returns what was done
 * @throws SysError ESRCH for a process that is gone, whoever has its PID now; EAGAIN where that cannot be asked; EPERM; EINVAL for a line that is not understood
 */
export function controlProcess(sampler: Witness, pid: number, startedAt: number, line: string): string {
  const [word = '', ...args] = line.trim().split(/\s+/);
  const verb = VERBS.get(word);
  if (verb === undefined) throw new SysError('EINVAL', 'ctl', line, `processes know ${[...VERBS.keys()].join(', ')}`);
  const wanted = word === 'stop' || word === 'cont' ? 0 : 1;
  if (args.length !== wanted) throw new SysError('EINVAL', 'ctl', line, `the form is ${verb.usage}`);
  // Zero and negative numbers would mean groups, and all processes.
  if (!Number.isInteger(pid) || pid < 1) throw new SysError('EINVAL', word, String(pid), 'a PID is a number from 1');
  const target = new ControlTarget(sampler.proc, pid);
  const presence = sampler.presence(pid, startedAt);
  if (presence === 'unread') throw target.unread(word);
  if (presence === 'gone') throw target.gone(word);
  return verb.act(target, args[0] ?? '');
}

/** The signal of a line that was obeyed, if it may end a process: `TERM` for `kill 15`. */
export function endingSignal(line: string): string | undefined {
  const [word, text = ''] = line.trim().split(/\s+/);
  if (word !== 'kill') return undefined;
  const { name } = parseHostSignal(text);
  return HARMLESS.has(name) ? undefined : name;
}

function kill(target: ControlTarget, text: string): string {
  const signal = parseHostSignal(text);
  const whom = target.processLabel;
  try {
    process.kill(target.pid, signal.number);
  } catch (error) {
    throw target.refusal(error, 'kill', 'signals go to processes of the same user, and from root');
  }
  return `sent ${signal.name} to ${whom}`;
}
