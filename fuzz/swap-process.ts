/** Makes and undoes the renames of a swap, as fast as it can, until told to stop: `swap-process.ts DIRECTORY SWAP`. */
import fs from 'node:fs';
import path from 'node:path';
import { SWAPS } from './swaps.ts';

/** Rounds between two looks for messages. */
const BURST = 100;

const [directory = '', name = ''] = process.argv.slice(2);
const renames = SWAPS[name];
if (renames === undefined) throw new Error(`there is no swap called ${name}`);
const pairs = renames.map(([from, to]) => [path.join(directory, from), path.join(directory, to)] as const);

let rounds = 0;
let stopped = false;
process.once('message', () => {
  stopped = true;
});
while (!stopped) {
  for (let left = BURST; left > 0; left--) {
    for (const [from, to] of pairs) fs.renameSync(from, to);
    for (const [from, to] of pairs.toReversed()) fs.renameSync(to, from);
  }
  rounds += BURST;
  await new Promise((resolve) => setImmediate(resolve));
}
process.send?.(rounds, undefined, undefined, () => process.disconnect?.());
