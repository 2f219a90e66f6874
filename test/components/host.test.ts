import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority, setPriority, userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { Child, IS_ROOT, NOBODY } from '../host/processes/children.ts';
import { canSteer, startAs } from '../host/processes/used-again.ts';
import { projectFile } from '../support/guests.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

const [F7, F8, F9, ESCAPE] = ['\u001b[18~', '\u001b[19~', '\u001b[20~', '\u001b'];

/** A process that sleeps under a name. */
const sleeper = (argv0: string, options = {}) => Child.sleep({ argv0, ...options });

test('a process has its figures below their titles', async () => {
  const name = uniqueName();
  await using child = await sleeper(name);
  setPriority(child.pid, 3);
  using program = new HostProgram(110, 24);
  await program.only(name);
  expect(program.pids).toEqual([child.pid]);
  const user = userInfo().username.slice(0, 9);
  const figures = `^ *${child.pid} ${user} +23 +3 +[\\d.]+[KM] +[1-9][\\d.]*[KM] +[\\d.]+[KM] S +0\\.0 +0\\.0 +0:00\\.0\\d +1 ${name} 1000$`;
  await program.until(() => new RegExp(figures).test(program.row(child.pid)));
  const titles = program.lines.find((line) => line.includes(' PID ')) ?? '';
  expect(titles.trim().split(/ +/)).toEqual('PID USER PRI NI VIRT RES SHR S CPU%▼ MEM% TIME+ THR COMMAND'.split(' '));
  for (const [title, value] of [
    ['PRI', '23'],
    ['NI', '3'],
    ['S', 'S'],
  ] as const) {
    const end = titles.search(new RegExp(` ${title} `)) + title.length + 1;
    expect(program.row(child.pid).slice(0, end)).toMatch(new RegExp(` ${value}$`));
  }
});

test('TERM from the menu ends a process; it is seen as ended, then goes', async () => {
  const name = uniqueName();
  await using child = await sleeper(name);
  await using other = await sleeper(name);
  using program = new HostProgram(100, 24, [], '[screen]\nlinger = "2s"\n');
  await program.only(name);
  await program.select(child.pid);
  program.press(F9);
  await program.until(`Signal to ${child.pid} sleep`);
  program.press('\r');
  expect(await child.ended()).toBe('SIGTERM');
  await program.until(() => /\[(ended after|signal) TERM\]/.test(program.row(child.pid)));
  await program.until(() => program.row(child.pid) === '');
  expect(program.pids).toEqual([other.pid]);
});

test('the nice value goes up and down by keys, and to a value by a command', async () => {
  const name = uniqueName();
  await using child = await sleeper(name);
  using program = new HostProgram(100, 24);
  await program.only(name);
  program.press(`${F8}${F8}`);
  await program.until(() => / 22 +2 /.test(program.row(child.pid)));
  program.press(':renice 5\r');
  await program.until(() => / 25 +5 /.test(program.row(child.pid)));
  expect(getPriority(child.pid)).toBe(5);
  program.press(':renice 20\r');
  await program.until('19');
  program.press(`${ESCAPE}${F7}`);
  await program.until(IS_ROOT ? () => / 24 +4 /.test(program.row(child.pid)) : /\(EPERM\)/);
});

test('p stops a process and lets it go on', async () => {
  const name = uniqueName();
  await using child = await sleeper(name);
  using program = new HostProgram(100, 24);
  await program.only(name);
  program.press('p');
  await program.until(() => / T +\d/.test(program.row(child.pid)));
  program.press('p');
  await program.until(() => / S +\d/.test(program.row(child.pid)));
});

/** The monitor of a user who is not root; root starts it as nobody, who may not read the configuration then. */
function unprivileged(columns: number, rows: number): TerminalProgram {
  const [wasitop, drop] = [
    [process.execPath, projectFile('dist/start.js'), 'top', '--host'],
    IS_ROOT ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : ['env'],
  ];
  const [file = '', ...args] = [...drop, ...wasitop];
  return new TerminalProgram(args, columns, rows, {}, file);
}

test.runIf(IS_ROOT)('a configuration that may not be read is told, and the monitor opens', async () => {
  using program = unprivileged(100, 24);
  await program.until(/wasitop\/config\.toml: it cannot be read \(EACCES\)$/m);
  await program.until(/ Host \d/);
});

