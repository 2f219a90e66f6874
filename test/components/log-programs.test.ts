import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatWhole } from '../../src/monitor/draw/format.ts';
import { guest } from '../support/guests.ts';
import { Folder, waitingCommand } from '../support/programs.ts';
import { sampled } from '../support/sampled.ts';
import { TerminalProgram } from '../support/terminal.ts';

const LINES = sampled({ whole: 1_000_000, sample: 100_000 });
/** Nineteen of the lines have it. */
const NINES = String(LINES / 10 - 1);
const CTRL_C = '\u0003';
const CTRL_O = '\u000f';
const CTRL_S = '\u0013';

const folder = new Folder();
const long = folder.file('long.log');

beforeAll(() => {
  writeFileSync(long, Array.from({ length: LINES }, (_, line) => `line ${line + 1}\n`).join(''));
});

afterAll(() => folder[Symbol.dispose]());

/** The monitor with a long file in its log, which has the keys. */
async function opened(env: Readonly<Record<string, string>> = {}, file = long): Promise<TerminalProgram> {
  const program = new TerminalProgram([guest('basic/sleep-forever')], 100, 30, env);
  await program.until('sleep-forever');
  program.press(`:tail ${file}\r`);
  if (file === long) await program.until(`line ${LINES}\n`);
  return program;
}

async function isBack(program: TerminalProgram): Promise<void> {
  await program.until(
    (screen) => program.buffer === 'alternate' && screen.includes('Tail: ') && screen.includes('sleep-forever'),
  );
}

/** A program that stands for one of a person's choice. */
function script(name: string, text: string): string {
  const path = folder.file(name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('all of a long log goes through a pipe, and what came of it is told', async () => {
  using program = await opened();
  for (const [command, printed, told] of [
    ['wc -l', String(LINES), 'the log went to: wc -l'],
    [`grep -c ${NINES}`, '19', `the log went to: grep -c ${NINES}`],
    ['head -n 1', 'line 1\n', 'the log went to: head -n 1'],
    ['no-such-program', 'not found', 'no-such-program: there is no such command'],
  ] as const) {
    program.press(`|${command}\r`);
    await program.until((screen) => screen.includes('Press any key') && screen.includes(printed));
    expect(program.buffer).toBe('normal');
    program.press('\r');
    await program.until(told);
    await isBack(program);
  }
  // What prints nothing asks nothing.
  program.press('|grep x\r');
  await program.until('grep: exit 1');
  program.press(`|sort -r > ${folder.file('sorted')}\r`);
  await program.until('the log went to: sort -r');
  expect(readFileSync(folder.file('sorted'), 'utf8').split('\n', 2)).toEqual([
    `line ${LINES - 1}`,
    `line ${LINES - 2}`,
  ]);
}, 60_000);

test('Ctrl-C ends what reads the log, and not wasitop', async () => {
  using program = await opened();
  program.press(`|${waitingCommand(folder)}\r`);
  await program.until('on its way');
  program.press(CTRL_C);
  await program.until('Press any key');
  program.press('\r');
  await program.until('tail: ended by INT');
  await isBack(program);
});

test('the pager shows what is on the screen, at the line that the pane begins with', async () => {
  using program = await opened({ PAGER: 'less -R' });
  program.press('1');
  await program.until('paused');
  program.press(`/line ${LINES / 2}$\r`);
  await program.until((screen) => screen.includes(`\nline ${LINES / 2}\n`));
  const first = /^line (\d+)$/m.exec(program.screen)?.[1];
  program.press('O');
  await program.until((screen) => screen.startsWith(`line ${first}\n`));
  program.press('q');
  await isBack(program);
  expect(program.screen).not.toContain('Press any key');
});

test('the editor has a file of its own, that is gone afterwards', async () => {
  const seen = folder.file('seen');
  const editor = script(
    'editor',
    `ls -l "$1" > ${seen}; wc -l < "$1" >> ${seen}; echo "$1" >> ${seen}; stat -c %a "$(dirname "$1")" >> ${seen}`,
  );
  using program = await opened({ VISUAL: editor, EDITOR: 'false' });
  program.press(`&${NINES}\r`);
  await program.until(`19 lines, ${formatWhole(LINES)} in all`);
  program.press(CTRL_O);
  await program.until(() => existsSync(seen) && readFileSync(seen, 'utf8').endsWith('700\n'));
  await isBack(program);
  const [mode, lines, path = ''] = readFileSync(seen, 'utf8').split('\n');
  expect(mode).toMatch(/^-rw------- /);
  expect(lines).toBe('19');
  expect(path).toMatch(/wasitop-\w+\/wasitop\.log$/);
  await program.until(() => !existsSync(path));
});

test('an editor that there is not is told', async () => {
  using program = await opened({ VISUAL: 'no-such-editor' });
  program.press(`&${NINES}\r`);
  await program.until(`19 lines, ${formatWhole(LINES)} in all`);
  program.press(CTRL_O);
  await program.until('Press any key');
  program.press('\r');
  await program.until('no-such-editor: there is no such command');
});

test('a place for temporary files that is not there is told', async () => {
  using program = await opened({ TMPDIR: '/nowhere' });
  program.press(CTRL_O);
  await program.until('make a file in /nowhere: no such file or directory (ENOENT)');
});

test('all of a long log is written to a file, while keys go on; one that is there stays', async () => {
  using program = await opened({ HOME: folder.path });
  program.press(`${CTRL_S}\u0015~/all.txt\r`);
  await program.until('writing to ~/all.txt');
  program.press('1');
  await program.until((screen) => /^line 1$/m.test(screen));
  await program.until('written to ~/all.txt');
  const text = readFileSync(folder.file('all.txt'), 'utf8');
  expect(text.length).toBe(readFileSync(long).length);
  program.press(`${CTRL_S}\u0015~/all.txt\r`);
  await program.until(/all\.txt.*exist/);
  expect(readFileSync(folder.file('all.txt'), 'utf8').length).toBe(text.length);
  program.press(`${CTRL_S}\u0015/nowhere/at/all.txt\r`);
  await program.until(/ENOENT|no such/);
});

test('what was selected goes to the clipboard, and the log follows on', async () => {
  const file = folder.file('short.log');
  writeFileSync(file, 'one\ntwo \u001b[31mred\u001b[0m\nthree\n');
  using program = await opened({}, file);
  await program.until('three');
  program.press('vVky');
  await program.until('copied 2 lines, 13 characters');
  const [, copied = ''] = /\u001b\]52;c;([\w+/=]*)\u0007/.exec(program.output) ?? [];
  expect(Buffer.from(copied, 'base64').toString()).toBe('two red\nthree');
  await program.until('following');
  writeFileSync(file, 'four\n', { flag: 'a' });
  await program.until('four');
});
