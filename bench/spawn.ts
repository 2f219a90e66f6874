import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
import { guest } from '../test/support/guests.ts';
import { TestKernel } from '../test/support/test-kernel.ts';
import { median, timed } from './figures.ts';
import { atMost, type BenchOptions, besides, type Row } from './row.ts';

const MOST_US = 200;
const TIMES_FASTER = 50;

/** A compiled program from its spawn to its end, inside a kernel that runs already, and in a worker of its own under node:wasi. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const ours = (await spawnMany(short ? 50 : 1_000)) * 1_000;
  const theirs = (await workMany(short ? 3 : 30)) * 1_000;
  return [
    atMost('spawn', 'us', ours, MOST_US),
    besides('spawn and worker', 'us', ours, { name: 'node:wasi in a worker', value: theirs }, 1 / TIMES_FASTER),
  ];
}

async function spawnMany(count: number): Promise<number> {
  await using os = new TestKernel();
  const spec = os.specOf('basic/hello');
  const times: number[] = [];
  // The first ones compile, and warm up.
  for (let spawned = 0; spawned < 2 * count; spawned++) {
    const time = await timed(() => os.kernel.wait(os.kernel.spawn(spec).pid));
    if (spawned >= count) times.push(time);
  }
  return median(times);
}

async function workMany(count: number): Promise<number> {
  const module = await WebAssembly.compile(new Uint8Array(fs.readFileSync(guest('basic/hello'))));
  const stdout = fs.openSync('/dev/null', 'w');
  const times: number[] = [];
  for (let started = 0; started < count; started++) times.push(await timed(() => workOnce({ module, stdout })));
  fs.closeSync(stdout);
  return median(times);
}

function workOnce(workerData: { module: WebAssembly.Module; stdout: number }): Promise<void> {
  const file = new URL('peers/node-wasi-worker.mjs', import.meta.url);
  const worker = new Worker(file, { workerData, execArgv: ['--no-warnings'] });
  return new Promise((resolve, reject) => worker.on('exit', () => resolve()).on('error', reject));
}
