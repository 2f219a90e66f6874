import { writeFileSync } from 'node:fs';
import { run as compute } from './compute.ts';
import { run as density } from './density.ts';
import { run as fairness } from './fairness.ts';
import { frame } from './frame.ts';
import { run as gap } from './gap.ts';
import { logs } from './logs.ts';
import { run as monitorCpu } from './monitor-cpu.ts';
import { run as monitorKey } from './monitor-key.ts';
import { run as monitorRss } from './monitor-rss.ts';
import { run as monitorStart } from './monitor-start.ts';
import { run as pipe } from './pipe.ts';
import { run as programs } from './programs.ts';
import type { BenchOptions, Row } from './row.ts';
import { run } from './run.ts';
import { run as spawn } from './spawn.ts';
import { run as syscalls } from './syscalls.ts';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<Row[]>>> = {
  compute,
  gap,
  syscalls,
  spawn,
  run,
  density,
  fairness,
  pipe,
  programs,
  logs,
  frame,
  'monitor-cpu': monitorCpu,
  'monitor-start': monitorStart,
  'monitor-key': monitorKey,
  'monitor-rss': monitorRss,
};

const args = process.argv.slice(2);
const short = args.includes('--short');
const names = args.filter((arg) => !arg.startsWith('-'));
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  console.error(`bench: ${unknown} is not known; the benches are ${Object.keys(BENCHES).join(' ')}`);
  process.exit(2);
}

const HEAD = ['value'.padStart(11), 'peer'.padStart(19), 'ratio'.padStart(7), 'goal'.padStart(6)];
console.log(`${'name'.padEnd(34)} ${HEAD.join(' ')}`);
const rows: Row[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const row of await bench({ short })) {
    const named = { ...row, name: row.name === name ? name : `${name}/${row.name}` };
    console.log(lineOf(named));
    rows.push(named);
  }
}
const broken = rows.filter(({ value, peerValue, ratio }) => ![value, peerValue, ratio].every(Number.isFinite));
for (const { name } of broken) console.error(`bench: ${name} has no figure`);
if (broken.length > 0) process.exitCode = 1;
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(rows, undefined, 2)}\n`);

function lineOf({ name, value, unit, peerValue, ratio, goal, ok }: Row): string {
  const figures = [
    value.toFixed(3).padStart(11),
    unit.padEnd(5),
    peerValue.toFixed(3).padStart(13),
    ratio.toFixed(2).padStart(7),
    goal.toFixed(2).padStart(6),
  ];
  return `${name.padEnd(34)} ${figures.join(' ')} ${ok ? 'ok' : 'MISSED'}`;
}
