import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';

const [F2, F8, F9, DOWN, LEFT, ESCAPE] = ['\u001bOQ', '\u001b[19~', '\u001b[20~', '\u001b[B', '\u001b[D', '\u001b'];

test('with --readonly neither keys nor clicks nor commands reach a process, and the setup is not saved', async () => {
  const name = uniqueName();
  await using child = await Child.sleep({ argv0: name });
  using program = new HostProgram(100, 24, ['--readonly']);
  await program.only(name);
  await program.until('read-only');
  const { output } = program;
  for (const keys of [F9, 'x', 'p', F8, '[', ']', 'y', '\u0013']) {
    program.press(keys);
    await program.until(/^read-only: .*start without --readonly/m);
    program.press(LEFT);
    await program.until((screen) => !screen.includes('is not possible'));
  }
  const line = program.lines.findIndex((text) => text.trimStart().startsWith(`${child.pid} `)) + 1;
  program.press(`\u001b[<2;20;${line}M\u001b[<2;20;${line}m`);
  await program.until('read-only: F9 is off');
  for (const command of [
    `kill ${child.pid}`,
    `renice 7 ${child.pid}`,
    `stop ${child.pid}`,
    'spawn x.wasm',
    'export x.csv',
  ]) {
    program.press(`:${command}\r`);
    await program.until(/read-only: .*start without --readonly|start without --readonly/);
    const typing = program.lines.at(-1)?.startsWith(':') ?? false;
    program.press(typing ? ESCAPE : LEFT);
    await program.until((screen) => !screen.includes('start without'));
  }
  program.press(`${F2}${DOWN} ${ESCAPE}`);
  await program.until('read-only: what was changed counts until you quit');
  expect(() => readFileSync(program.configPath)).toThrow('ENOENT');
  expect(program.output.slice(output.length)).not.toContain('\u001b]52');
  await program.until(() => / 20 +0 .* S +\d/.test(program.row(child.pid)));
  expect(child.process.signalCode).toBeNull();
});
