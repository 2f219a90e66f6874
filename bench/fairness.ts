import { setTimeout as delay } from 'node:timers/promises';
import type { Task } from '../src/kernel/task.ts';
import { TestKernel } from '../test/support/test-kernel.ts';
import { timed } from './figures.ts';
import { plainThreads } from './plain-threads.ts';
import { benchGuest } from './processes.ts';
import { atLeast, atMost, type BenchOptions, type Row } from './row.ts';

/** What the levels 1 to 6 are promised of a cpu that all of them want. */
const WEIGHTS = [32, 16, 8, 4, 2, 1];
const MOST_PERCENT_OFF = 2;
const MOST_LATE_MS = 5;
const LEAST_SPEED_UP = 1.9;

/** Millions of rounds of a task that only computes: some 0.2 s. */
const ROUNDS = '300';

/** What the levels promise, with endless loops on all of them. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const milliseconds = short ? 500 : 10_000;
  return [
    atMost('fairness', '% off', await worstShare(3 * milliseconds), MOST_PERCENT_OFF),
    atLeast('level 0', '%', await shareBeside(0, milliseconds), 99),
    atMost('level 7', '%', await shareBeside(7, milliseconds), 1),
    atMost('wake-up', 'ms', await latenessUnderLoad(short ? 20 : 500), MOST_LATE_MS),
    atLeast('two cpus', 'x', await speedUp(short ? 1 : 8), LEAST_SPEED_UP),
    // What the machine gives: where two plain threads have less, so have two cpus.
    atLeast('two plain threads', 'x', await plainSpeedUp(short ? 1 : 8), LEAST_SPEED_UP),
  ];
}

async function worstShare(milliseconds: number): Promise<number> {
  await using os = new TestKernel();
  const used = await spinAt(
    os,
    WEIGHTS.map((_, index) => index + 1),
    milliseconds,
  );
  const [all, promised] = [sum(used), sum(WEIGHTS)];
  const off = used.map((time, index) => Math.abs(time / all / ((WEIGHTS[index] as number) / promised) - 1));
  return 100 * Math.max(...off);
}

/** Percent of a cpu that a level gets beside one task each of the levels 1 to 6. */
async function shareBeside(level: number, milliseconds: number): Promise<number> {
  await using os = new TestKernel();
  const used = await spinAt(os, [level, ...WEIGHTS.map((_, index) => index + 1)], milliseconds);
  return (100 * (used[0] as number)) / sum(used);
}

/** Endless loops at these levels, on one cpu. @returns the CPU time of each, in nanoseconds, over so long a time */
async function spinAt(os: TestKernel, levels: readonly number[], milliseconds: number): Promise<number[]> {
  const tasks = levels.map((level) => os.spawn('basic/spin', { level }));
  await os.until(() => tasks.every(({ state }) => state.phase === 'running'));
  const before = tasks.map(cpuTime);
  await delay(milliseconds);
  return tasks.map((task, index) => cpuTime(task) - (before[index] as number));
}

function cpuTime({ slot }: Task): number {
  return slot.get('cpuTime');
}

function sum(figures: readonly number[]): number {
  return figures.reduce((all, figure) => all + figure, 0);
}

/** How late a sleeper of level 2 wakes under full load, at the 99th percentile, in milliseconds. */
async function latenessUnderLoad(times: number): Promise<number> {
  await using os = new TestKernel();
  for (const index of WEIGHTS.keys()) os.spawn('basic/spin', { level: index + 1 });
  const sleeper = os.spawn('wake', { module: benchGuest('wake'), args: ['5', String(times)], level: 2 });
  await os.end(sleeper);
  return Number(os.text(sleeper)) / 1_000;
}

/** How much sooner the same work is done by two cpus. */
async function speedUp(tasks: number): Promise<number> {
  const [one, two] = [await work(1, 2 * tasks), await work(2, 2 * tasks)];
  return one / two;
}

async function work(cpus: number, tasks: number): Promise<number> {
  await using os = new TestKernel(cpus);
  const burn = (times: number, rounds: string) =>
    Promise.all(Array.from({ length: times }, () => os.end(os.spawn('basic/burn', { args: [rounds] }))));
  // Until every cpu has started.
  await burn(cpus, '1');
  return await timed(() => burn(tasks, ROUNDS));
}

async function plainSpeedUp(tasks: number): Promise<number> {
  const [one, two] = [
    await plainThreads(1, 2 * tasks, 'basic/burn', [ROUNDS]),
    await plainThreads(2, tasks, 'basic/burn', [ROUNDS]),
  ];
  return one / two;
}
