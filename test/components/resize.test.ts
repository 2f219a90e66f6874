import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { guest } from '../support/guests.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

const SIZES = 200;

/** Sizes that look random, and are the same each time. */
function sizeAt(step: number): [columns: number, rows: number] {
  const random = (salt: number) => Math.abs(Math.sin(step * 12.9898 + salt * 78.233) * 43_758.5453) % 1;
  return [Math.floor(40 + random(1) * 180), Math.floor(8 + random(2) * 60)];
}

test('200 sizes, while tasks come and go: each screen is whole, and none is taller than the terminal', async () => {
  using program = new TerminalProgram([guest('basic/spin'), guest('basic/forever-write')], 100, 30);
  await program.until('spin');
  for (let step = 0; step < SIZES; step++) {
    if (step % 10 === 0) program.press(`:spawn ${guest('basic/hello')}\r`);
    const [columns, rows] = sizeAt(step);
    program.resize(columns, rows);
    // A screen that was too tall would have pushed its first line out; one that is torn has two last lines, or none.
    await program.until(() => {
      const { lines } = program;
      const footers = lines.filter((line) => line.startsWith('F1Help') || /is started/.test(line)).length;
      return /^( {2}0\[|CPU)/.test(lines[0] ?? '') && /^F1Help|is started/.test(lines.at(-1) ?? '') && footers === 1;
    });
    expect(program.lines).toHaveLength(rows);
  }
}, 120_000);

test('200 sizes of the Host tab, flat and as a tree, while processes come and go', async () => {
  const name = uniqueName();
  // Each of its children lives for a moment.
  await using shell = await Child.start('sh', ['-c', `while :; do sleep 0.1; done # ${name}`]);
  using program = new HostProgram(100, 30, [], '[screen]\nlinger = "1s"\nrefresh = "100ms"\n');
  await program.until('F1Help');
  program.press(`:filter pid=${shell.pid} or ppid=${shell.pid} or user=root\r`);
  await program.until('filter: ');
  for (let step = 0; step < SIZES; step++) {
    if (step % 25 === 0) program.press('t');
    if (step % 40 === 0) program.press('\r');
    if (step % 40 === 20) program.press('\u001b');
    const [columns, rows] = sizeAt(step);
    program.resize(columns, rows);
    await program.until(() => {
      const { lines } = program;
      const footers = lines.filter((line) => /^(F1Help|tree|flat list)/.test(line)).length;
      return (
        /^( {2}0\[|CPU)/.test(lines[0] ?? '') && /^(F1Help|tree|flat list)/.test(lines.at(-1) ?? '') && footers === 1
      );
    });
    expect(program.lines).toHaveLength(rows);
  }
}, 120_000);
