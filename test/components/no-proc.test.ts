import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { IS_ROOT } from '../host/processes/children.ts';
import { guest, projectFile } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

const POSSIBLE = IS_ROOT && spawnSync('unshare', ['-m', 'true']).status === 0;

test.runIf(POSSIBLE)('without /proc the Host tab says so, and the tasks run', async () => {
  const hidden = ['-m', 'sh', '-c', 'mount -t tmpfs none /proc && exec "$@"', 'sh'];
  const wasitop = [process.execPath, projectFile('dist/start.js'), 'top', '--host', guest('basic/spin')];
  using program = new TerminalProgram([...hidden, ...wasitop], 100, 30, {}, 'unshare');
  await program.until('/proc is not mounted here: mount -t proc proc /proc');
  expect(program.screen).toContain('Host -');
  program.press('x]t\u001b1');
  await program.until(/ R .*spin/);
  program.press('\u001b[18~');
  await program.until(/ 3 R .*spin/);
  program.press(':kill\r');
  await program.until('[signal TERM]');
  program.press('q');
  expect(await program.exited).toBe(0);
});
