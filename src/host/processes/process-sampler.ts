import { EndedRows } from './ended-rows.ts';
import type { HostProcess } from './host-process.ts';
import { numbersIn, peekBytes, undefinedIfRefused } from './proc-file.ts';
import { ProcMount } from './proc-mount.ts';
import { type ProcessDetails, readDetails } from './process-details.ts';
import { StatFile } from './stat-file.ts';
import type { Presence } from './stat-files.ts';
import { type Sweep, WatchedProcess } from './watched-process.ts';

/** What is read of every process, because something sorts or filters by it. */
export interface Wanted {
  readonly threads: boolean;
  readonly shared: boolean;
  readonly io: boolean;
}

interface Options {
  /** Stands in for `/`. */
  readonly root?: string;
  /** A clock in milliseconds. */
  readonly now?: () => number;
  /** How long a process that ended stays in the table. */
  readonly lingerMs?: number;
  /** Files that may be kept open; half of those that we may open if not given. */
  readonly descriptors?: number;
}

/** Processes that are read before the caller may do something else. */
const SLICE = 200;

/** As many as a large screen has lines. */
const SCREENFUL = 150;

/** Reads the processes of the host, from one sweep to the next. */
export class ProcessSampler implements Disposable {
  /** What it reads. */
  readonly proc: ProcMount;
  readonly #now: () => number;
  readonly #ended: EndedRows;
  readonly #processes = new Map<number, WatchedProcess>();
  readonly #threads = new Map<number, WatchedProcess>();
  #wanted: Wanted = { threads: false, shared: false, io: false };
  #sweeps = 0;
  #sweptAt: number | undefined;

  constructor({ root = '', now = () => performance.now(), lingerMs = 5_000, descriptors }: Options = {}) {
    this.proc = new ProcMount(root, descriptors);
    this.#now = now;
    this.#ended = new EndedRows(lingerMs);
  }

  want(wanted: Wanted): void {
    this.#wanted = wanted;
  }

  /** Lets processes that have ended stay for so many milliseconds from now on. */
  lingerFor(ms: number): void {
    this.#ended.lingerFor(ms);
  }

