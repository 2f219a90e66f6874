import { expect, test } from 'vitest';
import { projectFile } from '../../support/guests.ts';
import { TerminalProgram } from '../../support/terminal.ts';

/** A process that lends its terminal to one command and says what came of it. */
function lending(command: string, input?: string): TerminalProgram {
  const script = `
    const { LentTerminal } = await import(${JSON.stringify(projectFile('src/monitor/terminal/lent-terminal.ts'))});
    const lent = new LentTerminal({ stdin: process.stdin, stdout: process.stdout });
    const failure = await lent.run(${JSON.stringify(command)}, ${input});
    console.log('said: [' + failure + ']');`;
  return new TerminalProgram(['--input-type=module', '-e', script], 80, 12, {}, process.execPath);
}

test('a pager shows what it is given and reads keys from the terminal', async () => {
  using program = lending('less', "Array.from({ length: 100_000 }, (_, line) => 'line ' + line + '\\n').join('')");
  await program.until('line 9');
  program.press('/line 5000$\r');
  await program.until((screen) => screen.startsWith('line 5000\n'));
  program.press('q');
  await program.until('said: []');
  expect(program.screen).not.toContain('Press any key');
});

test('a command that reads less than it is given has not failed', async () => {
  using program = lending('head -n 1', "'first\\n' + 'x'.repeat(10_000_000)");
  await program.until('Press any key');
  expect(program.screen).toContain('first');
  program.press('\r');
  await program.until('said: []');
});

test('an input that is empty is no terminal', async () => {
  using program = lending('cat; echo through', "''");
  await program.until('Press any key');
  expect(program.screen).toContain('through');
  program.press('\r');
  await program.until('said: []');
});
