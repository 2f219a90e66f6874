import type { HostProcess } from '../../src/host/processes/host-process.ts';
import type { Wanted } from '../../src/host/processes/process-sampler.ts';
import type { LogStream } from '../../src/logs/log-line.ts';
import type { LogSource } from '../../src/logs/log-source.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { MergedLog } from '../../src/logs/merged-log.ts';
import type { TaskDetails } from '../../src/monitor/data/details.ts';
import { Histories } from '../../src/monitor/data/history/histories.ts';
import type { Past } from '../../src/monitor/data/history/past.ts';
import type { RowHistory } from '../../src/monitor/data/history/row-history.ts';
import type { Row } from '../../src/monitor/data/row.ts';
import type { Snapshot, TaskRow } from '../../src/monitor/data/snapshot.ts';
import type { MonitorSource, TailedLog } from '../../src/monitor/data/source.ts';

/** A task that sleeps, with changes. */
export function rowOf(changes: Partial<TaskRow>): TaskRow {
  return {
    kind: 'task',
    pid: 2,
    parent: 1,
    name: 'task',
    args: [],
    level: 4,
    state: 'S',
    phase: 'running',
    waitsFor: '',
    cpuIndex: 0,
    cpu: 0,
    time: 0,
    memory: 128 * 1024,
    memoryPeak: 128 * 1024,
    memoryLimit: 64 * 1024 ** 2,
    readRate: 0,
    writeRate: 0,
    callRate: 0,
    fuelRate: 0,
    startedAt: 1_000_000,
    reason: undefined,
    ...changes,
  };
}

/** A process of the host that sleeps, with changes. */
export function processOf(changes: Partial<HostProcess>): HostProcess {
  return {
    kind: 'process',
    pid: 100,
    parent: 1,
    name: 'sleep',
    args: ['/usr/bin/sleep', '60'],
    user: 'root',
    uid: 0,
    state: 'S',
    priority: 20,
    nice: 0,
    threads: 1,
    cpu: 0,
    time: 0,
    memory: 1024 ** 2,
    virtual: 4 * 1024 ** 2,
    kernelThread: false,
    thread: false,
    cgroup: '',
    container: '',
    shared: undefined,
    readRate: undefined,
    writeRate: undefined,
    startedAt: 1_000_000,
    reason: undefined,
    endedAt: undefined,
    ...changes,
  };
}

export function snapshotOf(tasks: readonly TaskRow[], changes: Partial<Snapshot> = {}): Snapshot {
  return {
    time: 1_700_000_000_000,
    uptime: 754,
    machine: {
      cores: [0.42, 0.97],
      memoryTotal: 16 * 1024 ** 3,
      memoryUsed: 5.4 * 1024 ** 3,
      swapTotal: 2 * 1024 ** 3,
      swapUsed: 120 * 1024 ** 2,
      load: [1.12, 0.85, 0.43],
      contained: false,
    },
    self: { cpu: 0.021, rss: 142 * 1024 ** 2 },
    tasks,
    host: { rows: [], problem: undefined },
    programs: [],
    news: undefined,
    ...changes,
  };
}

