import { expect, test } from 'vitest';
import { rowOf } from '../../components/fake-source.ts';
import { Desk } from '../../support/desk.ts';

const UP = '\u001b[A';
const PAGE_UP = '\u001b[5~';

/** A desk whose log pane has the keys and the whole screen. */
function logDesk(...lines: readonly string[]): Desk {
  const desk = new Desk([rowOf({ pid: 2, name: 'web' }), rowOf({ pid: 3, name: 'db' })], 100, 24);
  desk.source.write(2, ...lines);
  desk.type('Lz');
  return desk;
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `line ${index}`);
}

/** The title of the pane. */
function title(desk: Desk): string {
  return desk.lines.find((line) => line.startsWith('-- ')) ?? '';
}

/** What stands below it, without the times. */
function shown(desk: Desk): string[] {
  const { lines } = desk;
  const at = lines.findIndex((line) => line.startsWith('-- '));
  const texts = lines.slice(at + 1, 23).map((line) => line.replace(/^\d\d:\d\d:\d\d\.\d{3} /, '').trimEnd());
  return texts.filter((line) => line !== '');
}

test('a search goes from line to line with lines before it in sight, counts, and goes on at the other end', () => {
  const desk = logDesk(...numbered(200));
  desk.type('g/line 1[05]0\r');
  expect(title(desk)).toContain('/line 1[05]0 2');
  expect(shown(desk)).toContain('line 100');
  expect(shown(desk)[0]).not.toBe('line 100');
  desk.type('n');
  expect(shown(desk)).toContain('line 150');
  desk.type('n');
  expect(shown(desk)).toContain('line 100');
  expect(desk.text).toContain('from the top again');
  desk.type('N');
  expect(shown(desk)).toContain('line 150');
});

test('a search that finds nothing, or is wrong, says so and loses nothing', () => {
  const desk = logDesk(...numbered(50));
  desk.type('/nothere\r');
  expect(desk.text).toContain('not found: nothere');
  expect(title(desk)).toContain('following');
  desk.type('/(a\r');
  expect(desk.text).toContain('Search the log (regex): (a');
  desk.type('\u001b');
  expect(shown(desk)).toContain('line 49');
});

test('filters keep and leave out lines, are switched off and on at the same place, and come back for editing', () => {
  const desk = logDesk(...numbered(200));
  desk.type('&line 1\r');
  expect(title(desk)).toContain('111 lines, 200 in all');
  desk.type('!9$\r');
  expect(title(desk)).toContain('100 lines, 200 in all');
  expect(shown(desk).at(-1)).toBe('line 198');
  desk.type('g');
  const [first] = shown(desk);
  desk.type('~');
  expect(title(desk)).toContain('&line 1 (off)');
  expect(shown(desk)[0]).toBe(first);
  desk.type('~');
  expect(title(desk)).toContain('100, 200 in all');
  desk.type('&');
  expect(desk.lines.at(-1)).toContain('Keep lines with (regex): line 1');
});

test('lines around those that pass are shown on demand', () => {
  const desk = logDesk(...numbered(100));
  desk.type('&line 50\r++');
  expect(shown(desk)).toEqual(['line 48', 'line 49', 'line 50', 'line 51', 'line 52']);
  desk.type('-');
  expect(shown(desk)).toEqual(['line 49', 'line 50', 'line 51']);
});

test('a stack trace stays together, whatever passes', () => {
  const trace = ['Error: cannot connect', '    at connect (db.js:10:3)', '    at main (app.js:3:1)'];
  const desk = logDesk('start', ...trace, 'next request', 'another');
  desk.type('&connect \\(\r');
  expect(shown(desk)).toEqual(trace);
  desk.type('&\u0015\r!db.js\r');
  expect(shown(desk)).toEqual(['start', 'next request', 'another']);
  desk.type('!\u0015\rlll');
  expect(title(desk)).toContain('warn+');
  expect(shown(desk)).toEqual(trace);
});

test('errors are gone to, down and up', () => {
  const desk = logDesk(
    ...numbered(40),
    'ERROR first',
    ...numbered(40),
    'level=error second',
    ...numbered(40),
    'no errors',
  );
  desk.type('ge');
  expect(shown(desk)).toContain('ERROR first');
  desk.type('e');
  expect(shown(desk)).toContain('level=error second');
  desk.type('E');
  expect(shown(desk)).toContain('ERROR first');
});

test('what is new while it stands still is counted, without what does not pass', () => {
  const desk = logDesk(...numbered(60));
  desk.type(`&line\r${UP}`);
  desk.source.write(2, 'line new', 'other', 'line newer');
  desk.source.publish(desk.source.getSnapshot().tasks);
  expect(title(desk)).toContain('paused, 2 new: G follows');
  desk.type('G');
  expect(shown(desk).at(-1)).toBe('line newer');
});

