import { expect, test } from 'vitest';
import { projectFile } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

/** EX_SOFTWARE of sysexits(3). */
const FAULT_STATUS = 70;

/** The monitor in a process in which something breaks as soon as the terminal has another size. */
function monitorBreaking(code: string): TerminalProgram {
  const preload = `data:text/javascript,${encodeURIComponent(`process.on('SIGWINCH', () => { ${code} });`)}`;
  const args = ['--import', preload, projectFile('dist/start.js'), 'top', '--host'];
  return new TerminalProgram(args, 100, 30, {}, process.execPath);
}

test.each([
  // The table keeps its lines in one, made while it is rendered.
  ['a component', "globalThis.WeakMap = class { constructor() { throw new Error('broken on purpose'); } };"],
  // Lines are put together by it when all is laid out.
  ['what draws', "String.prototype.repeat = () => { throw new Error('broken on purpose'); };"],
])('a fault in %s ends the monitor: the terminal is as it was, and the reason is told', async (_what, code) => {
  using program = monitorBreaking(code);
  await program.until('F1Help');
  expect(program.buffer).toBe('alternate');
  program.resize(90, 28);
  expect(await program.exited).toBe(FAULT_STATUS);
  await program.until('broken on purpose');
  expect(program.buffer).toBe('normal');
  expect(program.screen).toContain('please report it');
  for (const mode of ['?1049', '?1000', '?2004'])
    expect(program.output.lastIndexOf(`${mode}l`), mode).toBeGreaterThan(program.output.lastIndexOf(`${mode}h`));
  for (const mode of ['?7', '?25'])
    expect(program.output.lastIndexOf(`${mode}h`), mode).toBeGreaterThan(program.output.lastIndexOf(`${mode}l`));
});

test('a fault while a command has the terminal leaves no screen behind', async () => {
  using program = monitorBreaking("setImmediate(() => { throw new Error('broken on purpose'); });");
  await program.until('F1Help');
  program.press(':!echo lent; read line\r');
  await program.until('lent');
  program.resize(90, 28);
  expect(await program.exited).toBe(FAULT_STATUS);
  await program.until('broken on purpose');
  expect(program.buffer).toBe('normal');
});
