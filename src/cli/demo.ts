import { packageFile } from '../base/package-file.ts';
import type { Program } from './session.ts';

/** What the demo shows: a log, a cruncher at two levels, a task that fails, and one that sleeps. */
export const DEMO: readonly Program[] = [
  { file: packageFile('demo/guests/weblog.wasm'), name: 'weblog', level: 3 },
  { file: packageFile('demo/guests/primes.wasm'), name: 'primes', args: ['--fast'], level: 4 },
  { file: packageFile('demo/guests/primes.wasm'), name: 'primes', args: ['--slow'], level: 6 },
  { file: packageFile('demo/guests/trap.wasm'), name: 'trap' },
  { file: packageFile('demo/guests/sleeper.wasm'), name: 'sleeper' },
];
