import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { Folder, waitingCommand } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const [spin, sleep] = [guest('basic/spin'), guest('basic/sleep-forever')];
const DOWN = '\u001b[B';

/** All that a terminal would do beside writing at its end. */
const CONTROLS = /[\u0000-\u0007\u000b-\u000c\u000e-\u001f\u007f-\u009f]/;
/** Letters that draw: boxes, blocks, shapes, braille. */
const DRAWN = /[\u2190-\u21ff\u2500-\u25ff\u2800-\u28ff]/;

/** Brackets around pastes are all that is asked of a terminal that knows sequences. */
const withoutPaste = (output: string) => output.replaceAll(/\u001b\[\?2004[hl]/g, '');

/** What a person has heard so far, as one text. */
function program(args: readonly string[], env: Readonly<Record<string, string>> = {}): TerminalProgram {
  return new TerminalProgram(args, 100, 60, { TERM: 'dumb', ...env });
}

/** Presses a key again, each time that it was answered, until the answer is another one. */
async function askUntil(asked: TerminalProgram, key: string, wanted: RegExp): Promise<void> {
  while (!wanted.test(asked.screen)) {
    const { length } = asked.output;
    asked.press(key);
    await asked.until(() => asked.output.length > length);
  }
}

test('a person who listens moves, asks for signals, ends a task, hears of it, and leaves', async () => {
  using wasitop = program(['--accessible', spin, sleep]);
  await wasitop.until(/row 1 of 2: spin, PID 2, /);
  wasitop.press(DOWN);
  await wasitop.until(/row 2 of 2: \w/);
  await askUntil(wasitop, 'g', /: spin, PID 2, running, CPU [\d.]+ percent, memory 128 kilobytes, level 4/);
  wasitop.press('x');
  await wasitop.until('item 1 of 9: 15 TERM');
  wasitop.press('G');
  await wasitop.until('item 9 of 9: 9 KILL');
  wasitop.press('\r');
  await wasitop.until('Yes or no? No is chosen.');
  wasitop.press('y');
  await wasitop.until('KILL sent to 2 spin');
  await wasitop.until('spin, PID 2, ended: signal KILL');
  wasitop.press('q');
  await wasitop.until('1 task is alive. End it and quit?');
  wasitop.press('y');
  expect(await wasitop.exited).toBe(0);
  expect(wasitop.buffer).toBe('normal');
  expect(wasitop.output).not.toMatch(CONTROLS);
  expect(wasitop.output).not.toMatch(DRAWN);
});

test('what was written is never written over', async () => {
  using wasitop = program(['--accessible', spin, sleep]);
  await wasitop.until(/row 1 of 2/);
  const before = wasitop.output;
  for (const key of ['j', 'k', '?', ' ', 'q', '\t', '\t', 'S', '\t', '\u001b']) wasitop.press(key);
  await wasitop.until(/Setup, page 2 of 9/);
  await wasitop.until(/closed *$/m);
  expect(wasitop.output.startsWith(before)).toBe(true);
  expect(wasitop.output).not.toContain('\b');
  // A carriage return stands before a new line alone.
  expect(wasitop.output.replaceAll(/\r+\n/g, '\n')).not.toContain('\r');
});

test('a line of commands is echoed and mended, and what is wrong with it is said', async () => {
  using wasitop = program(['--accessible', spin]);
  await wasitop.until(/row 1 of 1/);
  wasitop.press(':renice 9x');
  await wasitop.until('Command: renice 9x');
  wasitop.press('\u007f\r');
  await wasitop.until(/problem at 9: .*0-7/);
  await wasitop.until(/Command: renice 9$/m);
  wasitop.press('\u007f5\r');
  await wasitop.until(/Command: renice 5$/m);
  await wasitop.until((screen) => /2 spin/.test(screen.slice(screen.indexOf('renice 5'))));
  expect(wasitop.output).toContain('\b \b');
  expect(wasitop.output).not.toContain('\u001b');
});

test('a terminal that knows sequences is asked for pastes in brackets, and for nothing else', async () => {
  using wasitop = program(['top', '--tasks', '--accessible', spin], { TERM: 'xterm-256color' });
  await wasitop.until(/row 1 of 1/);
  expect(wasitop.output).toContain('\u001b[?2004h');
  wasitop.press('\u001b[200~q y\r:kill 2\r\u001b[201~');
  await askUntil(wasitop, 's', /Tasks: 1 running\. CPU \d/);
  wasitop.press('qy');
  expect(await wasitop.exited).toBe(0);
  await wasitop.until(() => wasitop.output.endsWith('\u001b[?2004l'));
  expect(withoutPaste(wasitop.output)).not.toMatch(CONTROLS);
});

test.each([
  ['the environment', { WASITOP_ACCESSIBLE: '1' }],
  ['the configuration', { WASITOP_CONFIG: projectFile('test/components/accessible.toml') }],
] as const)('%s can want it too, for the demo as well', async (_who, env) => {
  using wasitop = program(['demo'], env);
  await wasitop.until('wasitop, read line by line.');
  await wasitop.until(/Tasks, \d+ rows, sorted by CPU/);
});

test('the environment takes back what the configuration wants', async () => {
  using wasitop = new TerminalProgram(['top', '--tasks'], 100, 30, {
    WASITOP_ACCESSIBLE: '0',
    WASITOP_CONFIG: projectFile('test/components/accessible.toml'),
  });
  await wasitop.until(() => wasitop.buffer === 'alternate');
});

test('a task asks, is answered, and is heard', async () => {
  using wasitop = program(['--accessible', projectFile('demo/guests/ask.wasm')]);
  await wasitop.until(/row 1 of 1/);
  wasitop.press('i');
  await wasitop.until('What is your name?');
  await wasitop.until(/Input to ask: $/m);
  wasitop.press('Anna\r');
  await wasitop.until('Hello, Anna!');
  await wasitop.until('sent to 2 ask');
  wasitop.press('\u0004');
  await wasitop.until('ask, PID 2, ended: exit 0');
});

test('a file is followed: lines are told as they come, one is searched for, and G follows', async () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'app.log');
  writeFileSync(path, Array.from({ length: 50 }, (_, line) => `line ${line}\n`).join(''));
  using wasitop = program(['--accessible', '--tail', path], { XDG_CONFIG_HOME: directory.path });
  await wasitop.until(/Tail: .*app\.log, 50 lines, following|and 40 lines more; Page Up reads them/);
  appendFileSync(path, 'three\nfour\n');
  await wasitop.until(/^three\nfour$/m);
  wasitop.press('/line 7\r');
  await wasitop.until(/^1 line matches\n(?:.*\n)?match: line 7$/m);
  appendFileSync(path, 'five\n');
  await askUntil(wasitop, '\u000c', /53 lines, 1 line matches, paused with 1 new line, capital G\s+follows/);
  wasitop.press('G');
  await wasitop.until(/^following\n(?:.*\n)*five$/m);
  appendFileSync(path, 'six\n');
  await wasitop.until(/^six$/m);
  expect(wasitop.output).not.toMatch(CONTROLS);
});

