/** Swaps a directory and a link in the same place, as fast as it can, until told to stop. */
import fs from 'node:fs';
import { workerData } from 'node:worker_threads';

const { directory, stop } = workerData as { directory: string; stop: SharedArrayBuffer };
const word = new Int32Array(stop);
const at = (name: string) => `${directory}/${name}`;

while (Atomics.load(word, 0) === 0) {
  fs.renameSync(at('d'), at('folder'));
  fs.renameSync(at('link'), at('d'));
  Atomics.add(word, 1, 1);
  fs.renameSync(at('d'), at('link'));
  fs.renameSync(at('folder'), at('d'));
}
