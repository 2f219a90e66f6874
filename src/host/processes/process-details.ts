import { readFileSync, readlinkSync } from 'node:fs';
import { SysError } from '../../base/sys-error.ts';
import { onHost } from '../../vfs/host-error.ts';
import { type IoTotals, parseIoTotals } from './io-totals.ts';
import { numbersIn, peekBytes, zeroEnded } from './proc-file.ts';
import type { ProcMount } from './proc-mount.ts';
import { type ProcessLimit, parseProcessLimits } from './process-limits.ts';
import { type MemoryUse, memoryOfRollup, memoryOfStatus } from './process-memory.ts';
import { type ContextSwitches, contextSwitches, type SignalSets, signalSets } from './process-status.ts';
import { parseStatLine } from './stat-line.ts';

/** A part of the details, or a text that says why it may not be read: `permission denied (EACCES)`. */
export type Part<T> = T | string;

/** An open file. */
export interface OpenFile {
  readonly fd: number;
  /** A path, `socket:[123]`, `pipe:[5]`, `anon_inode:...`; or why it may not be read. */
  readonly target: string;
}

/** A thread of a process. */
export interface ThreadDetails {
  readonly tid: number;
  readonly name: string;
  readonly state: string;
  /** Seconds. */
  readonly cpuTime: number;
}

/** All about one process of the host. No text in it is cleaned. */
export interface ProcessDetails {
  readonly pid: number;
  readonly startedAt: number;
  readonly args: Part<readonly string[]>;
  readonly exe: string;
  readonly cwd: string;
  /** `NAME=value`, as it was when the program began. */
  readonly env: Part<readonly string[]>;
  /** By number; the first thousand of them. */
  readonly files: Part<readonly OpenFile[]>;
  /** How many files are open in all. */
  readonly fileCount: Part<number>;
  readonly limits: Part<readonly ProcessLimit[]>;
  readonly cgroup: Part<readonly string[]>;
  /** The first thousand of them. */
  readonly threads: Part<readonly ThreadDetails[]>;
  readonly signals: Part<SignalSets>;
  readonly memory: Part<readonly MemoryUse[]>;
  /** 0 to 1000 and more: the higher, the sooner it is ended when memory is short. */
  readonly oomScore: Part<number>;
  readonly contextSwitches: Part<ContextSwitches>;
  readonly io: Part<IoTotals>;
}

/** Of files and threads: more are of no use on a screen, and it is all read every second. */
const MOST_ENTRIES = 1000;

/** A call in state D may hold the lock of the memory for ever, on a disk that hangs: whoever reads what lies there waits with it. */
const STUCK = 'not read: it waits for a disk (state D)';

/** Reads all about a process. The caller makes sure that it is the same one before and after. */
export function readDetails(proc: ProcMount, pid: number, startedAt: number): ProcessDetails {
  const directory = `${proc.path}/${pid}`;
  const file = <T>(name: string, parse: (text: string) => T) =>
    part(() => parse(readFileSync(`${directory}/${name}`, 'utf8')));
  const link = (name: string) => part(() => readlinkSync(`${directory}/${name}`));
  const isStuck = stateOf(directory) === 'D';
  const ofMemory = <T>(name: string, parse: (text: string) => T) => (isStuck ? STUCK : file(name, parse));
  const fds = part(() => numbersIn(`${directory}/fd`));
  return {
    pid,
    startedAt,
    args: ofMemory('cmdline', zeroEnded),
    exe: link('exe'),
    cwd: link('cwd'),
    env: ofMemory('environ', zeroEnded),
    files: whenRead(fds, (numbers) => numbers.slice(0, MOST_ENTRIES).map((fd) => ({ fd, target: link(`fd/${fd}`) }))),
    fileCount: whenRead(fds, (numbers) => numbers.length),
    limits: file('limits', parseProcessLimits),
    cgroup: file('cgroup', (text) => text.trimEnd().split('\n')),
    threads: part(() => threadsIn(`${directory}/task`, proc.units.ticksPerSecond)),
    signals: file('status', signalSets),
    memory: memoryOf(ofMemory('smaps_rollup', memoryOfRollup), file('status', memoryOfStatus)),
    oomScore: file('oom_score', Number),
    contextSwitches: file('status', contextSwitches),
    io: file('io', parseIoTotals),
  };
}

function stateOf(directory: string): string | undefined {
  const bytes = peekBytes(`${directory}/stat`);
  return bytes && parseStatLine(bytes, bytes.length)?.state;
}

function part<T>(read: () => T): Part<T> {
  try {
    return onHost('read', '/proc', read);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why = error.code === 'ESRCH' || error.code === 'ENOENT' ? 'there is none' : error.detail;
    return `${why} (${error.code})`;
  }
}

function whenRead<T, U>(found: Part<T>, next: (value: T) => U): Part<U> {
  return typeof found === 'string' ? found : next(found);
}

/** Kernel threads and zombies have no memory of their own: nothing is in either file. */
function memoryOf(exact: Part<readonly MemoryUse[]>, open: Part<readonly MemoryUse[]>): Part<readonly MemoryUse[]> {
  if (typeof exact !== 'string') return exact;
  return open.length > 0 ? open : 'it has no memory of its own';
}

function threadsIn(tasks: string, ticksPerSecond: number): readonly ThreadDetails[] {
  return numbersIn(tasks)
    .slice(0, MOST_ENTRIES)
    .flatMap((tid) => {
      const bytes = peekBytes(`${tasks}/${tid}/stat`);
      const line = bytes && parseStatLine(bytes, bytes.length);
      if (line === undefined) return [];
      return [{ tid, name: line.name, state: line.state, cpuTime: line.ticks / ticksPerSecond }];
    });
}
