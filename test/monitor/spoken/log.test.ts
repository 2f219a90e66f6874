import { expect, test } from 'vitest';
import { rowOf } from '../../components/fake-source.ts';
import { SpokenDesk } from '../../support/spoken-desk.ts';

const [DOWN, ESCAPE] = ['\u001b[B', '\u001b'];
const spin = rowOf({ pid: 7, name: 'spin', state: 'R' });
const idle = rowOf({ pid: 8, name: 'idle' });

/** A person who listens to the log of a task that wrote some lines. */
function listening(...lines: readonly string[]): SpokenDesk {
  const desk = new SpokenDesk([spin, idle]);
  desk.desk.source.write(7, ...lines);
  desk.publish([spin, idle]);
  desk.type('L');
  return desk;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

test('a search says how many lines match, and goes from one to the next', () => {
  const desk = listening(...numbered(30));
  expect(desk.type('g')).toEqual(['log paused', ...[0, 1, 2, 3, 4].map((n) => `line ${n}`)]);
  expect(desk.type('/line 1\r').slice(-2)).toEqual(['11 lines match', 'match: line 1']);
  expect(desk.type('n')).toEqual(['match: line 10', 'line 11', 'line 12', 'line 13', 'line 14']);
  expect(desk.type('N')[0]).toBe('match: line 1');
  expect(desk.type('/nowhere\r').slice(-2)).toEqual(['problem: not found: nowhere', '0 lines match']);
  expect(desk.type(ESCAPE)).toEqual(['no search of the log']);
});

test('the only match is said again, round the end', () => {
  const desk = listening(...numbered(30), 'timeout');
  desk.type('/timeout\r');
  expect(desk.type('n')).toEqual(['from the top again', 'match: timeout']);
});

test('a regex that is wrong is a problem, and stays to be mended', () => {
  const desk = listening('one');
  expect(desk.type('/(\r').slice(-2)).toEqual([expect.stringMatching(/^problem: /), 'Search the log (regex): (']);
});

test('errors are gone to, also those that are not searched for', () => {
  const desk = listening(...numbered(30), 'ERROR: it broke', ...numbered(20));
  expect(desk.type('E')).toContain('error: ERROR: it broke');
});

test('filters, levels and times say what passes', () => {
  const desk = listening(...numbered(30), 'ERROR: it broke');
  expect(desk.type('&line 2\r').at(-1)).toBe('11 of 31 lines pass, with line 2');
  expect(desk.where()[0]).toBe('Log of spin, PID 7, 11 of 31 lines pass, with line 2, following');
  desk.desk.source.write(7, 'line 3', 'line 222');
  expect(desk.hear()).toEqual(['line 222']);
  expect(desk.type(ESCAPE)).toEqual(['33 lines, with line 2, which is off']);
  expect(desk.type('llll')).toContain('lines from error on');
});

test('what is new while the log is paused is counted, and G follows', () => {
  const desk = listening(...numbered(30));
  desk.type('b');
  desk.desk.source.write(7, 'more', 'and more');
  expect(desk.hear()).toEqual([]);
  expect(desk.where()[0]).toBe('Log of spin, PID 7, 32 lines, paused with 2 new lines, capital G follows');
  expect(desk.type('G')).toEqual(['following', 'line 27', 'line 28', 'line 29', 'more', 'and more']);
});

test('a mark is said with its line, and gone to', () => {
  const desk = listening(...numbered(30));
  desk.type('g');
  expect(desk.type('m')).toEqual(['marked: line 4']);
  desk.type('G');
  expect(desk.type("'")).toContain('marked: line 4');
  expect(desk.type('"')).toEqual(['nothing further']);
  expect(desk.type('m')).toEqual(['marked: line 8']);
  expect(desk.type('m')).toEqual(['the mark is gone']);
});

test('lines of several say whose they are, and when, where that is wanted', () => {
  const desk = listening('from spin');
  desk.desk.source.write(8, 'from idle');
  desk.hear();
  expect(desk.type('a')).toEqual(['Log of all tasks, 2 lines, following', '7 spin: from spin', '8 idle: from idle']);
  desk.type('p');
  expect(desk.where().at(-1)).toBe('from idle');
  desk.type('pt');
  expect(desk.where().at(-1)).toMatch(/^\d\d:\d\d:\d\d: 8 idle: from idle$/);
});

test('a cursor in the log says its line, its word, and how much is selected', () => {
  const desk = listening('one two three', 'four', 'five');
  expect(desk.type('v')).toEqual([expect.stringContaining('v selects letters'), 'five']);
  expect(desk.type('k')).toEqual(['four']);
  expect(desk.type('k')).toEqual(['one two three']);
  expect(desk.type('w')).toEqual(['two']);
  expect(desk.type('l')).toEqual(['w']);
  expect(desk.type('V')).toEqual(['1 line selected']);
  expect(desk.type('j')).toEqual(['four', '2 lines selected']);
  expect(desk.type('/five\r').at(-2)).toBe('five');
  expect(desk.type('y')[0]).toMatch(/^copied 3 lines/);
});

test('files are followed beside the processes of the host too', () => {
  const desk = new SpokenDesk([spin]);
  desk.type('o');
  expect(desk.type(':tail /var/log/app.log\r').slice(1, 2)).toEqual([expect.stringMatching(/^Tail: .*following$/)]);
  expect(desk.type('\t')[0]).toBe('Table');
  expect(desk.type('\t')[0]).toMatch(/^Tail: /);
});

test('what lies below is read on from the line that was found', () => {
  const desk = listening(...numbered(60));
  desk.type('g/line 33\r');
  expect(desk.type(DOWN)).toEqual(['line 38']);
});

test('who types to a task hears what it answers, though a file was listened to', () => {
  const desk = new SpokenDesk([spin]);
  desk.type(':tail /var/log/app.log\r');
  desk.type('\t');
  expect(desk.type('i')).toContain('the log is that of spin, PID 7');
  desk.desk.source.write(7, 'your name?');
  expect(desk.hear()).toEqual(['your name?', 'Input to spin: ']);
});
