import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { HostProgram } from '../support/host-programs.ts';

const [F2, SHIFT_TAB, HOME, DOWN, ESCAPE] = ['\u001bOQ', '\u001b[Z', '\u001b[H', '\u001b[B', '\u001b'];

test('keys of the configuration count, wrong ones are told each with its line, and a change counts at once', async () => {
  using program = new HostProgram(170, 30, [], '[keys]\nsort-cpp = "x"\nsort-mem = "x"\nsort-time = "B"\n');
  await program.until(/config\.toml:2: keys\.sort-cpp: there is no such action; did you mean 'sort-cpu'/);
  await program.until(/config\.toml:3: keys\.sort-mem: there is no such action/);
  program.press('B');
  await program.until('TIME+▼');
  writeFileSync(program.configPath, 'preset = "htop"\n');
  await program.until('Alt-p Pause');
  program.press('N');
  await program.until('PID▲');
  program.press('k');
  await program.until('Signal to');
});

test('a key is bound in the setup, written without touching anything else, and taken out again', async () => {
  const before = '# mine\n\n[screen]\nlinger = "3s" # long enough\n';
  using program = new HostProgram(100, 30, [], before);
  await program.until('CPU%▼');
  program.press(`${F2}${SHIFT_TAB}${SHIFT_TAB}`);
  await program.until('Keys (* other than usual)');
  program.press(`${HOME} ${DOWN}${DOWN}\r`);
  await program.until('Press the key for setup');
  program.press('O');
  await program.until('O is setup now');
  program.press(ESCAPE);
  await program.until('saved in');
  const text = readFileSync(program.configPath, 'utf8');
  expect(text).toBe(`# mine\npreset = "htop"\n${before.slice(7)}\n[keys]\nsetup = "O"\n`);
  program.press('O');
  await program.until('Setup 2/9');
  program.press(SHIFT_TAB);
  await program.until('Columns of tasks');
  program.press(SHIFT_TAB);
  await program.until('Keys (* other');
  program.press(`${DOWN}${DOWN}r${ESCAPE}`);
  await program.until((screen) => !screen.includes('Keys (* other'));
  await program.until('saved in');
  expect(readFileSync(program.configPath, 'utf8')).not.toContain('setup');
});

test('lines of the command line are there the next time, but not written with --readonly', async () => {
  using program = new HostProgram(100, 30);
  const path = join(dirname(program.configPath), 'history');
  await program.until('CPU%▼');
  program.press(':sort time\r');
  await program.until('TIME+▼');
  program.press('q');
  expect(await program.exited).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe('sort time\n');

  using again = new HostProgram(100, 30, ['--readonly'], '', dirname(dirname(path)));
  await again.until('read-only');
  again.press(':\u0012ti');
  await again.until("(reverse-i-search)'ti': sort time");
  again.press('\r');
  await again.until('TIME+▼');
  again.press(':sort mem\r');
  await again.until('RES▼');
  again.press('q');
  expect(await again.exited).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe('sort time\n');
});
