import { defineConfig } from 'vitest/config';

export default defineConfig({
  // React as it is in the program: that for development takes three times as long.
  oxc: { jsx: { development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/own-folders.ts',
    pool: 'forks',
    env: { NODE_ENV: 'production' },
    // Two at a time: the tests start threads of their own. A process takes one file after the other: what a test makes, it ends.
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    reporters: ['default', './scripts/count-reporter.ts'],
  },
});
