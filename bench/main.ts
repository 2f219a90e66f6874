import { writeFileSync } from 'node:fs';
import { run as compute } from './compute.ts';
import type { BenchOptions, Row } from './row.ts';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<Row[]>>> = { compute };

const args = process.argv.slice(2);
const short = args.includes('--short');
const names = args.filter((arg) => !arg.startsWith('-'));
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  console.error(`bench: ${unknown} is not known; the benches are ${Object.keys(BENCHES).join(' ')}`);
  process.exit(2);
}

const rows: Row[] = [];
for (const [name, run] of Object.entries(BENCHES)) {
  if (names.length === 0 || names.includes(name)) rows.push(...(await run({ short })));
}
console.log(
  `${'name'.padEnd(16)} ${'value'.padStart(10)}      ${'peer'.padStart(10)} ${'ratio'.padStart(7)} ${'goal'.padStart(6)}`,
);
for (const { name, value, unit, peerValue, ratio, goal, ok } of rows) {
  const figures = `${value.toFixed(3).padStart(10)} ${unit.padEnd(4)} ${peerValue.toFixed(3).padStart(10)} ${ratio.toFixed(2).padStart(7)} ${goal.toFixed(2).padStart(6)}`;
  console.log(`${name.padEnd(16)} ${figures} ${ok ? 'ok' : 'MISSED'}`);
}
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(rows, undefined, 2)}\n`);
