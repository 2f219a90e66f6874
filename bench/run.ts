import { guest } from '../test/support/guests.ts';
import { median, timed } from './figures.ts';
import { runOurs, runPeer } from './processes.ts';
import { type BenchOptions, besides, type Row } from './row.ts';

const GOAL = 2;

/** A program that says one line, as a whole process: once each in turn. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < (short ? 3 : 30); round++) {
    theirs.push(await timed(() => runPeer('/tmp', guest('basic/hello'), [])));
    ours.push(await timed(() => runOurs('/tmp', guest('basic/hello'), [])));
  }
  return [besides('run', 'ms', median(ours), { name: 'node:wasi', value: median(theirs) }, GOAL)];
}