test('what the system refuses is told in the footer', async () => {
  const name = uniqueName();
  await using child = await sleeper(name);
  using program = unprivileged(150, 24);
  const victim = IS_ROOT ? child.pid : 1;
  // A first picture has a screenful; all are known once they are counted.
  await program.until(/ Host \d/);
  program.press(`:renice -5 ${victim}\r`);
  await program.until(/^nice .*it belongs to root.*\(EPERM\)/m);
  program.press(`:kill ${victim}\r${IS_ROOT ? '' : 'y'}`);
  await program.until(/^kill .*it belongs to root; signals go to processes of the same user, and from root \(EPERM\)/m);
  expect(child.process.signalCode).toBeNull();
});

test('one that ended between menu and Enter is told', async () => {
  const name = uniqueName();
  await using child = await sleeper(name);
  using program = new HostProgram(100, 24);
  await program.only(name);
  program.press('x');
  await program.until(`Signal to ${child.pid} sleep`);
  await child.kill();
  program.press('\r');
  await program.until(new RegExp(`^kill ${child.pid}: it has ended \\(ESRCH\\)`, 'm'));
});

test.runIf(canSteer())('a process that has got the PID of the chosen one between menu and Enter lives on', async () => {
  const name = uniqueName();
  using program = new HostProgram(100, 24);
  await using keeper = await sleeper(name);
  await program.only(name);
  for (let attempt = 0; attempt < 20; attempt++) {
    const first = await sleeper(name);
    await program.until(() => program.pids.includes(first.pid));
    await program.select(first.pid);
    program.press('x');
    await program.until(`Signal to ${first.pid} sleep`);
    await first.kill();
    const second = await startAs(first.pid, 20);
    if (second === undefined) {
      program.press(ESCAPE);
      await program.until((screen) => !screen.includes('Signal to'));
      continue;
    }
    await using other = second;
    program.press('\r');
    await program.until(/it has ended, and its PID is that of another process now, sleep/);
    await program.until(() => program.row(first.pid) !== '');
    expect(other.process.signalCode).toBeNull();
    expect(existsSync(`/proc/${other.pid}/stat`)).toBe(true);
    expect(keeper.process.signalCode).toBeNull();
    return;
  }
  throw new Error('others took every PID that was tried');
});

test('the selection stays on its process while others end, begin and are sorted past it', async () => {
  const name = uniqueName();
  await using first = await sleeper(name);
  await using chosen = await sleeper(name);
  using program = new HostProgram(100, 24);
  await program.only(name);
  await program.select(chosen.pid);
  const stillChosen = async () => {
    program.press('x');
    await program.until(/Signal to \d+ sleep/);
    expect(program.screen).toContain(`Signal to ${chosen.pid} sleep`);
    program.press(ESCAPE);
    await program.until((screen) => !screen.includes('Signal to'));
  };
  program.press(':sort pid\r');
  await stillChosen();
  await first.kill();
  await program.until(() => program.row(first.pid) === '' || program.row(first.pid).includes('[ended]'));
  await stillChosen();
  await using busy = await Child.start('sh', ['-c', `while :; do :; done # ${name}`]);
  await program.until(() => / R +\d/.test(program.row(busy.pid)));
  for (const key of 'PMTII') {
    program.press(key);
    await stillChosen();
  }
  await chosen.kill();
  await program.until(() => program.row(chosen.pid).includes('[ended]'));
  program.press('x');
  await program.until(`${chosen.pid} sleep has ended: ended`);
  expect(busy.process.signalCode).toBeNull();
});