test('clearing takes lines out of sight, not away', () => {
  const desk = logDesk(...numbered(30));
  desk.type('C');
  expect(shown(desk)).toEqual([' Cleared. What is written from now on is shown.']);
  desk.source.write(2, 'after');
  desk.type('t');
  expect(shown(desk).join()).toContain('after');
  desk.type('C');
  expect(title(desk)).toContain('31 lines');
});

test('marks stand below their lines, and are gone to', () => {
  const desk = logDesk(...numbered(30));
  desk.type('m');
  expect(shown(desk).at(-1)).toMatch(/^-- marked /);
  desk.source.write(2, ...numbered(60));
  desk.type("G'");
  expect(shown(desk).some((line) => line.startsWith('-- marked'))).toBe(true);
});

test('long lines are wrapped, scrolled by rows, and panned', () => {
  const desk = logDesk('a'.repeat(100) + 'b'.repeat(100), 'end');
  desk.type('tt');
  expect(shown(desk)).toEqual([`${'a'.repeat(99)}~`, 'end']);
  desk.type('w');
  expect(shown(desk)).toEqual(['a'.repeat(100), 'b'.repeat(100), 'end']);
  desk.type('w\u001b[C');
  expect(shown(desk)[0]).toBe(`${'a'.repeat(92)}${'b'.repeat(7)}~`);
});

test('a line of a megabyte is shown, and can be scrolled through', () => {
  const desk = logDesk('x'.repeat(1_000_000), 'end');
  desk.type('w');
  expect(shown(desk).at(-1)).toBe('end');
  desk.type(PAGE_UP.repeat(3));
  expect(title(desk)).toContain('paused');
  expect(shown(desk)[0]).toMatch(/^ *x+$/);
  desk.type('g');
  expect(shown(desk)[0]).toMatch(/^x+$/);
});

test('JSON is shown as it is, as a line to read, or field by field', () => {
  const desk = logDesk('{"level":"warn","time":1,"msg":"slow query","ms":1234,"sql":"select 1"}', 'plain');
  desk.type('J');
  expect(shown(desk)).toEqual(['WARN  slow query ms=1234 sql="select 1"', 'plain']);
  desk.type('Jtt');
  expect(shown(desk)).toEqual(['1 WARN  slow query', '  ms: 1234', '  sql: select 1', 'plain']);
});

test('lines of several tasks are told apart, and one source is chosen from a menu', () => {
  const desk = logDesk('from web');
  desk.source.write(3, 'from db');
  desk.type('a');
  expect(title(desk)).toContain('Log of all tasks');
  expect(shown(desk).map((line) => line.split(/ {2,}/))).toEqual([
    ['2 web', 'from web'],
    ['3 db', 'from db'],
  ]);
  desk.type('p');
  expect(shown(desk)).toEqual(['from web', 'from db']);
  desk.type('s');
  expect(desk.text).toContain('wasitop itself');
  desk.type('\u001b');
  desk.type(':log tagged\r');
  expect(desk.text).toContain('No task is tagged. Space in the table tags one.');
});

test('files of the host are followed by the command line', () => {
  const desk = logDesk();
  desk.type(':tail /var/log/a.log\r');
  desk.source.writeToFile('2026-11-20T10:00:00Z INFO one', '  goes on');
  desk.type('t');
  expect(desk.source.followed).toEqual(['/var/log/a.log']);
  expect(title(desk)).toContain('Tail: /var/log/a.log');
  const stamps = desk.lines.filter((line) => /^\d\d:\d\d:\d\d/.test(line)).map((line) => line.slice(0, 12));
  expect(stamps).toHaveLength(2);
  expect(stamps[0]).toBe(stamps[1]);
});

test.each([
  ['\u001b[2J\u001b[Hgone', 'gone'],
  ['\u001b]0;title\u0007text', 'text'],
  ['a\u0000b', 'a.b'],
  ['tab\tend', 'tab    end'],
  ['crlf\r', 'crlf'],
  ['\u202eevil', '.evil'],
  ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
])('%j is shown as %j', (line, text) => {
  expect(shown(logDesk(line))[0]).toBe(text);
});

test('the last minute is shown, and all again', () => {
  const desk = logDesk(...numbered(10));
  const { time } = desk.source.getSnapshot();
  desk.source.logs.append(2, 1, time - 30_000, Buffer.from('lately\n'));
  desk.source.publish(desk.source.getSnapshot().tasks, { time });
  desk.type('2');
  expect(title(desk)).toContain('last 1m');
  desk.type('0');
  expect(title(desk)).not.toContain('last 1m');
});

