import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';

const NAMES = [
  'a\nb\r\tc',
  '\u001b]0;pwned\u0007\u001b[2J\u001b[31m',
  '👩‍👩‍👧🇩🇪',
  '日本語プロセス',
  'שלום\u202eעולם',
  'e\u0301\u0301\u0301',
  '\u009b31m',
];

test('whatever processes are called, the columns of all rows stay where they are', async () => {
  const name = uniqueName();
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-test-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(folder, { recursive: true }));
  const children: Child[] = [];
  for (const odd of NAMES) {
    const file = join(folder, odd);
    copyFileSync('/bin/sleep', file);
    chmodSync(file, 0o755);
    children.push(stack.use(await Child.start(file, ['1000'], { argv0: `${odd}${name}` })));
    children.push(stack.use(await Child.sleep({ argv0: name })));
  }
  const columns = '[host]\ncolumns = ["pid", "user", "command", "state", "cpu"]\nsort = "pid"\ndescending = false\n';
  for (const config of [columns, '[host]\ntree = true\n']) {
    using program = new HostProgram(120, 40, [], config);
    await program.only(name);
    await program.until(() => children.every(({ pid }) => program.pids.includes(pid)));
    const titles = program.lines.find((line) => line.includes(' PID')) ?? '';
    const at = (title: string) => titles.indexOf(title);
    for (const { pid } of children) {
      const row = program.row(pid);
      expect(row.slice(0, at('USER'))).toBe(`${String(pid).padStart(7)} `);
      const plain = row.includes(` ${name} 1000`);
      if (plain && config === columns) expect(row.slice(at(' S '))).toMatch(/^ S +\d+\.\d$/);
    }
    expect(program.lines).toHaveLength(40);
    expect(program.lines.at(-1)).toMatch(/^F1Help/);
    expect(program.output).not.toMatch(/pwned\u0007|\u001b\]0|\u202e|\u009b/);

    program.press(`${children[0]?.pid}`);
    await program.until(`PID ${children[0]?.pid}`);
    program.press('x');
    await program.until(`Signal to ${children[0]?.pid}`);
    program.press('\u001b');
    await program.until((screen) => !screen.includes('Signal to'));
    program.press('w');
    await program.until('Command of');
    program.press('\u001b');
    await program.until((screen) => !screen.includes('Command of'));
    program.press('\r');
    await program.until(`Details: ${children[0]?.pid}`);
    expect(program.lines.at(-1)).toMatch(/^F1Help/);
  }
});
