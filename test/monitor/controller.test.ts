import { expect, test } from 'vitest';
import { MonitorController } from '../../src/monitor/controller.ts';
import { KeyTokenizer } from '../../src/monitor/key-tokens.ts';
import type { Command } from '../../src/monitor/source.ts';
import { widthOf } from '../../src/monitor/text.ts';
import { FakeSource, movingTasks, rowOf } from '../components/fake-source.ts';

const ASCII = { colour: false, unicode: false };
const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const [UP, DOWN, ESCAPE] = ['\u001b[A', '\u001b[B', '\u001b'];

/** A controller over tasks that are set by hand, and the person who types at it. */
class Desk {
  readonly source: FakeSource;
  readonly sent: Command[] = [];
  readonly asked: string[] = [];
  readonly controller: MonitorController;

  constructor(tasks = [2, 3, 4, 5].map((pid) => rowOf({ pid, name: `t${pid}` })), columns = 100, rows = 30) {
    this.source = new FakeSource(tasks);
    const ask = (what: string) => () => void this.asked.push(what);
    this.controller = new MonitorController(
      this.source,
      async (command) => void this.sent.push(command),
      { quit: ask('quit'), redraw: ask('redraw'), suspend: ask('suspend') },
      ASCII,
      columns,
      rows,
    );
  }

  type(text: string): void {
    const tokenizer = new KeyTokenizer();
    for (const token of [...tokenizer.feed(text), ...tokenizer.flush()]) this.controller.press(token);
  }

  get lines(): string[] {
    const { header, table, log, footer, layer } = this.controller.getFrame();
    return [...header, ...table, ...log, footer, ...layer].map((line) => line.replace(SGR, ''));
  }

  get text(): string {
    return this.lines.join('\n');
  }
}

const pids = (desk: Desk) => desk.lines.flatMap((line) => /^ *(\d+) +\d [RSTNZ] /.exec(line)?.[1] ?? []).map(Number);

test('the selection is a task, wherever its row goes', () => {
  const desk = new Desk();
  desk.type(DOWN);
  expect(desk.text).toContain('Log: 3 t3');
  desk.source.publish([5, 4, 2, 3].map((pid) => rowOf({ pid, name: `t${pid}`, cpu: pid === 3 ? 0 : 0.5 })));
  expect(desk.text).toContain('Log: 3 t3');
  desk.type(']');
  expect(desk.sent).toEqual([{ pid: 3, line: 'level -1' }]);
});

test('when the selected task goes, no other one takes its place by itself', () => {
  const desk = new Desk();
  desk.type(DOWN);
  desk.source.publish([2, 4, 5].map((pid) => rowOf({ pid, name: `t${pid}` })));
  expect(desk.text).toContain('The selected task is gone');
  desk.type('p');
  expect(desk.sent).toEqual([]);
  expect(desk.text).toContain('no task is selected');
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
  expect(desk.sent).toEqual([{ pid: 2, line: 'cont' }]);
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
  expect(desk.lines.at(-1)).toContain('filter: t4');
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
  expect(desk.text).toContain('paused, 1 more below');
  desk.source.write(2, 'late');
  desk.type(UP);
  expect(desk.text).toContain('paused, 3 more below');
  desk.type('G');
  expect(desk.text).toContain('late');
  expect(desk.text).toContain('following');
});

test('who ends everything is asked, and a second Ctrl-C is an answer', () => {
  const desk = new Desk();
  desk.type('q\r');
  expect(desk.asked).toEqual(['quit']);
  desk.type('q\u001b');
  expect(desk.asked).toEqual(['quit']);
  desk.type('\u0003\u0003');
  expect(desk.asked).toEqual(['quit', 'quit']);
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
        const { header, table, log, footer } = desk.controller.getFrame();
        const lines = [...header, ...table, ...log, footer].map((line) => line.replace(SGR, ''));
        expect(lines).toHaveLength(rows);
        expect(new Set(lines.map(widthOf))).toEqual(new Set([columns]));
      }
    }
  }
});
