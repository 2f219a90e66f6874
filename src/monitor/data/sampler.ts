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
  now(): number;
}

/** Turns counters into rates: each picture is made of two samples, a tick apart. */
export class Sampler {
  readonly #sources: SamplerSources;
  #before = new Map<number, TaskSample>();
  #time: number;
  #usage = process.cpuUsage();

  constructor(sources: SamplerSources) {
    this.#sources = sources;
    this.#time = sources.now();
  }

  sample(): Snapshot {
    const time = this.#sources.now();
    const seconds = Math.max(0.001, (time - this.#time) / 1000);
    const samples = this.#sources.tasks();
    const tasks = samples.map((sample) => rowOf(sample, this.#before.get(sample.pid), seconds));
    const self = this.#ownUse(tasks, seconds);
    this.#before = new Map(samples.map((sample) => [sample.pid, sample]));
    this.#time = time;
    return {
      time,
      uptime: (time - this.#sources.startedAt) / 1000,
      machine: this.#sources.machine(),
      self,
      tasks,
      host: this.#sources.host(),
      programs: this.#sources.programs(),
      news: this.#sources.news(),
    };
  }

  /** The process's CPU time without its tasks': what the monitor itself costs. */
  #ownUse(tasks: readonly TaskRow[], seconds: number): Snapshot['self'] {
    const usage = process.cpuUsage();
    const used = (usage.user + usage.system - this.#usage.user - this.#usage.system) / 1e6 / seconds;
    this.#usage = usage;
    const theirs = tasks.reduce((sum, { cpu }) => sum + cpu, 0);
    return { cpu: Math.max(0, used - theirs), rss: ownMemory() };
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

function rowOf(now: TaskSample, before: TaskSample | undefined, seconds: number): TaskRow {
  const rate = (counter: 'cpuTime' | 'bytesRead' | 'bytesWritten' | 'calls' | 'fuel') =>
    Math.max(0, now[counter] - (before?.[counter] ?? 0)) / seconds;
  const { cpuTime, bytesRead: _read, bytesWritten: _written, calls: _calls, fuel: _fuel, ...same } = now;
  return {
    kind: 'task',
    ...same,
    cpu: rate('cpuTime') / 1e9,
    time: cpuTime / 1e9,
    readRate: rate('bytesRead'),
    writeRate: rate('bytesWritten'),
    callRate: rate('calls'),
    fuelRate: rate('fuel'),
  };
}
