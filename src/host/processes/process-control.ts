import { getPriority, setPriority } from 'node:os';
import { SysError } from '../../base/sys-error.ts';
import { parseHostSignal } from './host-signals.ts';
import { numbersIn, peekText, undefinedIfRefused } from './proc-file.ts';
import { UserNames } from './user-names.ts';

/** Knows which process a PID was. */
interface Witness {
  isAlive(pid: number, startedAt: number): boolean;
}

/** What a control line is about. */
interface Target {
  readonly pid: number;
  /** Its name now. */
  readonly name: string;
}

interface Verb {
  readonly usage: string;
  act(target: Target, argument: string): string;
}

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['kill', { usage: 'kill SIGNAL', act: kill }],
  ['renice', { usage: 'renice N', act: renice }],
  ['nice', { usage: 'nice N, nice +N or nice -N', act: nice }],
  ['stop', { usage: 'stop', act: (target) => kill(target, 'STOP') }],
  ['cont', { usage: 'cont', act: (target) => kill(target, 'CONT') }],
]);

const LOWEST = -20;
const HIGHEST = 19;

/**
 * Obeys a control line for a process of the host: `kill TERM`, `kill 15`, `renice -5` to a level, `nice 5`, `nice +1`, `nice -1` by a step, `stop`, `cont`.
 * @returns what was done
 * @throws SysError ESRCH for a process that is gone, whoever has its PID now; EPERM; EINVAL for a line that is not understood
 */
export function controlProcess(sampler: Witness, pid: number, startedAt: number, line: string): string {
  const [word = '', ...args] = line.trim().split(/\s+/);
  const verb = VERBS.get(word);
  if (verb === undefined) throw new SysError('EINVAL', 'ctl', line, `processes know ${[...VERBS.keys()].join(', ')}`);
  const wanted = word === 'stop' || word === 'cont' ? 0 : 1;
  if (args.length !== wanted) throw new SysError('EINVAL', 'ctl', line, `the form is ${verb.usage}`);
  // Zero and negative numbers would mean groups, and all processes.
  if (!Number.isInteger(pid) || pid < 1) throw new SysError('EINVAL', word, String(pid), 'a PID is a number from 1');
  if (!sampler.isAlive(pid, startedAt)) throw gone(word, pid);
  return verb.act({ pid, name: nameOf(pid) ?? '' }, args[0] ?? '');
}

function kill(target: Target, text: string): string {
  const signal = parseHostSignal(text);
  try {
    process.kill(target.pid, signal.number);
  } catch (error) {
    throw refusal(error, 'kill', target, 'signals go to processes of the same user, and from root');
  }
  return `sent ${signal.name} to ${label(target)}`;
}

/** A level, or a step from the present one. */
function nice(target: Target, text: string): string {
  if (!/^[+-]?\d{1,3}$/.test(text))
    throw new SysError('EINVAL', 'nice', text, `a level is ${LOWEST} to ${HIGHEST}, or +N or -N from the present one`);
  return /^[+-]/.test(text) ? toLevel(target, clamp(getNice(target) + Number(text))) : renice(target, text);
}

function renice(target: Target, text: string): string {
  const level = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(level >= LOWEST && level <= HIGHEST))
    throw new SysError('EINVAL', 'nice', text, `the levels are ${LOWEST} to ${HIGHEST}`);
  return toLevel(target, level);
}

/** A process has its nice level as all its threads have theirs. */
function toLevel(target: Target, level: number): string {
  const before = getNice(target);
  for (const tid of threadsOf(target.pid)) setNice(target, tid, level, before);
  return level === before
    ? `${label(target)} has nice ${level} already`
    : `nice ${level} for ${label(target)}, was ${before}`;
}

function getNice(target: Target): number {
  try {
    return getPriority(target.pid);
  } catch (error) {
    throw refusal(error, 'nice', target, 'its nice level cannot be read');
  }
}

function setNice(target: Target, tid: number, level: number, before: number): void {
  try {
    setPriority(tid, level);
  } catch (error) {
    // Threads come and go; the process itself must be there.
    if (tid !== target.pid && codeOf(error) === 'ESRCH') return;
    const hint =
      codeOf(error) === 'EACCES'
        ? `from nice ${before} to ${level}: lowering nice needs root or CAP_SYS_NICE`
        : 'nice is for processes of the same user, and for root';
    throw refusal(error, 'nice', target, hint);
  }
}

/** The kernel's call is for one thread. A thread that was named by its own number is alone. */
function threadsOf(pid: number): readonly number[] {
  const leader = Number(/^Tgid:\s+(\d+)$/m.exec(peekText(`/proc/${pid}/status`) ?? '')?.[1] ?? pid);
  if (leader !== pid) return [pid];
  const threads = undefinedIfRefused(() => numbersIn(`/proc/${pid}/task`)) ?? [];
  return [pid, ...threads.filter((tid) => tid !== pid)];
}

/** @param hint on what would be allowed */
function refusal(error: unknown, op: string, target: Target, hint: string): unknown {
  const code = codeOf(error);
  if (code === 'ESRCH') return gone(op, target.pid);
  if (code !== 'EPERM' && code !== 'EACCES') return error;
  const users = new UserNames('');
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(peekText(`/proc/${target.pid}/status`) ?? '')?.[1];
  const us = users.get(process.geteuid?.() ?? 0);
  const who = uid === undefined ? '' : `you are user ${us}, it belongs to ${users.get(Number(uid))}; `;
  return new SysError('EPERM', op, label(target), `${who}${hint}`);
}

function gone(op: string, pid: number): SysError {
  const name = nameOf(pid);
  const now = name === undefined ? 'it has ended' : `it has ended, and its PID is that of another process now, ${name}`;
  return new SysError('ESRCH', op, String(pid), now);
}

/** Of a failed call: setPriority wraps the system's error. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, info } = error as NodeJS.ErrnoException & { readonly info?: { readonly code?: string } };
  return info?.code ?? code;
}

/** Fit for a message: a process may call itself anything. */
function nameOf(pid: number): string | undefined {
  return peekText(`/proc/${pid}/comm`)?.replace(/\n$/, '').replace(/\p{C}/gu, '?');
}

function label({ pid, name }: Target): string {
  return name === '' ? String(pid) : `${pid} (${name})`;
}

function clamp(level: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, level));
}
