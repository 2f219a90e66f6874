import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

const WASITOP = projectFile('bin/wasitop');

/** The inodes of the sockets that listen in this network. */
function listening(): Set<string> {
  const rows = ['tcp', 'tcp6'].flatMap((name) => readFileSync(`/proc/net/${name}`, 'utf8').split('\n').slice(1));
  const LISTEN = '0A';
  return new Set(
    rows.map((row) => row.trim().split(/\s+/)).flatMap((cells) => (cells[3] === LISTEN ? [cells[9] ?? ''] : [])),
  );
}

/** The sockets on which a process takes connections. */
function portsOf(pid: number): string[] {
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  const sockets = listening();
  return open.filter((target) => sockets.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? ''));
}

test.each([
  ['run', WASITOP, []],
  ['run without its launcher', process.execPath, [projectFile('dist/start.js')]],
] as const)('SIGUSR1 opens no debugger in %s', async (_name, file, before) => {
  const child = spawn(file, [...before, 'run', guest('basic/forever-write')]);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGUSR1');
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(portsOf(child.pid ?? 0)).toEqual([]);
  child.kill('SIGTERM');
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(status).toBe(143);
  expect(stderr).not.toContain('Debugger');
});

test('SIGUSR1 opens no debugger in the monitor', async () => {
  using program = new TerminalProgram([guest('basic/spin')], 100, 30, {}, WASITOP);
  await program.until((screen) => / R .*spin/.test(screen));
  process.kill(program.pid, 'SIGUSR1');
  expect(portsOf(program.pid)).toEqual([]);
  process.kill(program.pid, 'SIGTERM');
  expect(await program.exited).toBe(143);
  expect(program.output).not.toContain('Debugger');
});
