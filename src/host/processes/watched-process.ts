import { type Asked, AskedFigures, type Figures } from './asked-figures.ts';
import { CpuMeter } from './cpu-meter.ts';
import { endReason, isOpen, type SentSignal } from './end-reason.ts';
import type { HostProcess } from './host-process.ts';
import type { ProcMount } from './proc-mount.ts';
import { NOT_READ, type ProcessFacts, readFacts } from './process-facts.ts';
import { hasFigures, processRow, withFigures } from './process-row.ts';
import { RunCounter } from './run-counter.ts';
import type { StatFile } from './stat-file.ts';
import type { Presence } from './stat-files.ts';
import type { StatLine } from './stat-line.ts';

/** One reading of all processes. */
export interface Sweep {
  readonly number: number;
  /** What is read of every process. */
  readonly asked: Asked;
  /** Milliseconds since the last sweep began; undefined for the first. */
  readonly sinceLast: number | undefined;
  /** Commands, users and groups of processes that are new are left to the next one. */
  readonly quick: boolean;
  /** A clock in milliseconds. */
  now(): number;
}

/** Which process it is. */
export interface Identity {
  readonly pid: number;
  readonly startedAt: number;
  readonly directory: string;
  /** For a thread its process, whose command, user and group it has. */
  readonly leader: WatchedProcess | undefined;
}

/** Facts are read again after this time, and up to half a minute more, so that not all are due at once. */
const FACTS_MS = 45_000;
/** A young process may still change its user. */
const YOUNG_FACTS_MS = 3_000;

/** Sweeps for which one that does not run is not read in full: others may have changed its nice value, its parent, or what is resident. */
const MOST_SKIPPED = 9;

const NO_FIGURES: Figures = { shared: undefined, readRate: undefined, writeRate: undefined };

/** A process (or thread) that is read at every sweep, and the row that shows it. */
export class WatchedProcess implements Disposable {
  readonly identity: Identity;
  /** The sweep that saw it last. */
  seenIn: number;
  readonly #proc: ProcMount;
  readonly #stat: StatFile;
  readonly #cpu: CpuMeter;
  readonly #figures: AskedFigures;
  #facts: ProcessFacts;
  #factsDue: number;
  #row: HostProcess;
  /** Whether the kernel has let us look into it. */
  #wasOpen: boolean;
  #sent: SentSignal | undefined;
  /** For one that was idle when it was read last. */
  #counter: RunCounter | undefined;
  #skipped = 0;
  /** The last sweep in which it had not run. */
  #restedIn = -1;
  #completed: { readonly of: HostProcess; readonly row: HostProcess } | undefined;

  /** @param stat is ours from now on */
  constructor(proc: ProcMount, sweep: Sweep, stat: StatFile, identity: Identity) {
    const now = sweep.now();
    const age = ageIfNew(proc, sweep, stat.line);
    this.#proc = proc;
    this.#stat = stat;
    this.identity = identity;
    this.seenIn = sweep.number;
    this.#wasOpen = isOpen(stat.line);
    this.#cpu = new CpuMeter(proc.units.ticksPerSecond, stat.line.ticks, now, age);
    this.#figures = new AskedFigures(identity.directory, proc.units.pageSize);
    this.#facts =
      identity.leader?.facts ?? (sweep.quick ? NOT_READ : readFacts(proc, identity.directory, stat.line.state));
    this.#factsDue = sweep.quick ? now : now + (age === undefined ? this.#factsFor() : YOUNG_FACTS_MS);
    this.#row = this.#draw(this.#cpu.fraction, this.#figuresFor(sweep, now));
  }

  get row(): HostProcess {
    return this.#row;
  }

  get facts(): ProcessFacts {
    return this.#facts;
  }

