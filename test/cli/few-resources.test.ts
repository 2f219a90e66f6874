import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

/** wasitop under a limit of the shell. */
function limited(limit: string, ...args: string[]) {
  const shell = `ulimit ${limit}; exec "$0" "$@"`;
  const command = ['-c', shell, process.execPath, projectFile('dist/start.js'), ...args];
  const { status, stdout, stderr } = spawnSync('sh', command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each([24, 32])('%d open files are too few, and that is what is said', (files) => {
  const { status, stderr } = limited(`-n ${files}`, 'top', '--batch', '--host');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^wasitop: EMFILE.*\nTry 'ulimit -n 1024'/);
});

test('a monitor that runs out of open files says so on the screen that stays, with what stood there before', async () => {
  using folder = new Folder();
  for (let file = 0; file < 100; file++) writeFileSync(folder.file(`${file}.log`), 'line\n');
  const start = `echo before; ulimit -n 32; exec "$0" "$@"`;
  const follow = [projectFile('dist/start.js'), '--tail', folder.file('*.log')];
  using program = new TerminalProgram(['-c', start, process.execPath, ...follow], 80, 24, {}, 'sh');
  expect(await program.exited).toBe(1);
  await program.until(/^before\nwasitop: EMFILE.*\nTry 'ulimit -n 1024'/);
  expect(program.buffer).toBe('normal');
});

test('where few files may be open few are followed, and the others are counted', async () => {
  using folder = new Folder();
  for (let file = 0; file < 100; file++) writeFileSync(folder.file(`${file}.log`), 'line\n');
  const start = [projectFile('dist/start.js'), '--tail', folder.file('*.log')];
  using program = new TerminalProgram(
    ['-c', 'ulimit -n 256; exec "$0" "$@"', process.execPath, ...start],
    100,
    24,
    {},
    'sh',
  );
  await program.until(/Tail: 32 files .* 68 more left out/);
});

test('100 open files do for all processes of the machine', () => {
  const { status, stdout, stderr } = limited('-n 100', 'top', '--batch', '--host');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('PID');
});

test.each([
  ['-n 40', /problem {2}open files: 40, and wasitop itself needs \d+\n +-> ulimit -n 65536/],
  ['-v 20000000', /problem {2}address space: 19G, .*: hardly a task can run\n +-> ulimit -v unlimited/],
])('the doctor calls ulimit %s a problem', (limit, text) => {
  const { status, stdout } = limited(limit, 'doctor');
  expect(stdout).toMatch(text);
  expect(status).toBe(1);
});