test('a command has the terminal, and how it went is said', async () => {
  using folder = new Folder();
  using wasitop = program(['--accessible', spin]);
  await wasitop.until(/row 1 of 1/);
  wasitop.press(':!printf "hello  you" | tr a-z A-Z\r');
  await wasitop.until(/^HELLO {2}YOU\nThe command has ended\.$/m);
  wasitop.press(':!exit 3\r');
  await wasitop.until(/^The command has failed\.\nproblem: exit: exit 3$/m);
  wasitop.press(`:!${waitingCommand(folder)}\r`);
  await wasitop.until(/^on its way$/m);
  wasitop.press('\u0003');
  await wasitop.until('problem: tail: ended by INT');
  await askUntil(wasitop, 's', /Tasks: 1 running\. CPU \d/);
  expect(wasitop.output).not.toContain('\u001b');
});

test('the log goes through a pipe, into the pager and into the editor', async () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'app.log');
  writeFileSync(path, 'one\ntwo\n');
  const env = { XDG_CONFIG_HOME: directory.path, PAGER: 'tr a-z A-Z', EDITOR: 'wc -l' };
  using wasitop = program(['--accessible', '--tail', path], env);
  await wasitop.until(/^two$/m);
  wasitop.press('|wc -c\r');
  await wasitop.until(/^ *8\n+The command has ended\.\nthe log went to: wc -c$/m);
  wasitop.press('O');
  await wasitop.until(/^ONE\nTWO\n+The command has ended\.$/m);
  wasitop.press('\u000f');
  await wasitop.until(/^2 .*wasitop\.log/m);
});