test('Esc takes back what is sought, the time, and the filters, then gives the keys to the table', () => {
  const desk = logDesk(...numbered(10));
  desk.type('z&line\r3/line\r');
  expect(title(desk)).toMatch(/last 5m.*&line.*\/line/);
  for (const gone of ['/line', 'last 5m']) {
    desk.type('\u001b');
    expect(title(desk)).not.toContain(gone);
  }
  desk.type('\u001b');
  expect(title(desk)).toContain('&line (off)');
  desk.type('\u001b');
  expect(desk.lines.at(-1)).toContain('Sort');
});

test('columns that begin with blanks are lines of their own', () => {
  const desk = logDesk(...Array.from({ length: 120 }, (_, at) => `${String(at + 1).padStart(6)}\tline ${at + 1}`));
  desk.type('&line 77\r');
  expect(title(desk)).toContain('1 line, 120 in all');
  desk.type('&\u0015\r!line 77\r');
  expect(title(desk)).toContain('119 lines, 120 in all');
});

test('lines around a match are those, whatever is left out between', () => {
  const desk = logDesk('a0', 'a1', 'MATCH one', 'MATCH two', '  secret', 'b1', 'b2', 'b3');
  desk.type('&MATCH\r!secret\r++');
  expect(shown(desk)).toEqual(['a0', 'a1', 'MATCH one', 'MATCH two', '  secret']);
  desk.type('--');
  expect(shown(desk)).toEqual(['MATCH one']);
});

test('JSON keeps every digit, every name, and the lines of a trace', () => {
  const desk = logDesk('{"id":12345678901234567890,"price":1.10,"a":1,"a":2,"10":"x","2":"y","stack":"E\\n  at f"}');
  desk.type('ttJ');
  expect(shown(desk)).toEqual([' id=12345678901234567890 price=1.10 a=1 a=2 10=x 2=y stack="E\\n  at f"']);
  desk.type('J');
  expect(shown(desk).slice(-2)).toEqual(['  stack: E', '      at f']);
});

test('what is wrong with a regular expression is said while it is typed', () => {
  const desk = logDesk('x');
  desk.type('&(unclosed');
  expect(desk.text).toContain('not a regular expression: Unterminated group');
});

test('the line that was gone to stands out, and a match that is hidden is not called missing', () => {
  const desk = logDesk('one', 'ERROR two', 'three');
  desk.type('te');
  expect(desk.styled).toContain('ERROR two');
  desk.type('&three\r/two\r');
  expect(desk.text).toContain('two stands only in lines that are not shown: ~ switches filters off');
});

test('a tab is found and marked where it stands', () => {
  const desk = logDesk('\tat a.b.C');
  desk.type('/\\tat a\r');
  expect(title(desk)).toContain('/\\tat a 1');
  desk.type('&\\tat\r');
  expect(title(desk)).toContain('line 1 of 1 ');
});

test('of a long name the end is kept, and what is of the moment stands before it', () => {
  const desk = logDesk();
  const path = `/tmp/${'some/quite/long/path/'.repeat(4)}application-2026.log`;
  desk.type(`:tail ${path}\r`);
  desk.source.writeToFile(...numbered(60));
  desk.type(UP);
  expect(title(desk)).toMatch(/^-- Tail: ~.*2026\.log -- paused, nothing new: G follows -- line \d+ of 60 /);
});

test('the files that were followed can be chosen again', () => {
  const desk = logDesk('of the task');
  desk.type(':tail /var/log/a.log\r');
  desk.type(':log kernel\r');
  desk.type('sG\r');
  expect(title(desk)).toContain('Tail: /var/log/a.log');
});

test('where the title has little room it keeps the place, and leaves out how to follow', () => {
  const desk = new Desk([rowOf({ pid: 2, name: 'web' })], 72, 24);
  desk.source.write(2, ...numbered(200));
  desk.type('Lz1');
  expect(title(desk)).toContain(' paused, nothing new: G follows -- line 1 of 200 ');
  desk.type('/line 5\r');
  expect(title(desk)).toContain(' paused -- /line 5 11 -- line 1 of 200 ');
  desk.source.write(2, 'more');
  desk.type('l');
  expect(title(desk)).toContain(' paused, 1 new -- ');
});

test('wrapped lines are not moved, and do not move later on', () => {
  const desk = logDesk(`${'x'.repeat(150)} end`);
  desk.type('w\u001b[C\u001b[C');
  expect(desk.text).toContain('lines are wrapped: w cuts them');
  desk.type('w');
  expect(shown(desk)[0]).toMatch(/^x+~$/);
});
