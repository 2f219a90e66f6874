import type { MachineStats } from '../../host/machine.ts';
import type { HostPicture, Snapshot, StateLetter, TaskRow } from './snapshot.ts';

/** A task's raw counters at one moment. CPU time in nanoseconds, the others in bytes and calls since its start. */
export interface TaskSample {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly args: readonly string[];
  readonly level: number;
  readonly phase: string;
  readonly state: StateLetter;
  readonly waitsFor: string;
  readonly cpuIndex: number;
  readonly cpuTime: number;
  readonly memory: number;
  readonly memoryPeak: number;
  readonly memoryLimit: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly calls: number;
  readonly fuel: number;
  readonly startedAt: number;
  readonly reason: string | undefined;
}

/** Where a sampler gets its figures from. */
export interface SamplerSources {
  readonly startedAt: number;
  tasks(): readonly TaskSample[];
  host(): HostPicture;
  machine(): MachineStats;
  /** What `run` can start. */
  programs(): Snapshot['programs'];
  /** What is new in the manifest. */
  news(): Snapshot['news'];
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that nobody sets. */
  clock(): number;
}

/** Over less than this many seconds rates would say nothing: those of the picture before are shown on. */
const LEAST_SECONDS = 0.5;

/** Where rates are counted from, and what they were last. */
interface Window {
  /** Milliseconds of the clock that never goes back. */
  readonly begin: number;
  readonly samples: ReadonlyMap<number, TaskSample>;
  readonly rates: ReadonlyMap<number, Rates>;
  readonly usage: NodeJS.CpuUsage;
  readonly machine: MachineStats;
  readonly self: Snapshot['self'];
}

type Rates = Pick<TaskRow, 'cpu' | 'readRate' | 'writeRate' | 'callRate' | 'fuelRate'>;

/** Turns counters into rates: each picture is made of two samples, a tick apart. */
export class Sampler {
  readonly #sources: SamplerSources;
  #window: Window;

  constructor(sources: SamplerSources) {
    this.#sources = sources;
    this.#window = {
      begin: sources.clock(),
      samples: new Map(),
      rates: new Map(),
      usage: process.cpuUsage(),
      machine: sources.machine(),
      self: { cpu: 0, rss: ownMemory() },
    };
  }

  sample(): Snapshot {
    const time = this.#sources.now();
    const samples = this.#sources.tasks();
    const seconds = Math.max(0.001, (this.#sources.clock() - this.#window.begin) / 1_000);
    const { samples: before, rates } = this.#window;
    const isShort = seconds < LEAST_SECONDS;
    const tasks = samples.map((sample) => {
      const known = isShort ? rates.get(sample.pid) : undefined;
      return rowOf(sample, known ?? ratesOf(sample, before.get(sample.pid), seconds));
    });
    if (!isShort) this.#window = this.#next(samples, tasks, seconds);
    const { machine, self } = this.#window;
    return {
      time,
      uptime: (time - this.#sources.startedAt) / 1000,
      machine,
      self,
      tasks,
      host: this.#sources.host(),
      programs: this.#sources.programs(),
      news: this.#sources.news(),
    };
  }

  #next(samples: readonly TaskSample[], tasks: readonly TaskRow[], seconds: number): Window {
    const usage = process.cpuUsage();
    const { user, system } = this.#window.usage;
    const used = (usage.user + usage.system - user - system) / 1e6 / seconds;
    // What the monitor itself costs: the process's CPU time without its tasks'.
    const theirs = tasks.reduce((sum, { cpu }) => sum + cpu, 0);
    return {
      begin: this.#sources.clock(),
      samples: new Map(samples.map((sample) => [sample.pid, sample])),
      rates: new Map(tasks.map((row) => [row.pid, row])),
      usage,
      machine: this.#sources.machine(),
      self: { cpu: Math.max(0, used - theirs), rss: ownMemory() },
    };
  }
}

/** Resident bytes; 0 on a Linux without /proc, which does not tell. */
function ownMemory(): number {
  try {
    return process.memoryUsage.rss();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

function ratesOf(now: TaskSample, before: TaskSample | undefined, seconds: number): Rates {
  const rate = (counter: 'cpuTime' | 'bytesRead' | 'bytesWritten' | 'calls' | 'fuel') =>
    Math.max(0, now[counter] - (before?.[counter] ?? 0)) / seconds;
  return {
    cpu: rate('cpuTime') / 1e9,
    readRate: rate('bytesRead'),
    writeRate: rate('bytesWritten'),
    callRate: rate('calls'),
    fuelRate: rate('fuel'),
  };
}

function rowOf(sample: TaskSample, { cpu, readRate, writeRate, callRate, fuelRate }: Rates): TaskRow {
  const { cpuTime, bytesRead: _read, bytesWritten: _written, calls: _calls, fuel: _fuel, ...same } = sample;
  return { kind: 'task', ...same, cpu, time: cpuTime / 1e9, readRate, writeRate, callRate, fuelRate };
}
