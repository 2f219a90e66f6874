import { expect, test } from 'vitest';
import type { HostProcess } from '../../src/host/processes/host-process.ts';
import { rowOf } from '../components/fake-source.ts';
import { HostDesk, named } from './host-desk.ts';

const [DOWN, ESCAPE, F4] = ['\u001b[B', '\u001b', '\u001b[14~'];

/** `init` with a shell that has two children, and a daemon. */
const FAMILY: readonly HostProcess[] = [
  named(1, 'init', { parent: 0, cpu: 0.01 }),
  named(20, 'shell', { parent: 1, cpu: 0.1, time: 5, memory: 2 * 1024 ** 2 }),
  named(21, 'make', { parent: 20, cpu: 0.2, time: 7, memory: 4 * 1024 ** 2 }),
  named(22, 'cc', { parent: 21, cpu: 0.4, time: 8, memory: 10 * 1024 ** 2 }),
  named(30, 'daemon', { parent: 1, cpu: 0.3, user: 'www' }),
];

/** Numbers between 0 and 1 that look random, and are the same each time. */
function randomAt(step: number, salt: number): number {
  return Math.abs(Math.sin(step * 12.9898 + salt * 78.233) * 43_758.5453) % 1;
}

test('the selection stays on its process, while 300 pictures sort anew and others come and go', () => {
  const desk = new HostDesk(Array.from({ length: 60 }, (_, index) => named(100 + index, `p${100 + index}`)));
  desk.type(':sort cpu\r/p117\r');
  expect(desk.selected).toBe('117 p117');
  for (let step = 0; step < 300; step++) {
    const alive = Array.from({ length: 60 }, (_, index) => 100 + index).filter(
      (pid) => pid === 117 || randomAt(step, pid) > 0.4,
    );
    desk.show(alive.map((pid) => named(pid, `p${pid}`, { cpu: randomAt(step, pid + 0.5), memory: step * pid })));
    if (step % 7 === 0) desk.type('PMTI>'[step % 5] ?? '');
    if (step % 11 === 0) desk.type('t');
    expect(desk.selected).toBe('117 p117');
  }
  desk.show([named(100, 'p100'), named(118, 'p118')]);
  expect(desk.selected).toContain('nothing is selected');
  desk.type('p]');
  expect(desk.sent).toEqual([]);
});

test('a PID that comes back with another start is not what was selected, tagged or asked about', () => {
  const desk = new HostDesk([named(100, 'old'), named(101, 'other')]);
  desk.type(':sort pid\rg x');
  expect(desk.text).toContain('Signal to 100 old');
  desk.show([named(100, 'new', { startedAt: 2_000_000 }), named(101, 'other')]);
  desk.type('\r');
  expect(desk.sent.map(({ target }) => [target.pid, target.startedAt])).toEqual([[100, 1_000_000]]);
  expect(desk.text).not.toContain('tagged');
  desk.type('x');
  expect(desk.text).toContain('Signal to 101 other');
});

test('the tree shows children below their parents; a folded one stands for all below it', () => {
  const desk = new HostDesk(FAMILY);
  expect(desk.pids).toEqual([22, 30, 21, 20, 1]);
  desk.type('t');
  expect(desk.pids).toEqual([1, 30, 20, 21, 22]);
  expect(desk.row(22)).toContain('      `- cc');
  desk.type('/shell\r-');
  expect(desk.pids).toEqual([1, 20, 30]);
  expect(desk.row(20)).toMatch(/ 70\.0 .* 0:20\.00 .*\+2 shell/);
  expect(desk.row(20)).toContain(' 16M ');
  desk.type('+');
  expect(desk.pids).toHaveLength(5);
  desk.type('*');
  expect(desk.pids).toEqual([1]);
  expect(desk.row(1)).toMatch(/ 101\b/);
  desk.type('*');
  expect(desk.pids).toHaveLength(5);
  desk.type('t-');
  expect(desk.lines.at(-1)).toContain('the table is flat: t shows the tree');
});

test('folds are of a process, not of a PID', () => {
  const desk = new HostDesk(FAMILY);
  desk.type('t/shell\r-');
  desk.show(FAMILY.map((row) => (row.pid === 20 ? { ...row, startedAt: 2_000_000 } : row)));
  expect(desk.pids).toContain(22);
});

test('a selection that is folded away comes to the row that stands for it', () => {
  const desk = new HostDesk(FAMILY);
  desk.type('t/cc\r*');
  expect(desk.selected).toBe('1 init');
});