  /** Reads it anew; where nothing changed, the row stays the very same. @returns false if it is gone */
  sample(sweep: Sweep): boolean {
    if (this.#mayBeSkipped(sweep)) return true;
    const before = this.#stat.line;
    const reading = this.#stat.read();
    if (reading === 'gone') return false;
    this.seenIn = sweep.number;
    if (reading === 'unread') return true;
    const now = sweep.now();
    const { line } = this.#stat;
    this.#wasOpen ||= isOpen(line);
    const cpu = this.#cpu.read(line.ticks, now);
    const facts = this.#factsNow(before, now);
    const figures = this.#figuresFor(sweep, now);
    const same = reading === 'same' && cpu === 0 && this.#row.cpu === 0 && facts === this.#facts;
    if (same && hasFigures(this.#row, figures)) {
      this.#countFromNow();
      return true;
    }
    this.#facts = facts;
    this.#row = this.#draw(cpu, figures);
    return true;
  }

  /** Facts that were left out are read for one that somebody looks at. */
  #withFacts(row: HostProcess, now: number): HostProcess {
    if (this.#facts !== NOT_READ) return row;
    this.#facts = readFacts(this.#proc, this.identity.directory, this.#stat.line.state);
    this.#factsDue = now + this.#factsFor();
    this.#row = this.#draw(row.cpu, NO_FIGURES);
    return this.#row;
  }

  /** Something was done to it: it is read in full the next time. @param sent the signal that may end it, and with it all its threads */
  expectChange(sent?: SentSignal): void {
    this.#skipped = MOST_SKIPPED;
    this.#sent = sent ?? this.#sent;
    this.identity.leader?.expectChange(sent);
  }

  /** Why it ended, as far as could be seen. @param now a clock in milliseconds */
  endReason(now: number): string {
    return endReason(this.#stat.line, this.#wasOpen, this.#sent, now);
  }

  /** Whether it has been idle, and has not run since. */
  #mayBeSkipped(sweep: Sweep): boolean {
    const { asked } = sweep;
    if (this.#counter === undefined || asked.shared || asked.io || this.#skipped >= MOST_SKIPPED) return false;
    if (this.#counter.hasRun() || sweep.now() >= this.#factsDue) return false;
    this.#skipped++;
    this.#restedIn = sweep.number;
    this.seenIn = sweep.number;
    return true;
  }

  /** Not all are due to be read in full in the same sweep. */
  #countFromNow(): void {
    if (this.#stat.line.threads !== 1) return;
    this.#skipped = this.#counter === undefined ? this.identity.pid % MOST_SKIPPED : 0;
    this.#counter ??= new RunCounter(this.#proc.files, this.identity.directory);
  }

  /** @returns the row with what is asked, the very same if there is nothing to add */
  complete(row: HostProcess, asked: Asked, sweep: number, now: number): HostProcess {
    const last = this.#completed?.of === row ? this.#completed.row : this.#withFacts(row, now);
    // What has not run has read and written nothing since.
    if (this.#restedIn === sweep && isAtRest(last, asked)) return last;
    const completed = withFigures(last, this.#figures.read(asked, sweep, now));
    if (completed !== row) this.#completed = { of: row, row: completed };
    return completed;
  }

  /** Whether it is still there, asked of the kernel now. */
  presence(): Presence {
    return this.#stat.presence();
  }

  [Symbol.dispose](): void {
    this.#stat[Symbol.dispose]();
    this.#counter?.[Symbol.dispose]();
  }

  /** Milliseconds for which facts hold; in state D they were not read in full. */
  #factsFor(): number {
    return this.#stat.line.state === 'D' ? YOUNG_FACTS_MS : spread(this.identity.pid);
  }

  #figuresFor({ asked, number }: Sweep, now: number): Figures {
    return asked.shared || asked.io ? { ...NO_FIGURES, ...this.#figures.read(asked, number, now) } : NO_FIGURES;
  }

  /** An exec changes the name or where the arguments lie. */
  #factsNow(before: StatLine, now: number): ProcessFacts {
    const { leader, directory } = this.identity;
    if (leader !== undefined) return leader.facts;
    const { line } = this.#stat;
    const other = line !== before && (line.name !== before.name || line.argsAddress !== before.argsAddress);
    if (!other && now < this.#factsDue) return this.#facts;
    this.#factsDue = now + this.#factsFor();
    return readFacts(this.#proc, directory, line.state, this.#facts);
  }

  #draw(cpu: number, figures: Figures): HostProcess {
    const { pid, startedAt, leader } = this.identity;
    const parts = {
      pid,
      startedAt,
      leader: leader?.identity.pid,
      line: this.#stat.line,
      facts: this.#facts,
      cpu,
      figures,
    };
    return processRow(parts, this.#proc.units);
  }
}

/** Whether all that is asked is known, and will stay as it is while it does not run. */
function isAtRest({ shared, readRate, writeRate }: HostProcess, asked: Asked): boolean {
  return (!asked.shared || shared !== undefined) && (!asked.io || (readRate === 0 && writeRate === 0));
}

/** @returns milliseconds; undefined for one that was there already when the last sweep began */
function ageIfNew(proc: ProcMount, { sinceLast }: Sweep, line: StatLine): number | undefined {
  const age = sinceLast === undefined ? undefined : proc.age(line.startTicks);
  return age !== undefined && sinceLast !== undefined && age < sinceLast ? Math.max(0, age) : undefined;
}

function spread(pid: number): number {
  return FACTS_MS + (pid % 64) * 500;
}
