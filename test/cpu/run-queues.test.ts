import { expect, test } from 'vitest';
import { type Queued, RunQueues } from '../../src/cpu/run-queues.ts';

const task = (): Queued => ({ level: 4, debt: 0, queue: undefined, before: undefined, after: undefined });

/** Lets the tasks run for so many turns, each as long as it takes; and adds up what each got. */
function run(costs: ReadonlyMap<Queued, number>, turns: number): number[] {
  const queues = new RunQueues();
  const got = new Map([...costs.keys()].map((queued) => [queued, 0]));
  for (const queued of costs.keys()) queues.add(queued);
  for (let turn = 0; turn < turns; turn++) {
    const next = queues.next();
    if (next === undefined) throw new Error('nobody is ready');
    const ms = costs.get(next) ?? 0;
    got.set(next, (got.get(next) ?? 0) + ms);
    queues.charge(next, ms);
    queues.add(next);
  }
  return [...got.values()];
}

test('a task that takes more than its slice has to wait for as long', () => {
  const [long = 0, short = 0] = run(
    new Map([
      [task(), 100],
      [task(), 2],
    ]),
    1_000,
  );
  expect(long / (long + short)).toBeCloseTo(0.5, 1);
});

test('where all take more they share all the same, and none is lost', () => {
  const shares = run(
    new Map([
      [task(), 50],
      [task(), 30],
      [task(), 10],
    ]),
    2_000,
  );
  const total = shares.reduce((sum, ms) => sum + ms, 0);
  for (const ms of shares) expect(ms / total).toBeCloseTo(1 / 3, 1);
});

test('alone, a task owes nothing to who comes later', () => {
  const queues = new RunQueues();
  const [first, second] = [task(), task()];
  queues.add(first);
  expect(queues.next()).toBe(first);
  queues.charge(first, 1_000);
  queues.add(first);
  expect(queues.next()).toBe(first);
  queues.charge(first, 2);
  queues.add(first);
  queues.add(second);
  expect(queues.next()).toBe(first);
});