test('a subtree is tagged, also what is folded, and a signal to it is asked about with Cancel preset', () => {
  const desk = new HostDesk(FAMILY);
  desk.type('t/shell\r-c');
  expect(desk.text).toContain('3 tagged');
  desk.type('x\r');
  expect(desk.text).toContain('TERM to 3 processes?');
  expect(desk.text).toContain('[ Cancel ]');
  desk.type('\r');
  expect(desk.sent).toEqual([]);
  desk.type('\ry');
  expect(desk.orders).toEqual(['20 ctl kill TERM', '21 ctl kill TERM', '22 ctl kill TERM']);
});

test('in a tree the filter leaves what matches; one whose parent is filtered out is a root', () => {
  const desk = new HostDesk(FAMILY);
  desk.type('t\\cpu>=20\r');
  expect(desk.pids).toEqual([30, 21, 22]);
  expect(desk.row(22)).toContain('`- cc');
});

test('a filter is understood, and what is wrong in it is told at its place', () => {
  const desk = new HostDesk(FAMILY);
  desk.type(`${F4}cpu>5 and user=root`);
  expect(desk.pids).toEqual([22, 21, 20]);
  desk.type(' (');
  expect(desk.pids).toEqual([22, 21, 20]);
  desk.type('\r');
  expect(desk.lines.some((line) => line.startsWith('Filter: cpu>5 and user=root ('))).toBe(true);
  desk.type('\u007fand !cc\r');
  expect(desk.text).toContain('filter: cpu>5 and user=root and !cc (2)');
  expect(desk.pids).toEqual([21, 20]);
  desk.type(`\\${ESCAPE}`);
  expect(desk.pids).toEqual([21, 20]);
  desk.type('\\\u0015nope>1\r');
  expect(desk.text).toContain("there is no field nope; did you mean 'nice'?");
  desk.type(ESCAPE);
  expect(desk.text).toContain('filter: cpu>5 and user=root and !cc (2)');
  desk.type(ESCAPE);
  expect(desk.pids).toHaveLength(5);
});

test('a filter that is wrong as a command stays in the line for filters', () => {
  const desk = new HostDesk(FAMILY);
  desk.type(':filter user=www\r:filter cpu>\r');
  expect(desk.lines.some((line) => line.startsWith('Filter: cpu>'))).toBe(true);
  desk.type('25\r');
  expect(desk.pids).toEqual([22, 30]);
  desk.type(`:filter (\r${ESCAPE}`);
  expect(desk.pids).toEqual([22, 30]);
});

test('the wheel goes through lists and texts that lie over the table', () => {
  const desk = new HostDesk(FAMILY, 120, 20);
  const wheel = '\u001b[<65;20;12M';
  desk.type('?');
  const before = desk.text;
  desk.type(wheel);
  expect(desk.text).not.toBe(before);
  desk.type(ESCAPE);
  desk.type(`u${wheel}\r`);
  expect(desk.text).toContain('user: root');
});

test('bare words are looked for in PID, user and command', () => {
  const desk = new HostDesk(FAMILY);
  for (const [text, pids] of [
    ['daem', [30]],
    ['www', [30]],
    ['mem>3M', [22, 21]],
    ['(cc or make) and not cpu>30%', [21]],
    ['/^2[01] /', [21, 20]],
  ] as const) {
    desk.type(`\\\u0015${text}`);
    expect(desk.pids).toEqual(pids);
    desk.type('\r');
  }
});

test('a search goes on with n and back with N', () => {
  const desk = new HostDesk([1, 2, 3, 4].map((pid) => named(pid, pid % 2 === 0 ? `even${pid}` : `odd${pid}`)));
  desk.type(':sort pid\rg/even\r');
  expect(desk.selected).toBe('2 even2');
  desk.type('n');
  expect(desk.selected).toBe('4 even4');
  desk.type('n');
  expect(desk.selected).toBe('2 even2');
  desk.type('N');
  expect(desk.selected).toBe('4 even4');
});

test('digits select the process that has them for its PID', () => {
  const desk = new HostDesk([12, 123, 1234].map((pid) => named(pid, `p${pid}`)));
  desk.type('123');
  expect(desk.lines.at(-1)).toContain('PID 123');
  expect(desk.selected).toBe('123 p123');
  desk.type('1234');
  expect(desk.selected).toBe('1234 p1234');
  desk.type('99');
  expect(desk.lines.at(-1)).toContain('PID 99');
  expect(desk.selected).toBe('1234 p1234');
});

