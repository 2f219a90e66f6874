import fs from 'node:fs';
import { Folder } from '../test/support/programs.ts';
import { floors } from './floor.ts';
import { benchGuest, runOurs, runPeer } from './processes.ts';
import { type BenchOptions, besides, type Row } from './row.ts';

/** node:wasi does not look for links; wasitop names each file so that none can lead out. */
const PATH_GOAL = 1.5;

const DATA_BYTES = 64 * 1024;

/** Single calls of WASI, timed by the same program under both; and what Node alone takes for some of them. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  using folder = new Folder();
  makeTree(folder);
  const args = short ? ['1000', '2'] : ['20000', '5'];
  const ours: Figures = new Map();
  const theirs: Figures = new Map();
  for (let round = 0; round < (short ? 1 : 3); round++) {
    takeLess(theirs, runPeer(folder.path, benchGuest('syscalls'), args));
    takeLess(ours, runOurs(folder.path, benchGuest('syscalls'), args));
  }
  const row = (name: string, call: string, value: number) => {
    const peer = { name: 'node:wasi', value: theirs.get(call) ?? Number.NaN };
    return besides(name, 'ns', value, peer, call.startsWith('path_') ? PATH_GOAL : 1);
  };
  return [
    ...[...ours].map(([name, value]) => row(name, name, value)),
    ...[...floors(folder.path, short ? 1_000 : 50_000)].map(([name, value]) => row(`floor ${name}`, name, value)),
  ];
}

function makeTree(folder: Folder): void {
  fs.mkdirSync(folder.file('d1/d2/d3/d4/d5/d6/d7'), { recursive: true });
  for (const directory of ['', 'd1/d2/d3/', 'd1/d2/d3/d4/d5/d6/d7/'])
    fs.writeFileSync(folder.file(`${directory}file`), 'x');
  fs.writeFileSync(folder.file('data'), new Uint8Array(DATA_BYTES));
}

/** Nanoseconds by call. */
type Figures = Map<string, number>;

function takeLess(figures: Figures, output: string): void {
  for (const line of output.trim().split('\n')) {
    const [name = '', value = ''] = line.split(' ');
    figures.set(name, Math.min(figures.get(name) ?? Number.POSITIVE_INFINITY, Number(value)));
  }
}
