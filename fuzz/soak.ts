import { spawnSync } from 'node:child_process';
import { fuzzOptions } from './options.ts';

/** Help and mistakes end here, before hours of tests. */
fuzzOptions();

/** The long form of everything that `npm test` only samples: the suite with whole amounts, then the fuzz campaigns. Takes hours. */
const RUNS: readonly (readonly string[])[] = [
  ['node_modules/vitest/vitest.mjs', 'run'],
  ['fuzz/main.ts', ...process.argv.slice(2)],
];

const failed = RUNS.filter((run) => {
  const { status } = spawnSync(process.execPath, run, {
    stdio: 'inherit',
    env: { ...process.env, WASITOP_SOAK: '1' },
  });
  return status !== 0;
});
for (const [program] of failed) console.error(`soak: ${program} failed`);
process.exit(failed.length === 0 ? 0 : 1);
