import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

const [spin, sleep, hello] = [guest('basic/spin'), guest('basic/sleep-forever'), guest('basic/hello')];
const UP = '\u001b[A';
const DOWN = '\u001b[B';
const F7 = '\u001b[18~';
const F8 = '\u001b[19~';
const F9 = '\u001b[20~';

/** The line of the table that shows a task. */
function row(program: TerminalProgram, name: string): string {
  return program.lines.find((line) => new RegExp(`^ *\\d+ .*${name}`).test(line)) ?? '';
}

test('a person watches tasks, and kills one', async () => {
  using program = new TerminalProgram([spin, sleep], 100, 30);
  await program.until((screen) => /R +\d/.test(screen) && screen.includes('sleep-forever'));
  expect(program.lines[0]).toContain('Tasks');
  expect(program.buffer).toBe('alternate');
  await program.until(/CPU%/);
  await program.until(() => /^ +\d+ +4 R +\d+\.\d/.test(row(program, 'spin')));
  program.press('g');
  program.press(F9);
  await program.until(/Signal to \d+ spin/);
  program.press('\r');
  await program.until('TERM sent to');
  await program.until(() => row(program, 'spin').includes('[signal TERM]'));
  program.press('q');
  await program.until('1 task is alive. End it and quit?');
  program.press('y');
  expect(await program.exited).toBe(0);
  await program.until(() => program.buffer === 'normal');
  expect(program.output.slice(program.output.lastIndexOf('\u001b[?1049h'))).toContain('\u001b[?1049l');
});

test('KILL is confirmed, and Cancel is preset', async () => {
  using program = new TerminalProgram([spin], 100, 30);
  await program.until(/ R .*spin/);
  program.press('x');
  await program.until('Signal to');
  program.press('G');
  program.press('\r');
  await program.until('KILL 2 spin?');
  program.press('\r');
  await program.until((screen) => !screen.includes('Confirm'));
  expect(row(program, 'spin')).toContain(' R ');
  program.press('xG\r');
  await program.until('KILL 2 spin?');
  program.press('y');
  await program.until('[signal KILL]');
});

test('priority and pause act on the selected task, at once', async () => {
  using program = new TerminalProgram([spin], 100, 30);
  await program.until(/ 4 R .*spin/);
  program.press(F7);
  await program.until(/ 3 R .*spin/);
  program.press(F8);
  program.press(']');
  program.press('[');
  program.press(F8);
  await program.until(/ 5 R .*spin/);
  program.press('p');
  await program.until(/ 5 T .*spin/);
  program.press('p');
  await program.until(/ 5 R .*spin/);
});

test('the selection stays on its task while the table is sorted otherwise', async () => {
  using program = new TerminalProgram([spin, sleep], 100, 30);
  await program.until((screen) => screen.includes('spin') && screen.includes('sleep-forever'));
  await program.until(() => program.lines.some((line) => /Log: 2 spin/.test(line)));
  program.press(DOWN);
  await program.until('Log: 3 sleep-forever');
  program.press('I');
  await program.until('Log: 3 sleep-forever');
  program.press('M');
  program.press('T');
  await program.until('Log: 3 sleep-forever');
  program.press('g');
  program.press(UP);
  await program.until('Log: 2 spin');
});

test('the log of the selected task is read, searched and scrolled', async () => {
  using program = new TerminalProgram([guest('basic/forever-write')], 100, 30);
  await program.until(/line \d+ of a flood/);
  program.press('L');
  await program.until('── following ──');
  program.press('k');
  await program.until('── paused, ');
  program.press('G');
  await program.until('── following ──');
});

test('help, filter and search do what they say', async () => {
  using program = new TerminalProgram([spin, sleep, hello], 100, 40);
  await program.until('hello');
  program.press('?');
  await program.until('send a signal');
  program.press('\u001b');
  await program.until((screen) => !screen.includes('send a signal'));
  program.press('\\sleep');
  await program.until((screen) => screen.includes('Filter: sleep') && !/^ +\d+ .* spin *$/m.test(screen));
  program.press('\r');
  await program.until('filter: sleep');
  program.press('\u001b');
  await program.until(/^ +\d+ .* spin *$/m);
  program.press('/hello\r');
  await program.until('Log: 4 hello');
});

test('an ended task says why, and a signal to it is refused', async () => {
  using program = new TerminalProgram([guest('basic/trap-unreachable')], 100, 30);
  await program.until('[trap: unreachable]');
  program.press(F9);
  await program.until('has ended: trap: unreachable');
});

test('without tasks the screen says what to do', async () => {
  using program = new TerminalProgram(['top', '--tasks'], 100, 30);
  await program.until('No tasks. :spawn FILE.wasm starts one');
  program.press('q');
  expect(await program.exited).toBe(0);
});

