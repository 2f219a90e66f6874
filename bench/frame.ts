import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Figures } from './frame-probe.ts';
import { atMost, type BenchOptions, type Row } from './row.ts';

const PROBE = fileURLToPath(new URL('frame-probe.ts', import.meta.url));
/** Inside the checkout, so that packages are found from there. */
const BUNDLE = fileURLToPath(new URL('../node_modules/.cache/wasitop/frame-probe.mjs', import.meta.url));
const SIZES = [
  [80, 24],
  [160, 60],
  [200, 50],
] as const;

/** A quarter of a core at 30 keys a second. */
const KEY_GOAL_MS = 8.3;
const LATENCY_GOAL_MS = 33;
const FULL_GOAL_MS = 8;
const ONE_GOAL_MS = 1;
const BYTES_GOAL_KB = 16;

/** What drawing costs: frames in which all changed or one row did, and keys that scroll 2,000 rows. */
export async function frame({ short }: BenchOptions): Promise<Row[]> {
  await build({
    entryPoints: [PROBE],
    outfile: BUNDLE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'error',
  });
  return SIZES.flatMap(([columns, rows]) => {
    const { full, one, down, latency, bytes } = probe(columns, rows, short ? 10 : 100);
    const name = (what: string) => `${columns}x${rows} ${what}`;
    return [
      atMost(name('full'), 'ms', full, FULL_GOAL_MS),
      atMost(name('one row'), 'ms', one, ONE_GOAL_MS),
      atMost(name('Down'), 'ms', down, KEY_GOAL_MS),
      atMost(name('Down p95'), 'ms', latency, LATENCY_GOAL_MS),
      atMost(name('Down bytes'), 'kB', bytes / 1000, BYTES_GOAL_KB),
    ];
  });
}

/** A process of its own, for Ink and React look at the environment when they are loaded. */
function probe(columns: number, rows: number, rounds: number): Figures {
  const { CI: _, CONTINUOUS_INTEGRATION: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE, ...[columns, rows, rounds].map(String)], {
    encoding: 'utf8',
    env: { ...env, NODE_ENV: 'production', CI: 'false' },
  });
  if (status !== 0) throw new Error(`the probe ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
