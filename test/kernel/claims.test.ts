import { expect, test } from 'vitest';
import { MAX_ISOLATED_TASKS, MAX_LIVE_MEMORIES, MAX_SHARED_INSTANCES_BYTES } from '../../src/base/limits.ts';
import { Claims } from '../../src/kernel/claims.ts';

const NOTHING = { memories: 0, threads: 0, sharedBytes: 0 };

test.each([
  ['memories', MAX_LIVE_MEMORIES, `${MAX_LIVE_MEMORIES} memories in all`],
  ['threads', MAX_ISOLATED_TASKS, `${MAX_ISOLATED_TASKS} threads of their own in all`],
  [
    'sharedBytes',
    MAX_SHARED_INSTANCES_BYTES,
    `${MAX_SHARED_INSTANCES_BYTES} bytes of tables, exports and references to functions in all`,
  ],
])('what live tasks hold together is bounded, and what ended ones held is free again: %s', (what, most, message) => {
  const claims = new Claims();
  claims.claim(2, { ...NOTHING, [what]: most - 1 });
  claims.claim(3, { ...NOTHING, [what]: 1 });
  expect(() => claims.claim(4, { ...NOTHING, [what]: 1 })).toThrow(
    expect.objectContaining({ code: 'EAGAIN', message: expect.stringContaining(message) }),
  );
  claims.release(4);
  claims.release(3);
  claims.claim(4, { ...NOTHING, [what]: 1 });
});