test.each([
  [40, 8],
  [80, 24],
  [200, 60],
  [300, 100],
])('a screen of %i x %i is filled and not overfilled', async (columns, rows) => {
  using program = new TerminalProgram([spin, sleep], columns, rows);
  await program.until('spin');
  await program.until(() => program.lines.at(-1)?.includes('Help') ?? false);
  expect(program.lines[0]).not.toBe('');
});

test('it lives through resizes, and says where there is no room', async () => {
  using program = new TerminalProgram([spin], 100, 30);
  await program.until('spin');
  for (let step = 0; step < 40; step++) program.resize(35 + ((step * 37) % 120), 7 + ((step * 13) % 50));
  program.resize(20, 4);
  await program.until('too small');
  program.resize(90, 20);
  await program.until((screen) => screen.includes('F1Help') && screen.includes('spin'));
  expect(program.lines.filter((line) => line.includes('F1Help'))).toHaveLength(1);
});

test('NO_COLOR is heeded, and so is a terminal without Unicode', async () => {
  using program = new TerminalProgram([spin], 100, 30, { NO_COLOR: '1', LANG: 'C' });
  await program.until('spin');
  expect(program.output).not.toMatch(/\u001b\[[0-9;]*3[0-7]m/);
  expect(program.output).toMatch(/^[\u0000-\u007f]*$/);
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
])('%s restores the terminal and ends with %i', async (signal, status) => {
  using program = new TerminalProgram([spin, guest('basic/note-reader')], 100, 30);
  await program.until((screen) => screen.includes('spin') && screen.includes('note-reader'));
  program.kill(signal);
  expect(await program.exited).toBe(status);
  await program.until(() => program.buffer === 'normal');
});

test('Enter shows all about a task, with what it has open and its history, and keys act on it there', async () => {
  using program = new TerminalProgram([spin, sleep], 100, 44);
  await program.until(/ R .*spin/);
  program.press('g\r');
  await program.until('Details: 2 spin');
  await program.until(/CPU \d/);
  await program.until(/[\u2801-\u28ff]{5}/);
  await program.until(/running, ready or on its cpu, level 4/);
  program.press('G');
  await program.until(/3 directory +\//);
  program.press('g');
  program.press(F7);
  await program.until(/level 3, on cpu/);
  program.press('G');
  await program.until(/\d level 3/);
  program.press('k');
  program.press('g');
  program.press('p');
  await program.until(/running, paused/);
  program.press('q');
  await program.until(/ 3 T .*spin/);
});

test('Ctrl-Z gives the terminal back to the shell, pausing all, and fg brings the screen up again', async () => {
  using program = new TerminalProgram(['--norc', '-i'], 100, 30, { PS1: '$ ' }, '/bin/bash');
  await program.until('$ ');
  program.press(`'${process.execPath}' '${projectFile('dist/start.js')}' '${spin}'\r`);
  await program.until(/ R .*spin/);
  for (let round = 0; round < 2; round++) {
    program.press('\u001a');
    await program.until((screen) => program.buffer === 'normal' && screen.includes('Stopped'));
    program.press('echo still $((40 + 2))\r');
    await program.until('still 42');
    program.press('clear; fg\r');
    await program.until((screen) => program.buffer === 'alternate' && / R .*spin/.test(screen));
  }
  program.press('p');
  await program.until(/ T .*spin/);
});

test('what a task is called reaches the terminal as harmless text alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-test-'));
  const file = join(folder, 'evil\n\u001b]0;pwned\u0007\u001b[2J\u202e日本👩‍👩‍👧.wasm');
  copyFileSync(guest('basic/spin'), file);
  try {
    using program = new TerminalProgram([file, sleep], 100, 30);
    await program.until(/ R .*evil··日本👩👩👧/u);
    program.press('g\r');
    await program.until('Details: 2 evil');
    program.press('q:kill -9 2\r');
    await program.until('KILL 2 evil');
    program.press('y');
    await program.until('[signal KILL]');
    expect(program.output).not.toContain('\u001b]0;');
    expect(program.output).not.toContain('\u202e');
    expect(row(program, 'sleep-forever')).toContain(' S ');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('Ctrl-L draws each line again, and a menu that closes leaves what it lay over', async () => {
  using program = new TerminalProgram([sleep], 80, 24);
  await program.until(/ S .*sleep-forever/);
  await program.until('F1Help');
  const start = program.output.length;
  program.press('\f');
  await program.until(() => {
    const [, drawn] = program.output.slice(start).split('\u001b[H\u001b[2J');
    return drawn !== undefined && program.lines.every((_, row) => drawn.includes(`\u001b[${row + 1}H`));
  });
  await program.until((screen) => / S .*sleep-forever/.test(screen) && screen.includes('F1Help'));
  const below = program.lines.slice(5, 20);
  program.press('?');
  await program.until((screen) => screen !== '' && program.lines.slice(5, 20).every((line, at) => line !== below[at]));
  program.press('\u001b');
  await program.until(() => program.lines.slice(5, 20).join('\n') === below.join('\n'));
});
