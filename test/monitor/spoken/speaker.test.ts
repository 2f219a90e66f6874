import { expect, test } from 'vitest';
import { processOf, rowOf, snapshotOf } from '../../components/fake-source.ts';
import { SpokenDesk } from '../../support/spoken-desk.ts';

const [DOWN, UP, PAGE_DOWN, ESCAPE] = ['\u001b[B', '\u001b[A', '\u001b[6~', '\u001b'];
const spin = rowOf({ pid: 7, name: 'spin', state: 'R', cpu: 0.124, memory: 1.2 * 1024 ** 2 });
const idle = rowOf({ pid: 8, name: 'idle', state: 'S', waitsFor: 'poll' });

test('a row is said as a sentence, wherever the arrow keys go', () => {
  const desk = new SpokenDesk([spin, idle]);
  expect(desk.where()).toEqual([
    'Tasks, 2 rows, sorted by CPU over the last second, highest first',
    'row 1 of 2: spin, PID 7, running, CPU 12 percent, memory 1.2 megabytes, level 4',
  ]);
  expect(desk.type(DOWN)).toEqual([
    'row 2 of 2: idle, PID 8, sleeping in poll, CPU 0 percent, memory 128 kilobytes, level 4',
  ]);
  // At the end too a key is answered.
  expect(desk.type(DOWN)[0]).toContain('row 2 of 2: idle');
  expect(desk.type(UP)[0]).toContain('row 1 of 2: spin');
});

test('what the screen shows by colour is said', () => {
  const near = rowOf({ pid: 3, name: 'leak', memory: 63 * 1024 ** 2, memoryLimit: 64 * 1024 ** 2 });
  expect(new SpokenDesk([near]).where()[1]).toContain('near its memory limit of 64 megabytes');
  const failed = rowOf({ pid: 3, name: 'trap', state: 'Z', phase: 'failed', reason: 'trap: unreachable' });
  expect(new SpokenDesk([failed]).where()[1]).toContain('trap, PID 3, failed: trap: unreachable, CPU');
});

test('columns that somebody chose are those that are said, and that by which is sorted', () => {
  const desk = new SpokenDesk([rowOf({ ...spin, callRate: 12_000, readRate: 4_096, args: ['-n', '3'] })]);
  desk.type(':columns calls read command\r');
  expect(desk.where()[1]).toBe(
    'row 1 of 1: spin, calls a second 12 thousand, reads 4 kilobytes a second, spin -n 3, CPU 12 percent',
  );
});

test('a tree has depths and counts, a tag its word', () => {
  const desk = new SpokenDesk([spin, rowOf({ ...idle, parent: 7 })]);
  desk.type('t');
  expect(desk.where()[1]).toMatch(/row 1 of 2: spin.*, 1 row below$/);
  expect(desk.type(DOWN)[0]).toMatch(/idle.*, depth 1$/);
  expect(desk.type(' ')[0]).toBe('idle, PID 8, tagged; 1 tagged');
  expect(desk.where()[1]).toMatch(/depth 1, tagged$/);
  expect(desk.type('U')[0]).toBe('nothing is tagged');
});

test('a menu says its title and the chosen item, a question which answer is chosen', () => {
  const desk = new SpokenDesk([spin]);
  expect(desk.type('x')).toEqual(['Signal to 7 spin, 9 items. Enter chooses, Escape closes.', 'item 1 of 9: 15 TERM']);
  expect(desk.type('G')).toEqual(['item 9 of 9: 9 KILL']);
  expect(desk.type('\r')).toEqual([
    'KILL 7 spin? It cannot save anything, nor catch it: TERM asks it to end.',
    'Yes or no? No is chosen.',
  ]);
  expect(desk.type('\t')).toEqual(['Yes is chosen.']);
  expect(desk.type('n')[0]).toContain('Signal to 7 spin');
  expect(desk.type(ESCAPE)).toEqual(['closed']);
  expect(desk.desk.orders).toEqual([]);
});

test('what was done is answered, and what went wrong is called a problem', async () => {
  const desk = new SpokenDesk([spin]);
  desk.type('x\r');
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  expect(desk.hear()).toEqual(['TERM sent to 7 spin']);
  desk.publish([rowOf({ ...spin, state: 'Z', reason: 'signal TERM' })]);
  expect(desk.type('x')).toEqual(['problem: 7 spin has ended: signal TERM']);
});