/** A source whose pictures and logs are set by hand. */
export class FakeSource implements MonitorSource {
  #snapshot: Snapshot;
  /** What the screen asked to be read of every process. */
  wanted: Wanted | undefined;
  readonly logs = new LogStore();
  readonly #merged = new MergedLog(this.logs);
  readonly #files = new LogStore();
  /** What it was asked to follow. */
  followed: readonly string[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(tasks: readonly TaskRow[] = [], changes: Partial<Snapshot> = {}) {
    this.#snapshot = snapshotOf(tasks, changes);
  }

  publish(tasks: readonly TaskRow[], changes: Partial<Snapshot> = {}): void {
    this.#snapshot = { ...this.#snapshot, time: this.#snapshot.time + 1_000, ...changes, tasks };
    this.histories.record(this.#snapshot);
    for (const changed of [...this.#watchers]) changed();
  }

  /** Adds lines to a log of a task, each 40 ms later than the one before. */
  write(pid: number, ...texts: readonly string[]): void {
    for (const text of texts) this.writeTo(pid, 1, text);
  }

  writeTo(pid: number, stream: LogStream, text: string): void {
    const time = 1_700_000_000_000 + this.logs.source(pid).next * 40;
    this.logs.append(pid, stream, time, Buffer.from(`${text}\n`));
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => {
      this.#watchers.delete(changed);
    };
  }

  log(pid: number): LogSource {
    return this.logs.source(pid);
  }

  nameOf(pid: number): string | undefined {
    return this.#snapshot.tasks.find((task) => task.pid === pid)?.name;
  }

  mergedLog(pids: readonly number[] | undefined): LogSource {
    return pids === undefined ? this.#merged : new MergedLog(this.logs, new Set(pids));
  }

  /** Files whose lines are written by hand: the first one has the key 1. */
  files(patterns: readonly string[]): TailedLog {
    this.followed = patterns;
    const files = patterns.map((path, index) => ({ key: index + 1, path, label: path, state: 'following' as const }));
    return Object.assign(this.#files.source(1), { files, left: 0, unmatched: [], silent: [] });
  }

  writeToFile(...texts: readonly string[]): void {
    this.#files.append(1, 1, this.#snapshot.time, Buffer.from(`${texts.join('\n')}\n`));
  }

  readonly histories = new Histories();

  get past(): Past {
    return this.histories;
  }

  history(row: Row): RowHistory | undefined {
    return this.histories.of(row);
  }

  want(wanted: Wanted): void {
    this.wanted = wanted;
  }

  completed(rows: readonly Row[]): readonly Row[] {
    return rows;
  }

  processDetails(): undefined {}

  details(): TaskDetails | undefined {
    return undefined;
  }

  async paths(prefix: string): Promise<readonly string[]> {
    return ['/data/', '/dev/', '/dev/null'].filter((path) => path.startsWith(prefix));
  }
}

const NAMES = ['weblog', 'primes', 'sleeper', 'crunch', 'cat', 'shell', 'indexer', 'résumé', '日本語', 'mail-queue'];
const STATES = ['R', 'S', 'S', 'S', 'R', 'T', 'N'] as const;
const WAITS = ['sleep', 'stdin', 'pipe', 'accept'];

/** Tasks of all kinds, the same for the same numbers; each tick changes every row. */
export function movingTasks(count: number, tick: number): TaskRow[] {
  return Array.from({ length: count }, (_, index) => movingTask(index, tick));
}

function movingTask(index: number, tick: number): TaskRow {
  const random = (salt: number) => Math.abs(Math.sin(index * 12.9898 + salt * 78.233 + tick * 0.37) * 43_758.5453) % 1;
  const ended = index % 11 === 10;
  const state = ended ? 'Z' : (STATES[index % STATES.length] ?? 'S');
  return rowOf({
    pid: index + 2,
    name: NAMES[index % NAMES.length] ?? 'task',
    args: [`--part=${index}`, '--out', `/data/part-${index}.bin`],
    level: index % 8,
    state,
    phase: ended ? 'exited' : 'running',
    waitsFor: state === 'S' ? (WAITS[index % WAITS.length] ?? '') : '',
    cpu: state === 'R' ? random(1) : random(1) / 100,
    time: index * 37.77 + tick * random(2),
    memory: 65_536 * (1 + Math.floor(random(3) * 400)),
    readRate: random(4) * 10 ** (index % 7),
    writeRate: random(5) * 10 ** (index % 6),
    callRate: random(6) * 10 ** (index % 5),
    reason: ended ? (index % 2 === 0 ? 'trap: memory access out of bounds' : 'exit 0') : undefined,
  });
}
