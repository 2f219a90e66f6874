import { expect, test, vi } from 'vitest';
import { TaskInput } from '../../src/kernel/task-input.ts';
import { TestKernel } from '../support/test-kernel.ts';

vi.mock('../../src/base/worker-entry.ts', async (original) => {
  const { workerEntry } = await original<typeof import('../../src/base/worker-entry.ts')>();
  return {
    workerEntry: (name: Parameters<typeof workerEntry>[0]) =>
      name === 'cpu-worker' ? new URL('../support/sabotaged-cpu.ts', import.meta.url) : workerEntry(name),
  };
});

test('an error that reaches nobody ends the task for which it was begun, and no other', async () => {
  await using os = new TestKernel();
  const neighbour = os.spawn('basic/spin');
  for (const how of ['thrown', 'rejected']) {
    const reader = os.spawn('basic/cat', { stdio: [new TaskInput().source] });
    expect(await os.end(reader)).toMatchObject({ kind: 'internal', message: expect.stringContaining(how) });
  }
  expect(neighbour.state.phase).toBe('running');
  expect(os.events.filter(({ type }) => type === 'cpu.lost')).toEqual([]);
});
