import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HostProgram } from '../support/host-programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

const [F2, DOWN, ESCAPE] = ['\u001bOQ', '\u001b[B', '\u001b'];

const titles = (program: HostProgram) =>
  (program.lines.find((line) => / PID[▲▼]? /.test(line)) ?? '').trim().replace(/[▲▼]/, '').split(/ +/).join(' ');

test('columns are hidden, moved and made wider; that is kept in the file, with what else is in it', async () => {
  using program = new HostProgram(90, 30, [], '# mine\n[screen]\nlinger = "3s" # long enough\n');
  await program.until('CPU%▼');
  expect(titles(program)).toBe('PID USER PRI NI RES S CPU% MEM% TIME+ COMMAND');
  program.press(F2);
  await program.until('Setup 2/9: Columns of processes');
  program.press(`${DOWN}${DOWN}`);
  program.press(' ');
  await program.until(/\[x\] NI [\s\S]*\[ \] PRI /);
  program.press('[');
  await program.until(/\[x\] NI [\s\S]*\[x\] USER /);
  program.press(`${DOWN}>>>`);
  await program.until(/\[x\] USER .* 12 /);
  program.press(`${DOWN.repeat(6)}>`);
  await program.until(/\[x\] MEM% .* 6 /);
  program.press(ESCAPE);
  await program.until(`saved in ${program.configPath}`);
  await program.until(() => titles(program) === 'PID NI USER VIRT RES SHR S CPU% MEM% TIME+ THR COMMAND');
  expect(program.lines.find((line) => line.includes('USER'))).toMatch(/NI USER {10}VIRT/);
  const text = readFileSync(program.configPath, 'utf8');
  expect(text).toMatch(/^# mine\n\[screen\]\nlinger = "3s" # long enough\n/);
  expect(text).toMatch(/columns = \[\s*"pid",\s*"nice",\s*"user",\s*"virt"/);
  expect(text).toMatch(/user = 12/);
  expect(text).toMatch(/"mem%" = 6/);

  using again = new HostProgram(90, 30, [], text);
  await again.until('CPU%▼');
  expect(titles(again)).toBe('PID NI USER VIRT RES SHR S CPU% MEM% TIME+ THR COMMAND');
});

test('meters and options are changed', async () => {
  using program = new HostProgram(100, 34);
  await program.until('Mem[');
  program.press(`${F2}\t`);
  await program.until('Setup 3/9: Meters, left');
  const item = () =>
    program.lines.findIndex((line) => line.includes('[x] memory')) -
    program.lines.findIndex((line) => line.includes('[x]'));
  program.press(DOWN.repeat(item()));
  program.press('>');
  await program.until(/\[x\] memory .* graph /);
  program.press('\t\t');
  await program.until('CPU % of the whole machine');
  program.press(' ');
  await program.until('[x] CPU % of the whole machine');
  program.press('q');
  await program.until('saved in');
  const text = readFileSync(program.configPath, 'utf8');
  expect(text).toContain('cpu_percent = "machine"');
  expect(text).toContain('"memory:graph"');
});

test('a setup that changed nothing writes nothing', async () => {
  using program = new HostProgram(100, 30);
  await program.until('CPU%▼');
  program.press(F2);
  await program.until('Setup 2/9');
  program.press(`${DOWN}${DOWN}${ESCAPE}`);
  await program.until((screen) => !screen.includes('Setup 2/9'));
  expect(() => readFileSync(program.configPath)).toThrow('ENOENT');
});

test('a change of the file is seen at once; a wrong one is told, and what is right in it counts', async () => {
  using program = new HostProgram(100, 30, [], '[host]\nsort = "mem"\n');
  await program.until('RES▼');
  writeFileSync(program.configPath, '[host]\nsort = "pid"\ndescending = false\n');
  await program.until('PID▲');
  writeFileSync(program.configPath, '[host]\nsort = "time"\n[screen]\nlinger = "soon"\n');
  await program.until(/config\.toml:4: screen\.linger: /);
  await program.until('TIME+▼');
});

test('a change of the file does not turn the mouse on where the command line turned it off', async () => {
  using program = new HostProgram(100, 30, ['--no-mouse'], '[host]\nsort = "mem"\n');
  await program.until('RES▼');
  writeFileSync(program.configPath, '[host]\nsort = "pid"\ndescending = false\n');
  await program.until('PID▲');
  expect(program.output).not.toContain('\u001b[?1000h');
  program.press(`${F2}${DOWN} ${ESCAPE}`);
  await program.until('saved in');
  expect(readFileSync(program.configPath, 'utf8')).not.toContain('mouse');
});

test.each([
  ['[screen]\nlinger = "soon"\n', /config\.toml:2: screen\.linger: /],
  ['[screen\n', /config\.toml:1: /],
  ['[screen]\nlingre = "1s"\n', /config\.toml:2: .*lingre/],
])('a wrong file is told at its line, and does not stop the start: %j', async (text, told) => {
  using program = new HostProgram(120, 30, [], text);
  await program.until(told);
  await program.until('CPU%▼');
});

test('a file that is no TOML is left alone', async () => {
  using program = new HostProgram(120, 30, [], '[screen\n');
  await program.until('CPU%▼');
  program.press(F2);
  await program.until('Setup 2/9');
  program.press(`${DOWN} ${ESCAPE}`);
  await program.until(/save configuration .*config\.toml:1: [\s\S]*nothing was changed[\s\S]*\(EINVAL\)/);
  expect(readFileSync(program.configPath, 'utf8')).toBe('[screen\n');
});

test('a monitor in words is chosen, and what cannot be kept is told', async () => {
  using program = new HostProgram(100, 34);
  await program.until('Mem[');
  program.press(F2);
  await program.until('Setup 2/9');
  program.press('\t\t\t');
  await program.until('In words, for screen readers, from the next start on');
  program.press(DOWN.repeat(6));
  program.press(' ');
  await program.until('[x] In words, for screen readers');
  program.press('q');
  await program.until('saved in');
  expect(readFileSync(program.configPath, 'utf8')).toContain('accessible = true');
});

test('a configuration that cannot be written is told, and does not hang', async () => {
  using program = new TerminalProgram(['top', '--host'], 100, 34, { XDG_CONFIG_HOME: '/proc/self/x' });
  await program.until('Mem[');
  program.press(F2);
  await program.until('Setup 2/9');
  program.press('\t\t\t');
  await program.until('CPU % of the whole machine');
  program.press(' ');
  await program.until('[x] CPU % of the whole machine');
  program.press(ESCAPE);
  await program.until(/save configuration .*ENOENT/);
});