test('one user alone is shown, and Esc shows all again', () => {
  const desk = new HostDesk(FAMILY);
  desk.type('u');
  expect(desk.text).toContain('all users');
  desk.type('G\r');
  expect(desk.pids).toEqual([30]);
  expect(desk.text).toContain('user: www');
  desk.type(ESCAPE);
  expect(desk.pids).toHaveLength(5);
  desk.type(':user www\r');
  expect(desk.pids).toEqual([30]);
});

test('one that ended stays for a while, and says so; it gets no signals', () => {
  const desk = new HostDesk([named(100, 'short')]);
  desk.show([named(100, 'short', { state: 'X', reason: 'ended', endedAt: 1_700_000_000_000 })]);
  expect(desk.row(100)).toContain('short [ended]');
  desk.type('x');
  expect(desk.lines.at(-1)).toContain('100 short has ended: ended');
  expect(desk.sent).toEqual([]);
});

test('PID 1, and wasitop itself, are asked about', () => {
  const desk = new HostDesk([named(1, 'init'), named(process.pid, 'us')]);
  desk.type(':kill 1\r');
  expect(desk.text).toContain('TERM to 1 init? Process 1 is the parent of all');
  desk.type(`\r:kill ${process.pid}\r`);
  expect(desk.text).toContain('That is wasitop itself.');
  desk.type('\r');
  expect(desk.sent).toEqual([]);
});

test('without /proc the Host tab says so, and the tasks are there', () => {
  const desk = new HostDesk([]);
  desk.source.publish([rowOf({ pid: 2, name: 'spin' })], {
    host: { rows: [], problem: 'there is no /proc on this system: processes of the host need Linux' },
  });
  expect(desk.text).toContain('there is no /proc on this system: processes of the host need Linux');
  expect(desk.text).toContain('Host -');
  desk.type(`x${DOWN}${DOWN}c]t-*u`);
  expect(desk.sent).toEqual([]);
  desk.type(ESCAPE);
  desk.type('\u001b1');
  expect(desk.text).toContain('Log: 2 spin');
  desk.type(']');
  expect(desk.orders).toEqual(['2 ctl level -1']);
});

test('names with control characters, wide and right-to-left letters move no column', () => {
  const names = [
    'a\nb',
    '\u001b[31mred\u001b[2J',
    '日本語プロセス',
    'שלום עולם',
    '👩‍👩‍👧 family',
    'e\u0301\u0301',
    '\u202eevil',
    '\t\r\u0007',
  ];
  const rows = names.map((name, index) => named(100 + index, name, { args: [name, name], user: name, cgroup: name }));
  for (const width of [40, 80, 120, 200]) {
    const desk = new HostDesk(rows, width);
    for (const keys of ['', 't', '\u001b[C', 'H']) {
      desk.type(keys);
      const { lines } = desk.screen;
      expect(lines).toHaveLength(30);
      expect(/[\u0000-\u0008\u000a-\u001a\u202e]|\u001b(?!\[[\d;]*m)/.test(lines.join(''))).toBe(false);
      expect(desk.pids).toHaveLength(names.length);
    }
  }
});

test('what is tagged is left alone by what is done to the one whose details are shown', () => {
  const desk = new HostDesk([named(100, 'tagged'), named(101, 'shown')]);
  desk.type(':sort pid\rg \rx');
  expect(desk.text).toContain('Details: 101 shown');
  expect(desk.text).toContain('Signal to 101 shown');
});

test('a signal to a thread is asked about: it goes to the whole process', () => {
  const thread = named(101, 'worker', { thread: true, parent: 100 });
  const desk = new HostDesk([named(100, 'server'), thread]);
  desk.type('H/worker\rx\r');
  expect(desk.text).toContain('signals go to its whole process 100');
  expect(desk.sent).toEqual([]);
});

test('to pause wasitop itself, or several, and to change PID 1 is asked about', () => {
  const desk = new HostDesk([named(1, 'init'), named(process.pid, 'self'), named(200, 'a'), named(201, 'b')]);
  desk.type('/self\rp');
  expect(desk.text).toContain('That is wasitop itself.');
  desk.type(ESCAPE);
  desk.type('/init\r]');
  expect(desk.text).toContain('Process 1 is the parent of all');
  desk.type(ESCAPE);
  desk.type(':sort pid\r');
  desk.type(':filter name in (a, b)\rg  p');
  expect(desk.text).toContain('Pause 2 processes?');
  expect(desk.sent).toEqual([]);
});
