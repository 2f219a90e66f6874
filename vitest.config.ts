import { defineConfig } from 'vitest/config';

export default defineConfig({
  // React as it is in the program: that for development takes three times as long.
  oxc: { jsx: { development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/own-folders.ts',
    pool: 'forks',
    env: { NODE_ENV: 'production' },
    // Three at a time: tests start threads and programs of their own, and wait for them half of the time. A process takes one file after the other: what a
    // test makes, it ends.
    maxWorkers: 3,
    isolate: false,
    testTimeout: 30_000,
    reporters: ['default', './scripts/count-reporter.ts'],
  },
});
