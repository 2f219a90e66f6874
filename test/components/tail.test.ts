import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TerminalProgram } from '../support/terminal.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const ESCAPE = '\u001b';

/** The monitor that follows files, on a screen of 100x24, with a home of its own. */
function tailing(directory: TemporaryDirectory, ...files: readonly string[]): TerminalProgram {
  const env = { XDG_CONFIG_HOME: join(directory.path, 'config'), XDG_STATE_HOME: join(directory.path, 'state') };
  return new TerminalProgram(['--tail', ...files], 100, 24, env);
}

test('a file is followed through rotation, copytruncate, and deletion', async () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'app.log');
  writeFileSync(path, 'one\ntwo\n');
  using program = tailing(directory, path);
  await program.until(/Tail: .*app\.log .* following .* 2 lines/);
  appendFileSync(path, 'three\n');
  await program.until('three');
  renameSync(path, `${path}.1`);
  writeFileSync(path, 'four\n');
  await program.until(/rotated[\s\S]*four/);
  truncateSync(path, 0);
  appendFileSync(path, '5\n');
  await program.until(/truncated[\s\S]*\n5 *\n/);
  execFileSync('rm', [path]);
  await program.until('deleted');
  writeFileSync(path, 'six\n');
  await program.until('six');
});

test('scrolling up pauses and counts, a search goes to its match, and G follows', async () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'app.log');
  writeFileSync(path, Array.from({ length: 500 }, (_, line) => `line ${line}\n`).join(''));
  using program = tailing(directory, path);
  await program.until('line 499');
  program.press('b');
  await program.until('paused, nothing new: G follows');
  appendFileSync(path, 'line 500\nline 501\n');
  await program.until('paused, 2 new: G follows');
  program.press('/line 77\r');
  await program.until(/\nline 77\n/);
  program.press('G');
  await program.until('line 501');
});

test('what is no ordinary text is shown, and does nothing to the screen', async () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'hostile.log');
  const bytes = Buffer.concat([
    Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    Buffer.from('\n\u001b[2J\u001b[31mred\u001b[0m\u001b]52;c;aGk=\u0007\u001b[?1049l\u001bc\n'),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a]),
    Buffer.from(`crlf\r\n${'m'.repeat(1_000_000)}\nend of it`),
  ]);
  writeFileSync(path, bytes);
  using program = tailing(directory, path);
  await program.until('end of it');
  expect(program.buffer).toBe('alternate');
  expect(program.output).not.toContain('\u001b]52');
  program.press('w');
  await program.until((screen) => (screen.match(/^m{100}$/gm) ?? []).length > 5);
  program.press('w');
  program.press('g');
  await program.until(/^red$/m);
  await program.until(/^crlf$/m);
});

test('what cannot be read is refused in the title, and a pipe is read', async () => {
  using directory = new TemporaryDirectory();
  mkdirSync(join(directory.path, 'folder'));
  const fifo = join(directory.path, 'pipe');
  execFileSync('mkfifo', [fifo]);
  writeFileSync(join(directory.path, 'good.log'), 'good\n');
  using program = tailing(directory, join(directory.path, 'folder'));
  await program.until(/Tail: .*folder \(refused\)[\s\S]*is a directory/);
  program.press(`:tail ${fifo}\r`);
  await program.until(/Tail: .*pipe/);
  execFileSync('sh', ['-c', `echo through the pipe > ${fifo}`]);
  await program.until('through the pipe');
  program.press(`:tail ${join(directory.path, 'good.log')} ${join(directory.path, 'folder')}\r`);
  await program.until(/Tail: 2 files, 1 refused/);
  await program.until(/good\.log\s+good/);
  program.press(`${ESCAPE}`);
});

test('a hundred files are followed at once, those that come later too', async () => {
  using directory = new TemporaryDirectory();
  for (let file = 0; file < 100; file++) writeFileSync(join(directory.path, `${file}.log`), `first of ${file}\n`);
  using program = tailing(directory, join(directory.path, '*.log'));
  await program.until('Tail: 100 files');
  for (let file = 0; file < 100; file++) appendFileSync(join(directory.path, `${file}.log`), `second of ${file}\n`);
  await program.until('200 lines');
  writeFileSync(join(directory.path, 'late.log'), 'came late\n');
  await program.until('Tail: 101 files');
  await program.until(/late\.log\s+came late/);
});

test('a pattern without files is named until there is one', async () => {
  using directory = new TemporaryDirectory({ 'app.log': 'one line\n' });
  using program = tailing(directory, join(directory.path, 'app.log'), join(directory.path, '*.err'));
  await program.until(/Tail: \S*app\.log [^\n]* no file yet/);
  writeFileSync(join(directory.path, 'app.err'), 'now there is\n');
  await program.until(/Tail: 2 files[^,]/);
});

test('a monitor that was opened for a file is left as less is, with one key', async () => {
  using directory = new TemporaryDirectory({ 'app.log': 'one line\n' });
  using program = tailing(directory, join(directory.path, 'app.log'));
  await program.until('one line');
  program.press('q');
  expect(await program.exited).toBe(0);
});

test('a time window goes by the times that lines of several files tell', async () => {
  const line = (text: string, minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString()} ${text}\n`;
  const log = (name: string) => line(`old of ${name}`, 30) + line(`new of ${name}`, 2);
  using directory = new TemporaryDirectory({ 'a.log': log('a'), 'b.log': log('b') });
  using program = tailing(directory, join(directory.path, '*.log'));
  await program.until(/old of a[\s\S]*old of b[\s\S]*new of a[\s\S]*new of b/);
  program.press('3');
  await program.until(/2 lines, 4 in all[\s\S]*new of a[^\n]*\n[^\n]*new of b/);
  appendFileSync(join(directory.path, 'a.log'), 'come now\n');
  await program.until(/3 lines, 5 in all[\s\S]*come now/);
  expect(program.screen).not.toContain('old of');
});
