import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { movingTasks, rowOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';

const [UP, DOWN, ESCAPE] = ['\u001b[A', '\u001b[B', '\u001b'];

const pids = (desk: Desk) => desk.lines.flatMap((line) => /^ *(\d+) +\d [RSTNZ] /.exec(line)?.[1] ?? []).map(Number);

test('the selection is a task, wherever its row goes', () => {
  const desk = new Desk();
  desk.type(DOWN);
  expect(desk.text).toContain('Log: 3 t3');
  desk.source.publish([5, 4, 2, 3].map((pid) => rowOf({ pid, name: `t${pid}`, cpu: pid === 3 ? 0 : 0.5 })));
  expect(desk.text).toContain('Log: 3 t3');
  desk.type(']');
  expect(desk.orders).toEqual(['3 ctl level -1']);
});

test('when the selected task goes, no other one takes its place by itself', () => {
  const desk = new Desk();
  desk.type(DOWN);
  desk.source.publish([2, 4, 5].map((pid) => rowOf({ pid, name: `t${pid}` })));
  expect(desk.text).toContain('The selected task is gone');
  desk.type('p');
  expect(desk.sent).toEqual([]);
  expect(desk.text).toContain('nothing is selected');
  desk.type(DOWN);
  expect(desk.text).toContain('Log: 4 t4');
});

test('a PID that another task has got is not the task that the menu was opened for', () => {
  const desk = new Desk();
  desk.type('x');
  desk.source.publish([rowOf({ pid: 2, name: 'another', startedAt: 2_000_000 })]);
  desk.type('\r');
  expect(desk.sent).toEqual([]);
  expect(desk.text).toContain('2 t2 is gone: nothing was sent');
});

test('while the picture stands still, keys act on what is, not on what is shown', () => {
  const desk = new Desk([rowOf({ pid: 2, name: 'spin', state: 'R' })]);
  desk.type('Z');
  desk.source.publish([rowOf({ pid: 2, name: 'spin', state: 'T' })]);
  expect(desk.text).toContain('FROZEN');
  desk.type('p');
  expect(desk.orders).toEqual(['2 ctl cont']);
  desk.source.publish([]);
  desk.type('x');
  expect(desk.text).toContain('2 spin is gone');
  desk.type('Z');
  expect(desk.text).not.toContain('FROZEN');
});

test('a filter hides, Esc brings back, and a filter that was left is kept', () => {
  const desk = new Desk();
  desk.type('\\t4');
  expect(pids(desk)).toEqual([4]);
  desk.type('\r');
  expect(desk.text).toContain('filter: t4 (1)');
  desk.type(ESCAPE);
  expect(pids(desk)).toEqual([2, 3, 4, 5]);
});

test('search goes from match to match and round the end, in the table and in the log', () => {
  const desk = new Desk(['ab', 'x', 'ab', 'x'].map((name, index) => rowOf({ pid: index + 2, name })));
  desk.type('/ab\r');
  expect(desk.text).toContain('Log: 4 ab');
  desk.type('n');
  expect(desk.text).toContain('Log: 2 ab');
  desk.type('N');
  expect(desk.text).toContain('Log: 4 ab');
  desk.type('/nowhere\r');
  expect(desk.lines.at(-1)).toContain('not found: nowhere');
});

test('scrolling the log up pauses it, what comes meanwhile is counted, and G follows', () => {
  const desk = new Desk();
  desk.source.write(2, ...Array.from({ length: 100 }, (_, index) => `line ${index}`));
  desk.type('L');
  expect(desk.text).toContain('line 99');
  desk.type(UP);
  expect(desk.text).toContain('paused, nothing new');
  desk.source.write(2, 'late');
  desk.type(UP);
  expect(desk.text).toContain('paused, 1 new');
  desk.type('G');
  expect(desk.text).toContain('late');
  expect(desk.text).toContain('following');
});

test('who ends everything is asked, and a second Ctrl-C is an answer', () => {
  const desk = new Desk();
  desk.type('q\r');
  expect(desk.asked).toEqual([]);
  desk.type('qy');
  expect(desk.asked).toEqual(['quit']);
  desk.type('q\u001b');
  expect(desk.asked).toEqual(['quit']);
  desk.type('\u0003\u0003');
  expect(desk.asked).toEqual(['quit', 'quit']);
});

test('the command line is edited, completed, and kept open where it is wrong', async () => {
  const desk = new Desk();
  desk.type(':kil');
  expect(desk.text).toContain('send a signal, TERM if none is given');
  desk.type('\tt3\r');
  expect(desk.orders).toEqual(['3 ctl kill TERM']);
  await expect.poll(() => desk.lines.at(-1)).toContain('TERM sent to 3 t3');
  desk.type(':renice 9\r');
  expect(desk.text).toContain('Priority must be 0-7');
  expect(desk.sent).toHaveLength(1);
  desk.type('\u007f2 t2 4\r');
  expect(desk.orders.slice(1)).toEqual(['2 ctl level 2', '4 ctl level 2']);
  desk.type(`:${UP}${UP}`);
  expect(desk.text).toContain(':kill t3');
});

test('Tab goes as far as all agree, then from one to the next; paths are looked up', async () => {
  const desk = new Desk();
  desk.type(':so\t');
  expect(desk.text).toMatch(/^:sort *$/m);
  desk.type('\t\t');
  expect(desk.text).toMatch(/^:sort-menu *$/m);
  desk.type('\u0015bind /d\t');
  await expect.poll(() => desk.text).toContain('/dev/null');
  desk.type('e\t');
  await expect.poll(() => desk.text).toMatch(/^:bind \/dev\/ *$/m);
});

test('tagged tasks are meant together; more than one, and KILL, are asked about', () => {
  const desk = new Desk();
  desk.type('  x');
  expect(desk.text).toContain('Signal to 2 tasks');
  desk.type('\r');
  expect(desk.text).toContain('TERM to 2 tasks?');
  desk.type('\r');
  expect(desk.sent).toEqual([]);
  desk.type('\ry');
  expect(desk.sent.map(({ target }) => target.pid)).toEqual([2, 3]);
  desk.source.publish([3, 4].map((pid) => rowOf({ pid, name: `t${pid}` })));
  expect(desk.text).toContain('1 tagged');
  desk.type('U:kill -9 4\r');
  expect(desk.text).toContain('KILL 4 t4?');
});

test('a task and its children are tagged together', () => {
  const desk = new Desk([
    rowOf({ pid: 2 }),
    rowOf({ pid: 3, parent: 2 }),
    rowOf({ pid: 4, parent: 3 }),
    rowOf({ pid: 5 }),
  ]);
  desk.type('c');
  expect(desk.text).toContain('3 tagged');
});

test('lines are typed into the standard input of the selected task', () => {
  const desk = new Desk();
  desk.type('iyes\rno\r\u0004');
  expect(desk.orders).toEqual(['2 fd/0 yes\n', '2 fd/0 no\n', '2 fd/0/ctl close']);
});

test('the log pane shows one task, or all with their names', () => {
  const desk = new Desk();
  desk.source.write(2, 'from two');
  desk.source.write(3, 'from three');
  desk.type('a');
  expect(desk.text).toContain('Log of all tasks');
  expect(desk.text).toContain('from three');
  desk.type(':log 3\r');
  expect(desk.text).toContain('Log: 3 t3');
  expect(desk.text).not.toContain('from two');
});

test('Esc takes one thing back at a time', () => {
  const desk = new Desk();
  desk.type('\\t3\r/t\r ');
  desk.type(ESCAPE);
  expect(desk.text).not.toContain('tagged');
  expect(desk.lines.at(-1)).toContain('search: t');
  desk.type(ESCAPE);
  expect(desk.text).toContain('filter: t3');
  desk.type(ESCAPE);
  expect(pids(desk)).toHaveLength(4);
});

test('every frame is as large as the screen, whatever its size', () => {
  const desk = new Desk(movingTasks(60, 0));
  desk.source.write(2, 'x'.repeat(500), '日本語'.repeat(100), '\u001b[31mred\u001b[0m');
  let tick = 0;
  for (const columns of [30, 40, 57, 76, 80, 120, 200, 300]) {
    for (const rows of [6, 8, 11, 12, 20, 24, 50, 100]) {
      desk.controller.resize(columns, rows);
      desk.source.publish(movingTasks(60 - (tick % 60), ++tick));
      for (const keys of ['z', '\t', 'z', '\t']) {
        desk.type(keys);
        const { lines } = desk;
        expect(lines).toHaveLength(rows);
        expect(new Set(lines.map(widthOf))).toEqual(new Set([columns]));
      }
    }
  }
});

test('keys that come together make one picture, and are all in it', async () => {
  const desk = new Desk();
  let told = 0;
  desk.controller.subscribe(() => told++);
  desk.type(DOWN + DOWN + DOWN);
  await Promise.resolve();
  expect(told).toBe(1);
  expect(desk.text).toContain('Log: 5 t5');
});

test('a change that is not seen writes nothing, and Ink writes nothing at all', async () => {
  const desk = new Desk();
  const { tree } = desk.screen;
  await setImmediate();
  expect(tree.written.join('')).toContain('t2');
  const [written, byInk] = [tree.written.length, tree.writtenByInk.length];
  desk.type(UP);
  await setImmediate();
  expect(tree.written).toHaveLength(written);
  for (const keys of [DOWN, ':', ESCAPE, '?', ESCAPE, '\r', ESCAPE, 'z', 'z']) {
    desk.type(keys);
    await setImmediate();
  }
  desk.source.publish([]);
  // Longer than Ink waits between two of its frames.
  await setTimeout(50);
  expect(tree.written.length).toBeGreaterThan(written + 5);
  expect(tree.writtenByInk).toHaveLength(byInk);
});

test('commands are found by what they do, with their keys; the arrows choose one of them', () => {
  const desk = new Desk();
  desk.type(':');
  expect(desk.text).toMatch(/kill +send a signal/);
  desk.type('sort-c');
  expect(desk.text).toMatch(/sort-cpu +P +sort by CPU/);
  desk.type('\u0015priority');
  expect(desk.text).toMatch(/raise +\] F7 +raise the priority/);
  desk.type('\u0015srtmy');
  expect(desk.text).toMatch(/sort-memory +M/);
  desk.type('\u001b[B');
  expect(desk.text).toContain(':sort-memory');
  desk.type('\r');
  expect(desk.text).toContain('MEMv');
});

test('Ctrl-R looks for a line of the history, as in bash', () => {
  const desk = new Desk(undefined, 100, 30, { history: ['sort cpu', 'filter spin', 'sort mem'] });
  desk.type(':\u0012sort');
  expect(desk.lines.join('\n')).toContain("(reverse-i-search)'sort': sort mem");
  desk.type('\u0012');
  expect(desk.text).toContain("'sort': sort cpu");
  desk.type('\u0012');
  expect(desk.text).toContain("(failed reverse-i-search)'sort': sort cpu");
  desk.type('\u0007');
  expect(desk.text).not.toContain('sort cpu');
  desk.type('\u0012fil\u001b');
  expect(desk.text).toContain(':filter spin');
  desk.type('\u0015\u0012mem\r');
  expect(desk.text).toContain('MEMv');
});
