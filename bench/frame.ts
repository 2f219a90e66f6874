import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { TerminalProgram } from '../test/support/terminal.ts';
import type { Figures } from './frame-probe.ts';
import { atMost, type BenchOptions, type Row } from './row.ts';

const PROBE = fileURLToPath(new URL('frame-probe.ts', import.meta.url));
/** Inside the checkout, so that packages are found from there. */
const BUNDLE = fileURLToPath(new URL('../node_modules/.cache/wasitop/frame-probe.mjs', import.meta.url));
const FIGURES = `${BUNDLE}.json`;
const SIZES = [
  [80, 24],
  [160, 60],
  [200, 50],
] as const;

/** A quarter of a core at 30 keys a second. */
const KEY_GOAL_MS = 8.3;
const LATENCY_GOAL_MS = 33;
const FULL_GOAL_MS = 8;
const ONE_GOAL_MS = 2;
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
  const figures: Row[] = [];
  for (const [columns, rows] of SIZES) {
    const { full, one, down, latency, bytes } = await probe(columns, rows, short ? 10 : 60);
    const name = (what: string) => `${columns}x${rows} ${what}`;
    figures.push(
      atMost(name('full'), 'ms', full, FULL_GOAL_MS),
      atMost(name('one row'), 'ms', one, ONE_GOAL_MS),
      atMost(name('Down'), 'ms', down, KEY_GOAL_MS),
      atMost(name('Down p95'), 'ms', latency, LATENCY_GOAL_MS),
      atMost(name('Down bytes'), 'kB', bytes / 1000, BYTES_GOAL_KB),
    );
  }
  return figures;
}

/** A process of its own on a pseudo-terminal, for Ink and React look at the environment when they are loaded. */
async function probe(columns: number, rows: number, rounds: number): Promise<Figures> {
  using program = new TerminalProgram(
    [BUNDLE, FIGURES, String(rounds)],
    columns,
    rows,
    { NODE_ENV: 'production' },
    process.execPath,
  );
  const status = await program.exited;
  if (status !== 0) throw new Error(`the probe ended with ${status}: ${program.screen}`);
  return JSON.parse(readFileSync(FIGURES, 'utf8'));
}
