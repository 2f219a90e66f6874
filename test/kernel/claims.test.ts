import { expect, test } from 'vitest';
import { MAX_ISOLATED_TASKS, MAX_LIVE_MEMORIES } from '../../src/base/limits.ts';
import { Claims } from '../../src/kernel/claims.ts';

test('what live tasks hold together is bounded, and what ended ones held is free again', () => {
  const claims = new Claims();
  for (let pid = 0; pid < MAX_LIVE_MEMORIES / 100; pid++) claims.claim(pid, { memories: 100, threads: 0 });
  expect(() => claims.claim(1_000, { memories: 1, threads: 0 })).toThrow(`${MAX_LIVE_MEMORIES} memories in all`);
  claims.release(1_000);
  claims.release(7);
  claims.claim(1_000, { memories: 100, threads: MAX_ISOLATED_TASKS });
  claims.release(8);
  expect(() => claims.claim(1_001, { memories: 1, threads: 1 })).toThrow(
    expect.objectContaining({ code: 'EAGAIN', message: expect.stringContaining('threads of their own') }),
  );
});