test('tasks that start, end, fail and are paused are told, in groups', () => {
  const desk = new SpokenDesk([spin]);
  expect(desk.publish([spin, idle])).toEqual(['idle, PID 8, started']);
  const ended = rowOf({ ...spin, state: 'Z', phase: 'exited', reason: 'exit 3' });
  expect(desk.publish([ended, idle])).toEqual([]);
  const failed = rowOf({ pid: 9, name: 'trap', state: 'Z', phase: 'failed', reason: 'trap: unreachable' });
  expect(desk.publish([ended, rowOf({ ...idle, state: 'T' }), failed])).toEqual([
    'spin, PID 7, ended: exit 3',
    'idle, PID 8, is paused',
    'trap, PID 9, started and failed: trap: unreachable',
  ]);
});

test('of many only the first are told', () => {
  const desk = new SpokenDesk([]);
  const lines = desk.publish(Array.from({ length: 40 }, (_, index) => rowOf({ pid: index + 2, name: 'swarm' })));
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe('and 35 more like these; s gives a summary');
});

test('news wait while a box is open, a line is typed, or the picture stands still', () => {
  for (const [open, close] of [
    ['x', ESCAPE],
    [':ki', ESCAPE],
    ['?', ESCAPE],
    ['Z', 'Z'],
  ] as const) {
    const desk = new SpokenDesk([spin]);
    desk.type(open);
    expect(desk.publish([spin, idle])).toEqual([]);
    expect(desk.publish([spin, idle])).toEqual([]);
    desk.type(close);
    expect(desk.publish([spin, idle])).toEqual(['idle, PID 8, started']);
  }
});

test('that the selection is gone is told once', () => {
  const desk = new SpokenDesk([spin, idle]);
  expect(desk.publish([idle])).toEqual(['What was selected is gone.']);
  expect(desk.publish([idle])).toEqual([]);
  expect(desk.type('p')).toEqual(['problem: nothing is selected: choose a line with the arrow keys']);
  expect(desk.type(DOWN)[0]).toContain('row 1 of 1: idle');
});

test('a manifest that changed is told once', () => {
  const desk = new SpokenDesk([spin]);
  const news = { lines: ['weblog: memory 64M', 'crunch: new'], usable: true };
  expect(desk.publish([spin], { news })).toEqual([
    'The manifest changed: weblog: memory 64M, and 1 more. Capital R shows it.',
  ]);
  expect(desk.publish([spin], { news: { ...news } })).toEqual([]);
});

test('a gauge is told when it is high for three pictures, and when it is low again', () => {
  const { machine } = snapshotOf([]);
  const at = (cpu: number) => ({ machine: { ...machine, cores: [cpu, cpu] } });
  const desk = new SpokenDesk([spin]);
  expect([0.95, 0.95, 0.95, 0.95].map((cpu) => desk.publish([spin], at(cpu)))).toEqual([
    [],
    [],
    ['CPU is high: 95 percent'],
    [],
  ]);
  expect([0.8, 0.5, 0.95, 0.5, 0.5, 0.5].flatMap((cpu) => desk.publish([spin], at(cpu)))).toEqual([
    'CPU is normal again: 50 percent',
  ]);
});

test('a summary comes at a calm rate if anything changed, and when it is asked for', () => {
  const desk = new SpokenDesk([spin], {}, 10_000);
  const words = 'Tasks: 1 running. CPU 70 percent. Memory 5.4 of 16 gigabytes. Busiest: spin, 12 percent.';
  expect(desk.type('s')).toEqual([words]);
  const steady = Array.from({ length: 25 }, () => desk.publish([spin]));
  expect(steady.flat()).toEqual([]);
  const busy = [spin, rowOf({ ...idle, state: 'R', cpu: 0.98 })];
  const lines = Array.from({ length: 21 }, () => desk.publish(busy)).flat();
  expect(lines).toEqual([
    'idle, PID 8, started',
    'Tasks: 2 running. CPU 70 percent. Memory 5.4 of 16 gigabytes. Busiest: idle, 98 percent.',
  ]);
  expect(desk.type(':summary\r').at(-1)).toContain('Tasks: 2 running.');
});

