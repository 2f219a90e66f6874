import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Campaign } from '../../fuzz/neighbours/campaign.ts';
import { CASES } from '../../fuzz/neighbours/cases.ts';
import { WatchedProcess } from '../../fuzz/neighbours/watched-process.ts';
import { Folder } from '../support/programs.ts';
import { sampled } from '../support/sampled.ts';

const MIB = 1024 ** 2;

/** How those end that are not refused before they start. */
const ENDS: Readonly<Record<string, string>> = {
  'one large array': 'limit: heap',
  'kept exceptions': 'limit: heap',
  'compiling many functions': 'exit 0',
};

let watched: WatchedProcess;
beforeAll(async () => {
  watched = await WatchedProcess.start();
});
afterAll(() => {
  watched[Symbol.dispose]();
});

test.each(Object.keys(CASES))('four tickers go on beside it: %s', async (title) => {
  using folder = new Folder();
  const file = folder.file('hostile.wasm');
  fs.writeFileSync(file, CASES[title]?.().bytes ?? '');
  const bounds = { memory: 16 * MIB, wallMs: 10_000 };
  const { end, harm } = await watched.run({ id: 0, file, entry: undefined, bounds });
  expect(harm).toEqual([]);
  expect(end).toMatch(ENDS[title] ?? /^not loaded: /);
  expect(watched.peak).toBeLessThan(1024 * MIB);
});

/** `npm run fuzz -- neighbours` runs 10,000, and counts milliseconds. */
const MODULES = sampled({ whole: 500, sample: 30 });

test('no module of a sample harms a neighbour', async () => {
  using campaign = new Campaign(4, { late: 3_000, heldUp: 3_000 });
  const seeds = Array.from({ length: MODULES }, (_, index) => 1_000 + index);
  const found = await Array.fromAsync(campaign.run(seeds));
  expect(found.filter(({ counts }) => counts)).toEqual([]);
  expect(campaign.figures.started).toBeGreaterThan(MODULES / 4);
});
