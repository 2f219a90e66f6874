import type { Figures } from './asked-figures.ts';
import type { HostProcess } from './host-process.ts';
import type { KernelUnits } from './kernel-units.ts';
import type { ProcessFacts } from './process-facts.ts';
import type { StatLine } from './stat-line.ts';

/** What a row is made of. */
interface Parts {
  readonly pid: number;
  readonly startedAt: number;
  /** The process of a thread. */
  readonly leader: number | undefined;
  readonly line: StatLine;
  readonly facts: ProcessFacts;
  readonly cpu: number;
  readonly figures: Figures;
}

const NO_ARGS: readonly string[] = [];

export function processRow(
  { pid, startedAt, leader, line, facts, cpu, figures }: Parts,
  units: KernelUnits,
): HostProcess {
  const thread = leader !== undefined;
  return {
    kind: 'process',
    pid,
    parent: leader ?? line.parent,
    startedAt,
    name: line.name,
    args: line.state === 'Z' ? NO_ARGS : facts.args,
    user: facts.user,
    uid: facts.uid,
    state: line.state,
    priority: line.priority,
    nice: line.nice,
    threads: thread ? 1 : line.threads,
    cpu: Math.min(cpu, thread ? 1 : Math.max(1, line.threads)),
    time: line.ticks / units.ticksPerSecond,
    memory: line.residentPages * units.pageSize,
    virtual: line.virtual,
    kernelThread: line.kernelThread,
    thread,
    cgroup: facts.group.cgroup,
    container: facts.group.container,
    shared: figures.shared,
    readRate: figures.readRate,
    writeRate: figures.writeRate,
    reason: undefined,
    endedAt: undefined,
  };
}

/** @returns the very same row if it has these figures already */
export function withFigures(row: HostProcess, figures: Figures): HostProcess {
  const all = { shared: row.shared, readRate: row.readRate, writeRate: row.writeRate, ...figures };
  return hasFigures(row, all) ? row : { ...row, ...all };
}

export function hasFigures(row: HostProcess, figures: Figures): boolean {
  return row.shared === figures.shared && row.readRate === figures.readRate && row.writeRate === figures.writeRate;
}
