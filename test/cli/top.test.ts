import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { guest, projectFile } from '../support/guests.ts';
import { uniqueName } from '../support/host-programs.ts';

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Prints snapshots as a user has them printed. */
async function batch(...args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [projectFile('dist/start.js'), 'top', '--batch', ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}

const objects = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('--json is one object a snapshot and line, with raw units', async () => {
  const name = uniqueName();
  await using child = await Child.sleep({ argv0: name });
  const { status, stdout, stderr } = await batch('--host', '--json', '--filter', name, '-n', '2', '-d', '100ms');
  expect([status, stderr]).toEqual([0, '']);
  const [first, second, ...more] = objects(stdout);
  expect(more).toEqual([]);
  expect(second.time - first.time).toBeGreaterThanOrEqual(0.1);
  expect(first.time).toBeGreaterThan(Date.now() / 1_000 - 60);
  expect(first.system.memory_total).toBeGreaterThan(2 ** 20);
  expect(first.system.load).toHaveLength(3);
  expect(first.processes.map((row: { pid: number }) => row.pid)).toContain(child.pid);
  const row = second.processes.find(({ pid }: { pid: number }) => pid === child.pid);
  expect(row).toMatchObject({
    pid: child.pid,
    ppid: process.pid,
    name: 'sleep',
    args: [name, '1000'],
    uid: process.getuid?.(),
    state: 'S',
    nice: 0,
    threads: 1,
    cpu: 0,
    kernel_thread: false,
    reason: null,
  });
  expect(Number.isInteger(row.pid) && Number.isInteger(row.memory) && Number.isInteger(row.memory_shared)).toBe(true);
  expect(row.memory).toBeGreaterThan(100_000);
  expect(row.memory_fraction).toBeCloseTo(row.memory / second.system.memory_total, 6);
  expect(Math.abs(row.started - Date.now() / 1_000)).toBeLessThan(60);
});

test('CPU is a fraction of a core, or of the machine where that is asked for', async () => {
  const name = uniqueName();
  await using child = await Child.start('sh', ['-c', `while :; do :; done # ${name}`]);
  const { stdout } = await batch('--host', '--json', '--filter', name);
  const row = objects(stdout)[0].processes.find(({ pid }: { pid: number }) => pid === child.pid);
  expect(row.cpu).toBeGreaterThan(0.05);
  expect(row.cpu).toBeLessThanOrEqual(1);
  expect(row.cpu_seconds).toBeGreaterThan(0);
});

test('--csv has a line of names, and quotes what needs it', async () => {
  const name = uniqueName();
  await using child = await Child.start('sh', ['-c', `read line; : '${name}', "a"\n: b`]);
  const { status, stdout } = await batch(
    '--host',
    '--csv',
    '--columns',
    'pid,nice,command',
    '--filter',
    `pid=${child.pid}`,
  );
  expect(status).toBe(0);
  const [titles, ...lines] = stdout.split('\n');
  expect(titles).toBe('time,pid,nice,name,args');
  expect(lines.join('\n')).toMatch(
    new RegExp(`^\\d+(\\.\\d+)?,${child.pid},0,sh,"sh -c read line; : '${name}', ""a""·: b"\\n$`),
  );
});

test('rows are sorted by a column, from the largest or from the least', async () => {
  const name = uniqueName();
  await using small = await Child.sleep({ argv0: name });
  await using large = await Child.start(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', name]);
  const order = async (sort: string) => {
    const { stdout } = await batch(
      '--host',
      '--json',
      '--filter',
      `(pid=${small.pid} or pid=${large.pid})`,
      `--sort=${sort}`,
    );
    return objects(stdout)[0].processes.map(({ pid }: { pid: number }) => pid);
  };
  expect(await order('-mem')).toEqual([large.pid, small.pid]);
  expect(await order('+mem')).toEqual([small.pid, large.pid]);
  expect(await order('+pid')).toEqual([small.pid, large.pid].sort((a, b) => a - b));
  expect(await order('-pid')).toEqual([small.pid, large.pid].sort((a, b) => b - a));
});

test('text has a line on the machine, titles, and a line for each process, in the columns that were asked for', async () => {
  const name = uniqueName();
  await using child = await Child.sleep({ argv0: `${name}\u001b[2J\nx` });
  const { stdout } = await batch('--host', '--filter', `pid=${child.pid}`, '--columns', 'pid,state,command');
  expect(stdout).toMatch(
    new RegExp(`^wasitop: 1 process, load .*\\n +PID S COMMAND\\n +${child.pid} S ${name}\\S*x 1000\\n$`),
  );
});

test('--tasks prints the modules', async () => {
  const { status, stdout } = await batch('--tasks', '--json', guest('basic/sleep-forever'));
  expect(status).toBe(0);
  const [{ processes }] = objects(stdout);
  expect(processes).toHaveLength(1);
  expect(processes[0]).toMatchObject({ pid: 2, name: 'sleep-forever', level: 4, state: 'running', reason: null });
});

test.each([
  [
    ['--host', '--filter', 'cpu>5 and nope=1'],
    "--filter: there is no field nope; did you mean 'nice'?\ncpu>5 and nope=1\n          ^^^^",
  ],
  [['--host', '--filter', 'cpu>'], '--filter: '],
  [['--host', '--filter', 'a and (b'], 'a and (b\n      ^'],
  [['--host', '--sort', 'colour'], "--sort: unknown column 'colour'"],
  [['--host', '--columns', 'pid,nics'], "--columns: unknown column 'nics'; did you mean 'nice'?"],
  [['--host', '-n', '0'], 'must'],
  [['--host', '--json', '--csv'], 'cannot be used with'],
  [['--host', '--tasks'], 'cannot be used with'],
])('%j is refused, with status 2', async (args, told) => {
  const { status, stdout, stderr } = await batch(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(told);
});

test('a closed pipe ends it quietly, with status 0', async () => {
  const child = spawn(process.execPath, [
    projectFile('dist/start.js'),
    'top',
    '--batch',
    '--host',
    '-n',
    '1000',
    '-d',
    '10ms',
  ]);
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe('');
});
