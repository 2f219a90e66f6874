import fs from 'node:fs';
import { Folder } from '../test/support/programs.ts';
import { floors } from './floor.ts';
import { benchGuest, runOurs, runPeer } from './processes.ts';
import { type BenchOptions, besides, type Row } from './row.ts';

/** What the sandbox may add to what Node alone takes for a call. */
const FLOOR_GOAL = 1.15;

/** node:wasi calls the system from C++, and does not look for links. */
const PEER_GOAL = 1.5;

const DATA_BYTES = 64 * 1024;

/** Single calls of WASI, timed by the same program under both; and beside what Node alone takes for some of them. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  using folder = new Folder();
  makeTree(folder);
  const args = short ? ['1000', '2'] : ['20000', '5'];
  const ours = new Map<string, number>();
  const theirs = new Map<string, number>();
  for (let round = 0; round < (short ? 1 : 3); round++) {
    takeLess(theirs, runPeer(folder.path, benchGuest('syscalls'), args));
    takeLess(ours, runOurs(folder.path, benchGuest('syscalls'), args));
  }
  const floor = floors(folder.path, short ? 1_000 : 50_000);
  const row = (call: string, value: number, peer: string, figures: Figures, goal: number) =>
    besides(`${call}, ${peer}`, 'ns', value, { name: peer, value: figures.get(call) ?? Number.NaN }, goal);
  return [...ours].flatMap(([call, value]) => [
    ...(floor.has(call) ? [row(call, value, 'Node alone', floor, FLOOR_GOAL)] : []),
    row(call, value, 'node:wasi', theirs, PEER_GOAL),
  ]);
}

function makeTree(folder: Folder): void {
  fs.mkdirSync(folder.file('d1/d2/d3/d4/d5/d6/d7'), { recursive: true });
  for (const directory of ['', 'd1/d2/d3/', 'd1/d2/d3/d4/d5/d6/d7/'])
    fs.writeFileSync(folder.file(`${directory}file`), 'x');
  fs.writeFileSync(folder.file('data'), new Uint8Array(DATA_BYTES));
}

/** Nanoseconds by call. */
type Figures = ReadonlyMap<string, number>;

function takeLess(figures: Map<string, number>, output: string): void {
  for (const line of output.trim().split('\n')) {
    const [name = '', value = ''] = line.split(' ');
    figures.set(name, Math.min(figures.get(name) ?? Number.POSITIVE_INFINITY, Number(value)));
  }
}
