import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';

const MODES = ['\u001b[?1000h', '\u001b[?1002h', '\u001b[?1006h'];
const ESCAPE = '\u001b';
const [LEFT, RIGHT, WHEEL_UP, WHEEL_DOWN] = [0, 2, 64, 65];

/** A press and a release, with places counted from 1. */
function click(program: HostProgram, column: number, row: number, button = LEFT): void {
  program.press(`\u001b[<${button};${column};${row}M\u001b[<${button};${column};${row}m`);
}

/** Clicks on the first place where the screen shows a text. */
async function clickOn(program: HostProgram, text: string, button = LEFT): Promise<void> {
  await program.until(text);
  const row = program.lines.findIndex((line) => line.includes(text));
  expect(row, `${text} is on the screen`).toBeGreaterThanOrEqual(0);
  click(program, (program.lines[row]?.indexOf(text) ?? 0) + 2, row + 1, button);
}

async function clickRow(program: HostProgram, pid: number, button = LEFT): Promise<void> {
  await program.until(() => program.row(pid) !== '');
  click(program, 20, program.lines.findIndex((line) => line.trimStart().startsWith(`${pid} `)) + 1, button);
}

/** Whom a signal would go to. */
async function selected(program: HostProgram): Promise<number> {
  program.press('x');
  await program.until(/Signal to \d+/);
  const pid = Number(/Signal to (\d+)/.exec(program.screen)?.[1]);
  program.press(ESCAPE);
  await program.until((screen) => !screen.includes('Signal to'));
  return pid;
}

test('a click selects, one more opens the details, and the right button asks for a signal', async () => {
  const name = uniqueName();
  await using first = await Child.sleep({ argv0: name });
  await using second = await Child.sleep({ argv0: name });
  using program = new HostProgram(100, 30);
  await program.only(name);
  await program.until(() => program.pids.length === 2);
  // That at the top is selected from the start on: a click would open it.
  const [top] = program.pids;
  for (const { pid } of top === first.pid ? [second, first] : [first, second, first]) {
    await clickRow(program, pid);
    expect(await selected(program)).toBe(pid);
  }
  await clickRow(program, first.pid);
  await program.until(`Details: ${first.pid}`);
  await clickOn(program, 'Back');
  await program.until(' PID ');
  await clickRow(program, second.pid, RIGHT);
  await program.until(`Signal to ${second.pid}`);
  click(program, 1, 2);
  await program.until((screen) => !screen.includes('Signal to'));
  await clickRow(program, second.pid, RIGHT);
  await program.until(`Signal to ${second.pid}`);
  // Nothing is meant by a border.
  await clickOn(program, 'Signal to');
  const bottom = program.lines.findLastIndex((line) => line.includes('╰'));
  click(program, (program.lines[bottom]?.indexOf('╰') ?? 0) + 4, bottom + 1);
  await clickOn(program, '15 TERM');
  expect(await second.ended()).toBe('SIGTERM');
  expect(first.process.signalCode).toBeNull();
});

test('a click on a title sorts by it, one more the other way round', async () => {
  using program = new HostProgram(100, 30);
  await program.until('CPU%▼');
  await clickOn(program, 'PID ');
  await program.until('PID▲');
  await clickOn(program, 'PID▲');
  await program.until('PID▼');
  await clickOn(program, 'RES');
  await program.until('RES▼');
});

test('the wheel scrolls, and the selection stays', async () => {
  await using stack = new AsyncDisposableStack();
  const script = 'for i in $(seq 40); do sleep 1000 & done; wait';
  const shell = stack.use(await Child.start('sh', ['-c', script], { detached: true }));
  // The whole group: the shell would leave its children behind.
  stack.defer(() => void process.kill(-shell.pid, 'SIGKILL'));
  using program = new HostProgram(100, 24);
  await program.until('F1Help');
  program.press(`:filter ppid=${shell.pid}\r:sort pid\r`);
  await program.until((screen) => screen.includes('(40)') && screen.includes('PID▲'));
  program.press('g');
  const [top = 0] = program.pids;
  const before = await selected(program);
  click(program, 20, 12, WHEEL_DOWN);
  await program.until(() => (program.pids[0] ?? top) > top);
  expect(program.row(top)).toBe('');
  expect(await selected(program)).toBe(before);
  click(program, 20, 12, WHEEL_UP);
  await program.until(() => program.pids[0] === top);
});

test('tabs, meters and the last line are clicked', async () => {
  using program = new HostProgram(100, 30);
  await program.until('Mem[');
  await clickOn(program, 'Tasks 0');
  await program.until('No tasks');
  await clickOn(program, 'Host ');
  await program.until('CPU%▼');
  await clickOn(program, 'Mem[');
  await program.until((screen) => !screen.includes('Mem['));
  await clickOn(program, 'F1Help');
  await program.until('Help: [');
  click(program, 1, 1);
  await program.until((screen) => !screen.includes('Help: ['));
  await clickOn(program, 'F6Sort');
  await program.until('Sort by');
  await clickOn(program, 'process id of the parent');
  await program.until((screen) => !screen.includes('Sort by'));
  await clickOn(program, 'F10Quit');
  expect(await program.exited).toBe(0);
});

test('a question is answered by a click on its words', async () => {
  const name = uniqueName();
  await using child = await Child.sleep({ argv0: name });
  using program = new HostProgram(100, 30);
  await program.only(name);
  const ask = async () => {
    program.press(':kill -9\r');
    await program.until(`KILL ${child.pid} sleep?`);
  };
  await ask();
  await clickOn(program, 'Cancel');
  await program.until((screen) => !screen.includes('Confirm'));
  expect(child.process.signalCode).toBeNull();
  await ask();
  await clickOn(program, 'Yes');
  expect(await child.ended()).toBe('SIGKILL');
});

test('the modes of the mouse are off when the program is left, and while it is suspended', async () => {
  using program = new HostProgram(100, 30);
  await program.until('F1Help');
  for (const mode of MODES) expect(program.output).toContain(mode);
  const count = (mode: string) => program.output.split(mode).length - 1;
  program.press('\u001a');
  // Without a shell that stops it, it goes on by itself.
  await program.until(() => count('\u001b[?1000h') === 2);
  expect(program.output.lastIndexOf('\u001b[?1000l')).toBeLessThan(program.output.lastIndexOf('\u001b[?1000h'));
  expect(count('\u001b[?1000l')).toBeGreaterThan(0);
  program.press('q');
  await program.exited;
  await program.until(() => program.buffer === 'normal');
  for (const mode of MODES)
    expect(program.output.lastIndexOf(mode.replace('h', 'l'))).toBeGreaterThan(program.output.lastIndexOf(mode));
});

test('the mouse is left to the terminal where that is wished', async () => {
  using program = new HostProgram(100, 30, ['--no-mouse']);
  await program.until('F1Help');
  for (const mode of MODES) expect(program.output).not.toContain(mode);
  await clickOn(program, 'F1Help');
  program.press(':mouse on\r');
  await program.until(() => MODES.every((mode) => program.output.includes(mode)));
  expect(program.screen).not.toContain('Help: [');
  program.press(':mouse off\r');
  await program.until(() => program.output.lastIndexOf('\u001b[?1000l') > program.output.lastIndexOf('\u001b[?1000h'));
});
