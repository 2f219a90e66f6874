import { afterEach, expect, test, vi } from 'vitest';
import { parseDuration } from '../../src/base/duration.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { watchWallTime } from '../../src/kernel/task-limits.ts';

afterEach(() => void vi.useRealTimers());

test('a wall time beyond the longest timer passes when it is over, and not at once', () => {
  vi.useFakeTimers();
  const limits = { ...DEFAULT_LIMITS, wallMs: parseDuration('30d') };
  const passed = vi.fn();
  watchWallTime({ limits, wallStart: Date.now(), wallTimer: undefined }, passed);
  vi.advanceTimersByTime(limits.wallMs - 1);
  expect(passed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(passed).toHaveBeenCalledOnce();
});
