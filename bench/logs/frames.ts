import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TerminalProgram } from '../../test/support/terminal.ts';
import { percentile } from '../figures.ts';
import { atMost, type Row } from '../row.ts';

const WRITER = fileURLToPath(new URL('../load/growing-file.mjs', import.meta.url));
const LINES_PER_SECOND = 300_000;

/** As many as a log keeps: what comes drives out what was there. */
const KEPT = 1_000_000;
const LINE = `2026-01-01T00:00:00.000Z INFO ${'x'.repeat(49)}\n`;

/** A log that grows is drawn each 100 ms; one such frame may be late. */
const MOST_GAP_MS = 200;
const MOST_KEY_MS = 100;

/** Kill to the beginning of the line: what was typed there before goes. */
const ERASE = '\x15';

/**
 * How long the screen stands still while a file that is followed grows fast, how long a key takes meanwhile, and how long the screen
 * stands still while all of the million lines that are kept are searched and filtered besides: 95th percentiles.
 */
export async function logFrames(short: boolean): Promise<Row[]> {
  const directory = mkdtempSync(join(tmpdir(), 'wasitop-bench-'));
  const file = join(directory, 'growing.log');
  writeFileSync(file, LINE.repeat(KEPT));
  const env = { XDG_CONFIG_HOME: directory, XDG_STATE_HOME: directory, NODE_ENV: 'production' };
  using program = new TerminalProgram(['--tail', file], 120, 40, env);
  await program.until('1,000,000 lines');
  const writer = spawn(process.execPath, [WRITER, file, String(LINES_PER_SECOND)], { stdio: 'ignore' });
  try {
    await program.until('older dropped');
    const gaps = await gapsWhile(program, () => delay(short ? 1_000 : 5_000));
    const keys = await keyTimes(program, short ? 5 : 30);
    const searched = await gapsWhile(program, () => search(program, short ? 3 : 15));
    return [
      atMost('frames while a file grows', 'ms', percentile(gaps, 95), MOST_GAP_MS),
      atMost('keys meanwhile', 'ms', percentile(keys, 95), MOST_KEY_MS),
      atMost('frames while searched', 'ms', percentile(searched, 95), MOST_GAP_MS),
    ];
  } finally {
    writer.kill();
    await once(writer, 'exit');
    rmSync(directory, { recursive: true });
  }
}

/** Milliseconds between two frames each. */
async function gapsWhile(program: TerminalProgram, run: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  program.onDrawn(() => times.push(performance.now()));
  await run();
  const drawn = [...times];
  return drawn.slice(1).map((time, index) => time - (drawn[index] ?? 0));
}

/** Each second key opens the line for a search, each other one closes it. */
async function keyTimes(program: TerminalProgram, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let key = 0; key < count; key++) {
    const opens = key % 2 === 0;
    const begin = performance.now();
    program.press(opens ? '/' : '\r');
    await program.until((screen) => screen.includes('Search the log') === opens);
    times.push(performance.now() - begin);
    await delay(50);
  }
  return times;
}

/** Looks each second for something else, and leaves out something else. */
async function search(program: TerminalProgram, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    program.press(`/${ERASE}[xyz]${second}:\r`);
    program.press(`!${ERASE}[xyz]${second};\r`);
    await delay(1_000);
  }
}
