import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { TerminalProgram } from '../test/support/terminal.ts';
import type { KeyCost } from './frame/stage.ts';
import type { Figures, Part } from './frame-probe.ts';
import { atMost, type BenchOptions, type Row } from './row.ts';

const PROBE = fileURLToPath(new URL('frame-probe.ts', import.meta.url));
/** Inside the checkout, so that packages are found from there. */
const BUNDLE = fileURLToPath(new URL('../node_modules/.cache/wasitop/frame-probe.mjs', import.meta.url));
const THEMES = fileURLToPath(new URL('../themes', import.meta.url));
const FIGURES = `${BUNDLE}.json`;

type Size = readonly [columns: number, rows: number];
const SIZES: readonly Size[] = [
  [80, 24],
  [120, 40],
  [160, 60],
  [200, 50],
];
/** Where themes are compared, and logs drawn. */
const LARGE: Size = [160, 60];

/** A quarter of a core at 30 keys a second. */
const KEY_GOAL_MS = 8.3;
const LATENCY_GOAL_MS = 33;
const FULL_GOAL_MS = 8;
const ONE_GOAL_MS = 2;
const BYTES_GOAL_KB = 16;

/**
 * What drawing costs: frames in which all changed or one row did, and keys that scroll 2,000 rows, in several sizes; the same in each
 * theme; and a log full of colours.
 */
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
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...tableRows(size.join('x'), await probe('table', size, short ? 6 : 60)));
  rows.push(...themeRows(await probe('themes', LARGE, short ? 3 : 30)));
  rows.push(...logRows(await probe('log', LARGE, short ? 6 : 60)));
  return rows;
}

function tableRows(size: string, { full, one, down }: Figures<'table'>): Row[] {
  return [
    atMost(`${size} full`, 'ms', full, FULL_GOAL_MS),
    atMost(`${size} one row`, 'ms', one, ONE_GOAL_MS),
    ...keyRows(`${size} Down`, down),
  ];
}

function themeRows(costs: Figures<'themes'>): Row[] {
  return Object.entries(costs).flatMap(([theme, { full, down }]) => [
    atMost(`${theme} full`, 'ms', full, FULL_GOAL_MS),
    ...keyRows(`${theme} Down`, down),
  ]);
}

function logRows({ full, cut, wrapped }: Figures<'log'>): Row[] {
  return [
    atMost('log full', 'ms', full, FULL_GOAL_MS),
    ...keyRows('log Up', cut),
    ...keyRows('log wrapped Up', wrapped),
  ];
}

function keyRows(name: string, { ms, latencyMs, bytes }: KeyCost): Row[] {
  return [
    atMost(name, 'ms', ms, KEY_GOAL_MS),
    atMost(`${name} p95`, 'ms', latencyMs, LATENCY_GOAL_MS),
    atMost(`${name} bytes`, 'kB', bytes / 1000, BYTES_GOAL_KB),
  ];
}

/** A process of its own on a pseudo-terminal, for Ink and React look at the environment when they are loaded. */
async function probe<P extends Part>(part: P, [columns, rows]: Size, rounds: number): Promise<Figures<P>> {
  using program = new TerminalProgram(
    [BUNDLE, part, FIGURES, String(rounds), THEMES],
    columns,
    rows,
    { NODE_ENV: 'production' },
    process.execPath,
  );
  const status = await program.exited;
  if (status !== 0) throw new Error(`the probe of the ${part} ended with ${status}: ${program.screen}`);
  return JSON.parse(readFileSync(FIGURES, 'utf8'));
}