  /**
   * Reads all once. Yields after each slice, so that keys may come through.
   * @param quick reads a screenful alone, and leaves commands, users and groups of new processes to the next sweep, or to `complete`
   * @returns a row for each, the very same as before where nothing changed; last those that ended a moment ago
   */
  *sweep(quick = false): Generator<undefined, readonly HostProcess[]> {
    const sweep = this.#begin(quick);
    const wanted = this.#wanted;
    const rows: HostProcess[] = [];
    let read = 0;
    let seen = 0;
    for (const pid of pidsIn(this.proc.path)) {
      const process = this.#visit(this.#processes, pid, sweep, undefined);
      if (process === undefined) continue;
      rows.push(process.row);
      if (quick && !process.row.kernelThread && ++seen >= SCREENFUL) return rows;
      if (++read % SLICE === 0) yield;
      if (!wanted.threads || process.row.threads < 2) continue;
      for (const thread of this.#threadsOf(process, sweep)) {
        rows.push(thread.row);
        if (++read % SLICE === 0) yield;
      }
    }
    this.#dropUnseen(this.#processes, sweep.number);
    this.#dropUnseen(this.#threads, sweep.number);
    return rows.concat(this.#ended.rows(this.#now()));
  }

  /** Adds what was not asked for all to a row, read at most once in a sweep. @returns the same row if nothing can be added */
  complete(row: HostProcess, asked: { readonly shared: boolean; readonly io: boolean }): HostProcess {
    const process = this.#watched(row.pid);
    if (process?.identity.startedAt !== row.startedAt || row.reason !== undefined) return row;
    return process.complete(row, asked, this.#sweeps, this.#now());
  }

  /** @returns undefined when that very process is gone */
  details(pid: number, startedAt: number): ProcessDetails | undefined {
    if (this.presence(pid, startedAt) !== 'there') return undefined;
    const details = readDetails(this.proc, pid, startedAt);
    return this.presence(pid, startedAt) === 'there' ? details : undefined;
  }

  /** Whether this very process is still there, asked of the kernel now. */
  presence(pid: number, startedAt: number): Presence {
    if (this.#ended.has(pid, startedAt)) return 'gone';
    const process = this.#watched(pid);
    const found = process?.presence();
    if (found !== undefined && process?.identity.startedAt === startedAt) return found;
    return found === 'there' ? 'gone' : this.proc.presence(pid, startedAt);
  }

  /**
   * Something was done to a process: its row is to show it after the next sweep.
   * @param signal that was sent to it and may end it: `KILL`
   */
  expectChange(pid: number, signal?: string): void {
    this.#watched(pid)?.expectChange(signal === undefined ? undefined : { name: signal, at: this.#now() });
  }

  [Symbol.dispose](): void {
    this.#processes.clear();
    this.#threads.clear();
    this.proc[Symbol.dispose]();
  }

  #begin(quick: boolean): Sweep {
    const at = this.#now();
    const sinceLast = this.#sweptAt === undefined ? undefined : at - this.#sweptAt;
    this.#sweptAt = at;
    return { number: ++this.#sweeps, asked: this.#wanted, sinceLast, quick, now: this.#now };
  }

  #watched(pid: number): WatchedProcess | undefined {
    return this.#processes.get(pid) ?? this.#threads.get(pid);
  }

  *#threadsOf(leader: WatchedProcess, sweep: Sweep): Generator<WatchedProcess> {
    for (const tid of pidsIn(`${leader.identity.directory}/task`)) {
      const thread = tid === leader.identity.pid ? undefined : this.#visit(this.#threads, tid, sweep, leader);
      if (thread !== undefined) yield thread;
    }
  }

  /** Reads one. Its number may belong to another by now. */
  #visit(
    all: Map<number, WatchedProcess>,
    pid: number,
    sweep: Sweep,
    leader: WatchedProcess | undefined,
  ): WatchedProcess | undefined {
    const known = all.get(pid);
    if (known?.identity.leader === leader && known?.sample(sweep)) return known;
    if (known !== undefined) this.#drop(all, known);
    const directory = `${leader === undefined ? this.proc.path : `${leader.identity.directory}/task`}/${pid}`;
    const stat = StatFile.open(this.proc.files, directory);
    if (stat === undefined) return undefined;
    const startedAt = this.#distinct(pid, this.proc.startedAt(stat.line.startTicks));
    const process = new WatchedProcess(this.proc, sweep, stat, { pid, startedAt, directory, leader });
    all.set(pid, process);
    return process;
  }

  /** The kernel counts starts in ticks of 10 ms: one that ended may have begun in the same one. */
  #distinct(pid: number, startedAt: number): number {
    return this.#ended.has(pid, startedAt) ? this.#distinct(pid, startedAt + 1) : startedAt;
  }

  #dropUnseen(all: Map<number, WatchedProcess>, sweep: number): void {
    for (const process of all.values()) if (process.seenIn !== sweep) this.#drop(all, process);
  }

  #drop(all: Map<number, WatchedProcess>, process: WatchedProcess): void {
    all.delete(process.identity.pid);
    process[Symbol.dispose]();
    const now = this.#now();
    if (process.identity.leader === undefined) this.#ended.add(process.row, process.endReason(now), now);
  }
}

/** @returns a text that says why there are no processes to be read; undefined where there are */
export function processesProblem(root = ''): string | undefined {
  if (peekBytes(`${root}/proc/self/stat`) !== undefined) return undefined;
  if (process.platform !== 'linux')
    return `processes of the host are read from /proc, which ${process.platform} does not have`;
  if (pidsIn(`${root}/proc`).length === 0) return '/proc is not mounted here: mount -t proc proc /proc';
  return '/proc does not show us processes, not even our own: see hidepid and subset in proc(5)';
}

/** None where the directory is gone. */
function pidsIn(directory: string): readonly number[] {
  return undefinedIfRefused(() => numbersIn(directory)) ?? [];
}
