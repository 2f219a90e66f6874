import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

const ASK = projectFile('demo/guests/ask.wasm');

test('a person starts a module, answers its question, and ends its input', async () => {
  using program = new TerminalProgram(['top', '--tasks'], 100, 30);
  await program.until('No tasks');
  program.press(`:spawn ${ASK}\r`);
  await program.until('2 ask is started');
  await program.until('What is your name?');
  program.press('i');
  await program.until('Input to 2 ask:');
  program.press('Ann\r');
  await program.until('Hello, Ann!');
  program.press('\u0004');
  await program.until('Goodbye.');
  await program.until('[exit 0]');
});

test('what is wrong stays on the line, with the word and the reason', async () => {
  using program = new TerminalProgram([guest('basic/spin')], 100, 30);
  await program.until(/ R .*spin/);
  program.press(':renice 9 2\r');
  await program.until('Priority must be 0-7');
  program.press('\u001b[D\u001b[D\u007f1\r');
  await program.until(/ 1 R .*spin/);
  program.press(':spawn /nowhere.wasm\r');
  await program.until('spawn /nowhere.wasm: no such file or directory (ENOENT)');
  program.press(':kill -9 spin\r');
  await program.until('KILL 2 spin?');
  program.press('y');
  await program.until('[signal KILL]');
});

test('the namespace of a task that runs is changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-test-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner', 'seen.txt'), 'now you see me\n');
  try {
    using program = new TerminalProgram([guest('basic/list-forever')], 100, 30);
    await program.until('/data: not there');
    program.press(`:mount host ${folder} /data ro\r`);
    await program.until('/data is mounted');
    await program.until('/data: inner');
    program.press(':bind /data/inner /data\r');
    await program.until('/data: seen.txt');
    program.press(':unbind /data\r');
    await program.until(() =>
      /not there *$/.test(program.lines.filter((line) => line.includes('/data:')).at(-1) ?? ''),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('paths are completed from the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-test-'));
  writeFileSync(join(folder, 'module one.wasm'), '');
  try {
    using program = new TerminalProgram(['top', '--tasks'], 120, 30);
    await program.until('No tasks');
    program.press(`:spawn ${folder}/mod\t`);
    await program.until(`:spawn '${folder}/module one.wasm'`);
    program.press('\r');
    await program.until('[not loaded: the file is empty]');
    expect(program.buffer).toBe('alternate');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('kill 1 is a graceful end of wasitop, and is asked about', async () => {
  using program = new TerminalProgram([guest('basic/spin'), guest('basic/note-reader')], 100, 30);
  await program.until((screen) => / R .*spin/.test(screen) && screen.includes('note-reader'));
  program.press(':kill 1\r');
  await program.until('TERM to 1 init? Init is wasitop itself: all tasks end with it.');
  program.press('\r');
  await program.until((screen) => !screen.includes('Confirm'));
  program.press(':kill -STOP 1\ry');
  await program.until('init cannot be paused');
  program.press(':kill 1\ry');
  expect(await program.exited).toBe(0);
  await program.until(() => program.buffer === 'normal');
});
