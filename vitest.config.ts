import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/own-folders.ts',
    pool: 'forks',
    // Two at a time: the tests start threads of their own.
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ['default', './scripts/count-reporter.ts'],
  },
});
