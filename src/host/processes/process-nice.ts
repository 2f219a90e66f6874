import { getPriority, setPriority } from 'node:os';
import { SysError } from '../../base/sys-error.ts';
import { type ControlTarget, codeOf } from './control-target.ts';
import { changeLevels, type Failure, type LevelChange } from './level-changes.ts';

const LOWEST = -20;
const HIGHEST = 19;

/** A level for all threads, or a step from the present one of each. @returns what was done @throws SysError as `renice` */
export function nice(target: ControlTarget, text: string): string {
  if (!/^[+-]?\d{1,3}$/.test(text))
    throw new SysError('EINVAL', 'nice', text, `a level is ${LOWEST} to ${HIGHEST}, or +N or -N from the present one`);
  if (!/^[+-]/.test(text)) return renice(target, text);
  return change(target, (level) => clamp(level + Number(text)));
}

/**
 * A level for all threads: a process has its nice level as all its threads have theirs.
 * @returns what was done
 * @throws SysError EINVAL for no such level; EPERM, with all threads as they were, or with those named that are not; ESRCH; EAGAIN
 */
export function renice(target: ControlTarget, text: string): string {
  const level = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(level >= LOWEST && level <= HIGHEST))
    throw new SysError('EINVAL', 'nice', text, `the levels are ${LOWEST} to ${HIGHEST}`);
  return change(target, () => level);
}

function change(target: ControlTarget, wanted: (level: number) => number): string {
  const all = target.threads('nice').flatMap((tid) => {
    const from = levelOf(target, tid);
    return from === undefined ? [] : [{ tid, from, to: wanted(from) }];
  });
  const changes = all.filter(({ from, to }) => from !== to);
  const failure = changeLevels(changes, (tid, level) => setLevel(target, tid, level));
  if (failure !== undefined) throw target.refusal(failure.error, 'nice', hintOf(failure));
  const now = range(all.map(({ to }) => to));
  if (changes.length === 0) return `${target.label} has nice ${now} already`;
  return `nice ${now} for ${target.label}, was ${range(all.map(({ from }) => from))}`;
}

/** @returns undefined for a thread that has ended meanwhile */
function levelOf(target: ControlTarget, tid: number): number | undefined {
  try {
    return getPriority(tid);
  } catch (error) {
    if (isEndedThread(target, tid, error)) return undefined;
    throw target.refusal(error, 'nice', 'its nice level cannot be read');
  }
}

function setLevel(target: ControlTarget, tid: number, level: number): void {
  try {
    setPriority(tid, level);
  } catch (error) {
    if (!isEndedThread(target, tid, error)) throw error;
  }
}

/** Threads come and go; the process itself must be there. */
function isEndedThread(target: ControlTarget, tid: number, error: unknown): boolean {
  return tid !== target.pid && codeOf(error) === 'ESRCH';
}

function hintOf({ error, refused, restored, stuck }: Failure): string {
  const { tid, from, to } = refused;
  const why =
    codeOf(error) === 'EACCES'
      ? `from nice ${from} to ${to}: lowering nice needs root or CAP_SYS_NICE`
      : 'nice is for processes of the same user, and for root';
  const back = restored.length === 0 ? '' : `; thread ${tid} refused, and ${listed(restored)} put back`;
  const left = stuck.length === 0 ? '' : `; ${stuck.map(described).join(', ')} cannot be put back`;
  return `${why}${back}${left}`;
}

function listed(changes: readonly LevelChange[]): string {
  return changes.length === 1 ? '1 other was' : `${changes.length} others were`;
}

function described({ tid, from, to }: LevelChange): string {
  return `thread ${tid} went from ${from} to ${to} and`;
}

/** `5`, or `0 to 5` where the threads differ. */
function range(levels: readonly number[]): string {
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  return least === most ? String(least) : `${least} to ${most}`;
}

function clamp(level: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, level));
}
