import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ReadTurns } from '../../../src/logs/tail/read-turns.ts';

test('who has much to read leaves turns to the others, and to the event loop', async () => {
  const turns = new ReadTurns();
  const steps: string[] = [];
  const endless = (name: string) => ({
    step: () => {
      steps.push(name);
      return true;
    },
  });
  turns.wake(endless('a'));
  turns.wake(endless('b'));
  const start = performance.now();
  await turn();
  await turn();
  expect(performance.now() - start).toBeLessThan(1_000);
  turns.close();
  expect(steps.slice(0, 6).join('')).toBe('ababab');
  const after = steps.length;
  await turn();
  expect(steps).toHaveLength(after);
});

test('who has nothing more gets no turn until it is woken', async () => {
  const turns = new ReadTurns();
  let steps = 0;
  const once = { step: () => ++steps < 0 };
  turns.wake(once);
  turns.wake(once);
  await turn();
  await turn();
  expect(steps).toBe(1);
  turns.wake(once);
  await turn();
  expect(steps).toBe(2);
});

test('closed by somebody in his turn, nobody gets another one', async () => {
  const turns = new ReadTurns();
  let steps = 0;
  const closes = {
    step: () => {
      steps++;
      turns.close();
      return true;
    },
  };
  turns.wake(closes);
  await turn();
  turns.wake(closes);
  await turn();
  await turn();
  expect(steps).toBe(1);
});
