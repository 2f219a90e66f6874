import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { projectFile } from '../support/guests.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';
import { Folder } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

const CTRL_S = '\u0013';

test('the table goes to a file of the kind that its name says, never over one that is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-test-'));
  const name = uniqueName();
  await using child = await Child.start('sh', ['-c', `read line; : "${name}", 'b"c'`]);
  using program = new HostProgram(120, 24);
  await program.only(name);
  const write = async (file: string) => {
    const path = join(folder, file);
    program.press(`${CTRL_S}\u0015${path}\r`);
    await program.until(`written to ${path}`);
    return readFileSync(path, 'utf8');
  };
  try {
    const { processes, time } = JSON.parse(await write('a.json'));
    expect(time).toBeCloseTo(Date.now() / 1_000, -2);
    expect(processes).toHaveLength(1);
    expect(processes[0]).toMatchObject({
      pid: child.pid,

      state: 'S',
      args: ['sh', '-c', `read line; : "${name}", 'b"c'`],
    });
    const [titles, line] = (await write('a.csv')).trimEnd().split('\n');
    expect(titles).toMatch(/^time,pid,user,uid,/);
    expect(line).toContain(`,"sh -c read line; : ""${name}"", 'b""c'"`);
    expect(await write('a.txt')).toMatch(
      new RegExp(`^wasitop: 1 process.*\\n +PID USER .*COMMAND\\n +${child.pid} .* sh -c read line; : "${name}"`),
    );

    writeFileSync(join(folder, 'mine.txt'), 'mine');
    program.press(`${CTRL_S}\u0015${join(folder, 'mine.txt')}\r`);
    await program.until(/export .*mine\.txt.*(exists|EEXIST)/);
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
    program.press(`${CTRL_S}\u0015/nowhere/at/all.txt\r`);
    await program.until(/export .*ENOENT/);
    program.press(`${CTRL_S}\u001b`);
    await program.until('F1Help');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('y puts the command into the clipboard of the terminal', async () => {
  const name = uniqueName();
  await using _child = await Child.sleep({ argv0: name });
  using program = new HostProgram(100, 24);
  await program.only(name);
  program.press('y');
  await program.until('went to the clipboard');
  const [, copied = ''] = /\u001b\]52;c;([\w+/=]*)\u0007/.exec(program.output) ?? [];
  expect(Buffer.from(copied, 'base64').toString()).toBe(`${name} 1000`);
});

test('where files may not grow, neither an export nor what is kept at the end ends the monitor', async () => {
  using folder = new Folder();
  const start = `ulimit -f 0; exec "$0" "$@"`;
  const args = ['-c', start, process.execPath, projectFile('dist/start.js'), 'top', '--host'];
  using program = new TerminalProgram(args, 100, 24, {}, 'sh');
  await program.until(/ Host \d/);
  program.press(`${CTRL_S}\u0015${folder.file('a.txt')}\r`);
  await program.until(/export .*: a file may not grow that large \(EFBIG\)/);
  expect(existsSync(folder.file('a.txt'))).toBe(false);
  program.press('\u001b[15~q');
  await program.until(/save configuration .*EFBIG/s);
  expect(await program.exited).toBe(0);
});
