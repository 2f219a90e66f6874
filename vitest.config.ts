import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/own-folders.ts',
    pool: 'forks',
    // Two at a time: the tests start threads of their own. A process takes one file after the other: what a test makes, it ends.
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    reporters: ['default', './scripts/count-reporter.ts'],
  },
});
