import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { HungMount, mountTest } from '../support/hung-mount.ts';
import { TerminalProgram } from '../support/terminal.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

mountTest('a disk that hangs stops neither the screen nor quitting, and the title tells', async () => {
  using directory = new TemporaryDirectory({ 'near.log': 'near one\n' });
  await using mount = new HungMount();
  writeFileSync(join(mount.files, 'far.log'), 'far one\n');
  const far = join(mount.folder, 'far.log');
  using program = new TerminalProgram(['--tail', join(directory.path, 'near.log'), far], 140, 24);
  await program.until('far one');
  const held = mount.held();
  await mount.hang();
  await held;
  program.press(`:tail ${mount.folder}/f\t`);
  await program.until(`tail ${mount.folder}/f`);
  program.press('\u001b');
  await program.until((screen) => !screen.includes('tail /'));
  program.press(`:spawn ${mount.folder}/a.wasm\r`);
  await program.until('waiting for an answer');
  await program.until(/refused.*has not answered for \d+ s/);
  program.press('q');
  expect(await program.exited).toBe(0);
});
