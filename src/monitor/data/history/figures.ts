import type { Row } from '../row.ts';

/** What is remembered of a row at each step, in this order. States are letters' codes; what is not known is NaN. */
export const FIGURES = {
  cpu: 0,
  memory: 1,
  time: 2,
  read: 3,
  write: 4,
  state: 5,
  priority: 6,
  threads: 7,
  calls: 7,
  fuel: 8,
} as const;

export type Figure = keyof typeof FIGURES;

const COUNTS = { task: 9, process: 8 } as const;

export function figureCount({ kind }: Row): number {
  return COUNTS[kind];
}

export function figuresOf(row: Row): number[] {
  const { cpu, memory, time, readRate = Number.NaN, writeRate = Number.NaN, state } = row;
  const common = [cpu, memory, time, readRate, writeRate, state.charCodeAt(0)];
  return row.kind === 'task'
    ? [...common, row.level, row.callRate, row.fuelRate]
    : [...common, row.nice, row.threads];
}

/** A row as it was: the figures of then; what is not among them is as it was last. */
export function rowOf(row: Row, figure: (name: Figure) => number): Row {
  const known = (value: number) => (Number.isNaN(value) ? undefined : value);
  const common = {
    cpu: figure('cpu'),
    memory: figure('memory'),
    time: figure('time'),
    reason: undefined,
  };
  const state = String.fromCharCode(figure('state'));
  if (row.kind === 'process') {
    const { nice, threads, ...same } = row;
    return {
      ...same,
      ...common,
      state,
      nice: known(figure('priority')) ?? nice,
      threads: known(figure('threads')) ?? threads,
      readRate: known(figure('read')),
      writeRate: known(figure('write')),
      shared: undefined,
      endedAt: undefined,
    };
  }
  return {
    ...row,
    ...common,
    state: state as typeof row.state,
    level: figure('priority'),
    readRate: figure('read'),
    writeRate: figure('write'),
    callRate: figure('calls'),
    fuelRate: figure('fuel'),
    waitsFor: '',
  };
}