test('nobody who asked for none hears a summary by itself', () => {
  const desk = new SpokenDesk([spin], {}, 0);
  const other = [rowOf({ ...spin, state: 'S', cpu: 0 })];
  expect(Array.from({ length: 200 }, () => desk.publish(other)).flat()).toEqual([]);
});

test('the other table says what it is', () => {
  const desk = new SpokenDesk([spin]);
  const host = { rows: [processOf({ pid: 100, user: 'anna', cpu: 0.5 })], problem: undefined };
  desk.publish([spin], { host });
  expect(desk.type('o')).toEqual([
    'Processes of the host, 1 row, sorted by CPU over the last second, highest first',
    'row 1 of 1: sleep, PID 100, sleeping, CPU 50 percent, memory 1 megabyte, user anna',
  ]);
  const ended = processOf({ pid: 100, user: 'anna', state: 'X', reason: 'exit 1', endedAt: 1_000 });
  expect(desk.publish([spin], { host: { ...host, rows: [ended] } })).toEqual(['sleep, PID 100, ended: exit 1']);
  expect(desk.type('s')[0]).toContain('1 process: 1 ended.');
});

test('a filter is told when it is entered, and what is wrong with it then too', () => {
  const desk = new SpokenDesk([spin, idle]);
  expect(desk.type('\\cpu>>')).toEqual(['Filter: cpu>>']);
  expect(desk.type('\r')[0]).toMatch(/^problem: /);
  expect(desk.type('\u0015cpu>5\r')).toEqual([
    'Filter: cpu>5',
    '1 of 2 rows matches',
    'row 1 of 1: spin, PID 7, running, CPU 12 percent, memory 1.2 megabytes, level 4',
  ]);
  expect(desk.type(ESCAPE)[0]).toBe('no filter, 2 rows');
});

test('a line of commands is echoed, completed in words, and told what is wrong with it', () => {
  const desk = new SpokenDesk([spin]);
  desk.type(':kul');
  expect(desk.bytes).toBe('Command: kul');
  desk.type('\u007f\u007fi');
  expect(desk.bytes).toBe('Command: kul\b \b\b \bi');
  desk.read();
  expect(desk.type('\t').at(-1)).toBe('ll ');
  expect(desk.type('nobody\r')).toEqual([
    expect.stringMatching(/nobody$/),
    expect.stringMatching(/^problem at nobody: /),
    'Command: kill nobody',
  ]);
  expect(desk.type(ESCAPE)).toEqual(['closed']);
  expect(desk.type(':re\t')).toEqual(['Command: re', expect.stringMatching(/^\d+ words: /), 'Command: re']);
  expect(desk.type('\t')[0]).toMatch(/^1 of \d+: re/);
});

test('the log is read by pages, followed while it has the keys, and a flood is counted', () => {
  const desk = new SpokenDesk([spin]);
  const { source } = desk.desk;
  source.write(7, ...Array.from({ length: 20 }, (_, index) => `line ${index}`));
  desk.publish([spin]);
  expect(desk.type('L')).toEqual([
    'Log of spin, PID 7, 20 lines, following',
    ...[15, 16, 17, 18, 19].map((n) => `line ${n}`),
  ]);
  source.write(7, 'one more');
  expect(desk.hear()).toEqual(['one more']);
  expect(desk.type(UP)).toEqual(['log paused', 'line 15']);
  source.write(7, 'not now');
  expect(desk.hear()).toEqual([]);
  expect(desk.type('G').slice(0, 1)).toEqual(['following']);
  source.write(7, ...Array.from({ length: 130 }, (_, index) => `flood ${index}`));
  const flood = [...desk.publish([spin]), ...desk.publish([spin])];
  expect(flood).toEqual([
    ...Array.from({ length: 10 }, (_, index) => `flood ${index}`),
    'and 120 lines more; Page Up reads them',
  ]);
  expect(desk.type('g')).toEqual(['log paused', ...[0, 1, 2, 3, 4].map((n) => `line ${n}`)]);
  expect(desk.type('/flood 77\r').slice(-6)).toEqual([
    '1 line matches',
    'match: flood 77',
    ...[78, 79, 80, 81].map((n) => `flood ${n}`),
  ]);
});

