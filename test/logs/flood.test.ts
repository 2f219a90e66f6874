import { expect, test } from 'vitest';
import { TestKernel } from '../support/test-kernel.ts';

test('a task that writes a million empty lines, one a call, holds up no other, and its log stays small', async () => {
  await using os = new TestKernel();
  const flood = os.spawn('basic/forever-newline', { limits: { logRate: 0 } });
  const log = os.logs.source(flood.pid);
  await os.until(() => log.first > 0);
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
  await os.until(() => log.first > 1_000_000);
  expect(log.next - log.first).toBe(1_000_000);
  expect(os.logs.cost).toBeLessThan(8 * 1024 * 1024);
  os.kernel.signal(flood.pid, 'KILL');
  expect(await os.end(flood)).toEqual({ kind: 'signal', signal: 9 });
});
