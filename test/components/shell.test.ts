import { chmodSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { Folder, waitingCommand } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

/** The monitor with one task that spins, once it does. */
async function opened(env: Readonly<Record<string, string>> = {}): Promise<TerminalProgram> {
  const program = new TerminalProgram([guest('basic/spin')], 100, 30, env);
  await program.until(/ R .*spin/);
  return program;
}

const isBack = (program: TerminalProgram) => program.until(() => program.buffer === 'alternate');

test('what a command printed can be read, and the screen is as it was afterwards', async () => {
  using program = await opened();
  program.press(':!echo "hello  you" | tr a-z A-Z\r');
  await program.until('Press any key to go on');
  expect(program.buffer).toBe('normal');
  expect(program.screen).toContain('HELLO  YOU');
  program.press('\r');
  await program.until(/ R .*spin/);
  await isBack(program);
  expect(program.screen).toContain('F1');
  program.press(':!echo again\r');
  await program.until('again');
});

test.each([
  ['exit 3', 'exit: exit 3'],
  ['no-such-program x', 'no-such-program: there is no such command'],
  ['kill -TERM $$', 'kill: ended by TERM'],
  ['true; exit 4', 'the command: exit 4'],
  ['/', '/: it cannot be executed'],
])('how :!%s ended is told', async (command, said) => {
  using program = await opened();
  program.press(`:!${command}\r`);
  await program.until((screen) => screen.includes(said) || screen.includes('Press any key'));
  program.press('\r');
  await program.until(said);
  expect(program.buffer).toBe('alternate');
});

test('a command that the system does not take is told, and the monitor goes on', async () => {
  using program = await opened();
  program.press(`:\u001b[200~!echo ${'x'.repeat(140_000)}\u001b[201~\r`);
  await program.until('the command is too long for this system');
  await isBack(program);
  await program.until(/ R .*spin/);
});

test('without a shell neither a command nor a pager ends the monitor', async () => {
  using program = new TerminalProgram(['demo'], 100, 30, { PATH: '/nowhere' });
  await program.until('GET /');
  for (const keys of [':!echo x\r', '\tO', '\t|cat\r']) {
    program.press(keys);
    await program.until('there is no sh on the PATH');
    program.press('\u001b');
    await program.until((screen) => !screen.includes('no sh'));
  }
  await isBack(program);
});

test('Ctrl-C ends the command and not wasitop', async () => {
  using folder = new Folder();
  using program = await opened();
  program.press(`:!${waitingCommand(folder)}\r`);
  await program.until('on its way');
  program.press('\u0003');
  await program.until('Press any key to go on');
  program.press(' ');
  await program.until('tail: ended by INT');
  expect(program.screen).toMatch(/ R .*spin/);
});

test('a program with a screen of its own is left without a question', async () => {
  using folder = new Folder();
  const lines = Array.from({ length: 200 }, (_, line) => `line ${line + 1}`).join('\n');
  writeFileSync(folder.file('long.txt'), lines);
  using program = await opened();
  program.press(`:!less ${folder.file('long.txt')}\r`);
  await program.until('line 29');
  program.press('G');
  await program.until('line 200');
  program.press('q');
  await program.until(/ R .*spin/);
  expect(program.screen).not.toContain('Press any key');
});

test('an editor reads keys from the terminal', async () => {
  using folder = new Folder();
  const editor = folder.file('editor');
  writeFileSync(
    editor,
    '#!/bin/sh\nprintf "\\033[?1049hname? "\nread name\necho "$name" > "$1"\nprintf "\\033[?1049l"\n',
  );
  chmodSync(editor, 0o755);
  using program = await opened();
  program.press(`:!${editor} ${folder.file('out.txt')}\r`);
  await program.until('name?');
  program.press('Ann\r');
  await program.until(/ R .*spin/);
  program.press(`:!cat ${folder.file('out.txt')}\r`);
  await program.until('Ann\n');
});

test('Ctrl-Z gives the terminal to the shell, and fg to the command again', async () => {
  const start = `${process.execPath} ${projectFile('dist/start.js')} ${guest('basic/spin')}\r`;
  using shell = new TerminalProgram(['--norc', '-i'], 200, 30, { PS1: 'shell> ' }, 'bash');
  await shell.until('shell> ');
  shell.press(start);
  await shell.until(/ R .*spin/);
  shell.press(':!echo name?; read name; echo "hello $name"\r');
  await shell.until('name?');
  shell.press('\u001a');
  await shell.until('Stopped');
  shell.press('echo at the $((1 + 1))nd prompt\r');
  await shell.until('at the 2nd prompt');
  shell.press('fg\r');
  await shell.until((screen) => screen.lastIndexOf('start.js') > screen.indexOf('2nd prompt'));
  shell.press('Ann\r');
  await shell.until('Press any key');
  expect(shell.screen).toContain('hello Ann');
  shell.press('\r');
  await shell.until(/ R .*spin/);
});

test('a signal that ends wasitop ends the command too', async () => {
  using program = await opened();
  program.press(':!echo started; exec sleep 60\r');
  await program.until('started');
  program.kill('SIGTERM');
  expect(await program.exited).toBe(143);
});

test('with --readonly no command is run', async () => {
  using program = new TerminalProgram(['--readonly', guest('basic/spin')], 100, 30);
  await program.until(/ R .*spin/);
  program.press(':!echo hello\r');
  await program.until('read-only: ! is not possible');
});