test('a resize says nothing, and Ctrl-C twice leaves', async () => {
  using wasitop = program(['--accessible', spin]);
  await wasitop.until(/row 1 of 1/);
  for (let step = 0; step < 10; step++) wasitop.resize(40 + step, 5 + step);
  wasitop.resize(100, 60);
  wasitop.press('s');
  await wasitop.until(/Tasks: 1/);
  expect(wasitop.output.match(/row 1 of 1/g)).toHaveLength(1);
  wasitop.press('\u0003\u0003');
  expect(await wasitop.exited).toBe(0);
});

test('Ctrl-Z gives the terminal back to the shell, and fg says where one is', async () => {
  using wasitop = new TerminalProgram(['--norc', '-i'], 100, 40, { PS1: '$ ', TERM: 'dumb' }, '/bin/bash');
  await wasitop.until('$ ');
  wasitop.press(`'${process.execPath}' '${projectFile('dist/start.js')}' --accessible '${spin}'\r`);
  await wasitop.until(/row 1 of 1/);
  for (let round = 1; round <= 2; round++) {
    wasitop.press(':half a li');
    await wasitop.until(/half a li$/m);
    wasitop.press('\u001a');
    await wasitop.until((screen) => screen.split('Stopped').length > round);
    wasitop.press(`echo still $((40 + ${round}))\r`);
    await wasitop.until(`still ${40 + round}`);
    wasitop.press('fg\r');
    await wasitop.until((screen) => /Command: half a li\s*$/.test(screen));
    wasitop.press('\u001b');
    await wasitop.until((screen) => /closed\s*$/.test(screen));
  }
  wasitop.press('p');
  await wasitop.until('2 spin is paused');
});

test.each(['SIGTERM', 'SIGHUP'])('%s leaves the terminal as it was', async (signal) => {
  using wasitop = new TerminalProgram(['--norc', '-i'], 100, 40, { PS1: '$ ', TERM: 'dumb' }, '/bin/bash');
  await wasitop.until('$ ');
  wasitop.press(
    `'${process.execPath}' '${projectFile('dist/start.js')}' --accessible '${spin}'; stty -a | tr ';' '\\n'\r`,
  );
  await wasitop.until(/row 1 of 1/);
  wasitop.press(`:spawn\t`);
  process.kill(await childOf(wasitop.pid), signal);
  await wasitop.until(/(?<!-)icanon/);
  await wasitop.until(/(?<!-)echo /);
});

/** The only child of a shell. */
async function childOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  return Number.parseInt(await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'), 10);
}

test('what is wrong in the configuration is told at the start, and once it is right again', async () => {
  using directory = new TemporaryDirectory({ 'my.toml': '[screen]\nmouse = 1\n' });
  const path = join(directory.path, 'my.toml');
  using wasitop = program(['--accessible', sleep], { WASITOP_CONFIG: path });
  await wasitop.until(/my\.toml:2: screen\.mouse: must be true or false, not a number/);
  await wasitop.until(/row 1 of 1/);
  writeFileSync(path, '[screen]\nmouse = false\n');
  await wasitop.until('the configuration is right again');
});