test('a tree of processes is folded, tagged and ended together', async () => {
  const name = uniqueName();
  await using stack = new AsyncDisposableStack();
  const script = `sleep 1000 & sleep 1000 & wait # ${name}`;
  const shell = stack.use(await Child.start('sh', ['-c', script], { detached: true }));
  stack.defer(() => {
    for (const pid of children) if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
  });
  let children: number[] = [];
  using program = new HostProgram(110, 24);
  await program.until('F1Help');
  program.press(`:filter pid=${shell.pid} or ppid=${shell.pid}\rt`);
  await program.until(() => program.lines.filter((line) => /[├└]─ sleep 1000/.test(line)).length === 2);
  children = program.pids.filter((pid) => pid !== shell.pid);
  program.press(`${shell.pid}-`);
  await program.until(() => program.row(shell.pid).includes('+2 sh -c'));
  expect(program.pids).toEqual([shell.pid]);
  program.press('c');
  await program.until('3 tagged');
  program.press('x\r');
  await program.until('TERM to 3 processes?');
  expect(program.screen).toContain('[ Cancel ]');
  program.press('\r');
  await program.until((screen) => !screen.includes('Confirm'));
  expect(children.every((pid) => existsSync(`/proc/${pid}`))).toBe(true);
  program.press('\ry');
  expect(await shell.ended()).toBe('SIGTERM');
});

test('threads of programs are shown with H', async () => {
  const child = await Child.start(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  await using one = child;
  using program = new HostProgram(100, 40);
  await program.until('F1Help');
  program.press(`:filter pid=${one.pid} or ppid=${one.pid}\r`);
  await program.until(() => program.pids.length === 1);
  program.press('H');
  await program.until((screen) => / threads /.test(screen) && program.pids.length > 4);
  program.press('H');
  await program.until(() => program.pids.length === 1);
});

const KERNEL = existsSync('/proc/2/comm') && readFileSync('/proc/2/comm', 'utf8') === 'kthreadd\n';

test.runIf(KERNEL)('threads of the kernel are shown with K', async () => {
  using program = new HostProgram(100, 24);
  await program.until('F1Help');
  program.press(':filter kthreadd\r');
  await program.until('Nothing matches the filter. Esc clears it.');
  program.press('K');
  await program.until(() => /\[kthreadd\]/.test(program.row(2)));
  program.press('K');
  await program.until('Nothing matches the filter. Esc clears it.');
});

test.runIf(IS_ROOT)('processes of one user are shown from the menu', async () => {
  const name = uniqueName();
  await using ours = await sleeper(name);
  await using theirs = await sleeper(name, { uid: 54_321, gid: 54_321 });
  using program = new HostProgram(100, 40);
  await program.only(name);
  await program.until(() => program.pids.length === 2);
  program.press('u');
  await program.until('all users');
  const at = (text: RegExp) => program.lines.findIndex((line) => text.test(line));
  program.press('\u001b[B'.repeat(at(/[│|] 54321 +\d/) - at(/all users/)));
  program.press('\r');
  await program.until('user: 54321');
  await program.until(() => program.pids.length === 1);
  expect(program.pids).toEqual([theirs.pid]);
  program.press(ESCAPE);
  await program.until(() => program.pids.includes(ours.pid));
});

test('the details of a process: where it runs, what it has, and what it may', async () => {
  const name = uniqueName();
  await using child = await sleeper(name, { cwd: '/usr', env: { SEEN_BY: 'a test' } });
  using program = new HostProgram(110, 72);
  await program.only(name);
  program.press('\r');
  await program.until(`Details: ${child.pid} sleep`);
  const exe = execFileSync('readlink', ['-f', `/proc/${child.pid}/exe`], { encoding: 'utf8' }).trim();
  await program.until(new RegExp(`Command +${name} 1000`));
  await program.until(new RegExp(`Program +${exe}`));
  await program.until(/Directory +\/usr$/m);
  await program.until(/State +sleeping, child of \d+/);
  await program.until(/Memory[\s\S]*resident[\s\S]*Control groups[\s\S]*Threads\n +\d+ S /);
  program.press('e');
  await program.until(/Environment\n.*SEEN_BY=a test/);
  program.press('g');
  for (const wanted of [/Open files \(\d+\)\n +0 /, /open files +\d+/, /Signals/]) {
    for (let step = 0; step < 12 && !wanted.test(program.screen); step++) {
      const before = program.screen;
      program.press('\u001b[6~');
      await program.until((screen) => screen !== before || wanted.test(screen) || !/lines below/.test(screen));
    }
    await program.until(wanted);
  }
  await child.kill();
  await program.until(/The process is gone|\[ended\]|ended/);
  program.press(ESCAPE);
  await program.until(' PID ');
});