test('lines of the log wait while a command is typed', () => {
  const desk = new SpokenDesk([spin]);
  desk.type('L:ki');
  desk.desk.source.write(7, 'meanwhile');
  expect(desk.publish([spin])).toEqual([]);
  desk.type(ESCAPE);
  expect(desk.hear()).toEqual(['meanwhile']);
});

test('what a task answers is heard while one types to it, between the lines', () => {
  const desk = new SpokenDesk([spin]);
  const { source } = desk.desk;
  expect(desk.type('i')).toEqual(['Enter sends the line, Ctrl-D ends the input, Escape closes.', 'Input to spin: ']);
  source.write(7, 'your name?');
  expect(desk.hear()).toEqual(['your name?', 'Input to spin: ']);
  desk.type('An');
  source.write(7, 'hurry');
  expect(desk.hear()).toEqual([]);
  desk.type('na\r');
  expect(desk.hear()[0]).toBe('hurry');
});

test('help is read page by page, and names the keys by words', () => {
  const desk = new SpokenDesk([spin]);
  const first = desk.type('?');
  expect(first).toHaveLength(11);
  expect(first[0]).toMatch(/^Help, page 1 of 6: Table, \d+ lines\. Space reads on/);
  expect(desk.type(' ')).toHaveLength(10);
  expect(desk.type(DOWN)).toHaveLength(1);
  const all = Array.from({ length: 30 }, () => desk.type(' ')).flat();
  expect(all).toContain('question mark or F1: this help');
  expect(all.filter((line) => line === 'That was the end.').length).toBeGreaterThan(0);
  expect(desk.type(ESCAPE)).toEqual(['closed']);
});

test('setup says what an item is, and what became of it', () => {
  const desk = new SpokenDesk([spin]);
  expect(desk.type('S')[1]).toBe('item 1 of 18: PID, process id: on, 7');
  expect(desk.type(' ')[0]).toBe('PID, process id: off, 7');
  expect(desk.type('\t')[0]).toContain('Setup, page 2 of 9: Columns of processes');
});

test('the past says when it was, and now that it is now', () => {
  const desk = new SpokenDesk([spin]);
  for (let second = 0; second < 5; second++) desk.publish([spin]);
  expect(desk.type(',')[0]).toMatch(/^as it was at \d\d:\d\d:\d\d, 1 second ago$/);
  expect(desk.type(ESCAPE)[0]).toBe('now again');
});

test('which log it is, and that a search is over, is said', () => {
  const desk = new SpokenDesk([spin, idle]);
  expect(desk.type('a')).toEqual(['the log is that of all tasks']);
  desk.type('/idle\r');
  expect(desk.type(ESCAPE)[0]).toBe('no search');
});

test('digits find a PID', () => {
  const desk = new SpokenDesk([spin, idle]);
  expect(desk.type('8')[0]).toContain('row 2 of 2: idle');
  expect(desk.type('9')).toEqual(['PID 89, no such row']);
});

test('details wait for the task, and pages go on', () => {
  const desk = new SpokenDesk([spin]);
  expect(desk.type('\r')).toEqual(['Asking the task.']);
  expect(desk.publish([spin])).toEqual([]);
  expect(desk.type(PAGE_DOWN)).toEqual(['nothing further']);
  expect(desk.type(ESCAPE)[0]).toBe('Table');
});

test('no picture is drawn, and nothing that acts on a terminal gets through', () => {
  const evil = rowOf({ pid: 7, name: 'e\u001b]0;pwned\u0007vil', args: ['\u001b[2J', '\u202e'], state: 'R' });
  const desk = new SpokenDesk([evil]);
  desk.where();
  for (const keys of ['w', ESCAPE, '\r', ESCAPE, 'S', ESCAPE, 'x', ESCAPE, 'F', 't', 'L', 'a', '\t', '?', ESCAPE, 's'])
    desk.type(keys);
  expect(desk.bytes).not.toMatch(/[\u0000-\u0007\u000b-\u001f\u007f-\u009f\u202e\u2500-\u28ff]/);
});
