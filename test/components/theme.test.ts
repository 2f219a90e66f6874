import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { HostProgram } from '../support/host-programs.ts';

const F2 = '\u001bOQ';

/** A colour behind letters, in full. */
const behind = (red: number, green: number, blue: number) => `48;2;${red};${green};${blue}m`;

/** A theme whose titles have this behind them. */
const themeWith = (colour: string) => `[roles]\nheader = "black on ${colour}"\n`;

test('a theme of the configuration, and its file, are followed while the screen is open', async () => {
  using program = new HostProgram(90, 30, ['--color', 'truecolor'], '[screen]\ntheme = "nord"\n');
  await program.until('CPU%▼');
  expect(program.output).toContain(behind(0xa3, 0xbe, 0x8c));
  const folder = join(dirname(program.configPath), 'themes');
  writeFileSync(program.configPath, '[screen]\ntheme = "mine"\n');
  await program.until("config.toml:2: screen.theme: there is no theme 'mine'");
  mkdirSync(folder);
  writeFileSync(join(folder, 'mine.toml'), themeWith('#010203'));
  await program.until(() => program.output.includes(behind(1, 2, 3)));
  writeFileSync(join(folder, 'mine.toml'), themeWith('#040506'));
  await program.until(() => program.output.includes(behind(4, 5, 6)));
  writeFileSync(join(folder, 'mine.toml'), `${themeWith('#070809')}bad = "rde"\n`);
  await program.until('roles.bad:');
  await program.until(() => program.output.includes(behind(7, 8, 9)));
});

test('a theme that is wrong is told at the start, and hinders nothing', async () => {
  using first = new HostProgram(120, 30, [], '[screen]\ntheme = "nothing"\n');
  await first.until(/config\.toml:2: screen\.theme: there is no theme 'nothing'/);
  await first.until('CPU%▼');
  expect(first.output).toContain('\u001b[30;42m');
});

test('what is chosen in the setup is kept', async () => {
  using program = new HostProgram(100, 34, ['--color=256']);
  await program.until('CPU%▼');
  program.press(`${F2}\u001b[Z`);
  await program.until('Setup 1/9');
  program.press('\u001b[Z\u001b[Z\u001b[Z');
  await program.until(/Setup 7\/9: Theme[\s\S]*\[x\] default/);
  const { output } = program;
  program.press('j');
  await program.until(() => program.output.slice(output.length).includes('\u001b[7m'));
  program.press('j');
  await program.until(() => program.output.slice(output.length).includes('48;5;'));
  program.press(' ');
  await program.until('[x] colour-blind');
  program.press('q');
  await program.until('saved in');
  expect(readFileSync(program.configPath, 'utf8')).toBe('[screen]\ntheme = "colour-blind"\n');
});

test('--ascii draws with ASCII alone, --color=never without colours, and neither is kept', async () => {
  using program = new HostProgram(100, 30, ['--ascii', '--color', 'never'], '[screen]\ncolors = "truecolor"\n');
  await program.until('CPU%v');
  program.press(':cpu machine\r');
  await program.until('% of all');
  program.press('\r');
  await program.until('Details: ');
  program.press('?');
  await program.until('Help: ');
  expect(program.screen).not.toMatch(/[^\n -~]/);
  expect(program.output).not.toMatch(/\u001b\[[\d;]*[34]\d[;m]/);
  program.press('qqqy');
  expect(await program.exited).toBe(0);
  expect(readFileSync(program.configPath, 'utf8')).toBe('[screen]\ncolors = "truecolor"\ncpu_percent = "machine"\n');
});
