import { expect, test } from 'vitest';
import { rowOf } from '../../components/fake-source.ts';
import { Desk } from '../../support/desk.ts';

const CTRL_C = '\u0003';
const ESCAPE = '\u001b';
const REVERSE = `${ESCAPE}[7m`;

/** The log of one task has the keys. */
function deskWith(texts: readonly string[], first = {}): Desk {
  const desk = new Desk([rowOf({ pid: 2, name: 't2' })], 60, 24, first);
  desk.source.write(2, ...texts);
  desk.type('\t');
  return desk;
}

const LINES = Array.from({ length: 40 }, (_, line) => `line ${line} of it`);

function title(desk: Desk): string {
  return desk.lines.find((line) => line.includes('Log: ')) ?? '';
}

/** What the cursor stands on, where nothing is selected. */
function underCursor(desk: Desk): string {
  return desk.part('log').join('\n').split(REVERSE)[1]?.split(ESCAPE)[0] ?? '';
}

/** What was put into the clipboard. */
function copies({ asked }: Desk): string[] {
  return asked.filter((what) => what.startsWith('copy ')).map((what) => what.slice(5));
}

test('letters are selected from the cursor on, and the log follows again afterwards', () => {
  const desk = deskWith(LINES);
  desk.type('v');
  expect(title(desk)).toContain('copy: nothing selected');
  desk.type('wvey');
  expect(copies(desk)).toEqual(['39']);
  expect(desk.lines.at(-1)).toContain('copied 2 characters');
  expect(title(desk)).toContain('following');
});

test('lines are selected whole, without times, from either end', () => {
  const desk = deskWith(LINES);
  desk.type('vVkk');
  expect(title(desk)).toContain('copy: 3 lines selected');
  desk.type('ojk\r');
  expect(copies(desk)).toEqual(['line 37 of it\nline 38 of it']);
  expect(desk.lines.at(-1)).toContain('copied 2 lines, 27 characters');
});

test.each([ESCAPE, 'q', CTRL_C])('%j leaves and copies nothing', (key) => {
  const desk = deskWith(LINES);
  desk.type(`vVk${key}`);
  expect(desk.asked).toEqual([]);
  expect(title(desk)).toContain('following');
});

test('what is written meanwhile moves nothing and is counted; then the log follows it', () => {
  const desk = deskWith(LINES);
  desk.type('vgg');
  const before = desk.lines.filter((line) => line.includes(' of it'));
  desk.source.write(2, 'one more', 'and one more');
  desk.type('h');
  expect(desk.lines.filter((line) => line.includes(' of it'))).toEqual(before);
  expect(title(desk)).toContain('copy: nothing selected, 2 new');
  desk.type(ESCAPE);
  expect(title(desk)).toContain('following');
  expect(desk.text).toContain('and one more');
});

test('a log that was paused stands where it stood', () => {
  const desk = deskWith(LINES);
  desk.type('bb');
  const before = desk.lines.filter((line) => line.includes(' of it'));
  desk.source.write(2, 'new');
  desk.type('vGYv');
  desk.type(ESCAPE);
  expect(copies(desk)).toEqual(['new']);
  expect(desk.lines.filter((line) => line.includes(' of it'))).toEqual(before);
  expect(title(desk)).toContain('paused, 1 new');
});

test.each([
  ['0', 'f'],
  ['$', 't'],
  ['$h', 's'],
  ['^', 'f'],
  ['w', 'b'],
  ['ww', '-'],
  ['e', 't'],
  ['$b', 'l'],
  ['b', ' '],
  ['g', 'e'],
  ['gG', 'f'],
  ['gwww', '.'],
  ['kkkk$', 'e'],
  ['kk$jj', 't'],
  ['k', ' '],
  ['H', 'e'],
  ['M', 's'],
  ['L', 'f'],
])('%s goes to a %j', (keys, letter) => {
  const desk = deskWith(['e one', 'ex.two', 's', '', 'first but-not the last']);
  desk.type(`v${keys}`);
  expect(underCursor(desk)).toBe(letter);
});

test('pages move the cursor with the pane, and it stays in sight', () => {
  const desk = deskWith(LINES);
  const numbers: (number | undefined)[] = [];
  for (const key of ['v', '\u0002', '\u0015', '\u0004', '\u0006', '\u001b[5~', '\u001b[6~']) {
    desk.type(key);
    const row = desk.part('log').find((line) => line.includes(REVERSE));
    numbers.push(Number(/(\d+) of it/.exec(row ?? '')?.[1]));
  }
  const [last = 0, page = 0, half = 0] = numbers;
  expect(last).toBe(39);
  expect(page).toBeLessThan(last - 5);
  expect(half).toBeLessThan(page);
  expect(numbers.slice(3)).toEqual([page, last, page, last]);
});

test('the cursor is brought into sight sideways, and by its row where lines are wrapped', () => {
  const long = `start ${'x'.repeat(300)} finish`;
  const cut = deskWith([long]);
  cut.type('v$');
  expect(cut.text).toContain('finish');
  expect(underCursor(cut)).toBe('h');
  cut.type('0');
  expect(cut.text).toContain('start');

  const wrapped = deskWith([long, ...LINES, 'y'.repeat(2_000)]);
  wrapped.type('wvg$');
  expect(wrapped.text).toContain('finish');
  wrapped.type('bvey');
  expect(copies(wrapped)).toEqual(['finish']);
});

test('the search goes on from the cursor, within lines too', () => {
  const desk = deskWith(['a key', ...LINES, 'key one key two']);
  desk.type('v/key\r');
  desk.type('vey');
  expect(copies(desk)).toEqual(['key']);
  desk.type('v/key\rnvlly');
  expect(desk.asked).toHaveLength(2);
  desk.type('vNvlll');
  expect(title(desk)).toContain('selected');
});

test("what stands in a letter, a row of JSON or a program's colours is copied as it is seen", () => {
  const desk = deskWith(['\u001b[31mred\u001b[0m\tand\u0007 日本', '{"level":"info","msg":"hello","n":1}']);
  desk.type('JJvg');
  desk.type('VGy');
  expect(copies(desk)).toEqual(['red    and· 日本\nINFO  hello\n  n: 1']);
});

test('filtered lines are left out', () => {
  const desk = deskWith(LINES);
  desk.type('&3\rvgVGy');
  expect(copies(desk)[0]?.split('\n')[1]).toBe('line 13 of it');
});

test('more than a terminal takes is refused, and nothing is lost', () => {
  const desk = deskWith(Array.from({ length: 1_000 }, () => 'z'.repeat(100)));
  desk.type('vgVGy');
  expect(desk.asked).toEqual([]);
  expect(desk.lines.at(-1)).toContain('too much for the clipboard');
  expect(title(desk)).toContain('1,000 lines selected');
});

test('nothing selected is nothing to copy', () => {
  const desk = deskWith(LINES);
  desk.type('vy');
  expect(desk.lines.at(-1)).toContain('nothing is selected');
  desk.type('j');
  expect(desk.lines.at(-1)).toContain('v Letters V Lines Y Copy line Esc Leave');
  desk.type('V');
  expect(desk.lines.at(-1)).toContain('v Letters V No selection y Copy o Other end');
});

test('another width moves neither the cursor nor what is selected', () => {
  const desk = deskWith([...LINES, `${'w '.repeat(60)}here and there`]);
  desk.type('w');
  desk.type('v$bbvey');
  expect(copies(desk)).toEqual(['and']);
  desk.type('v$bbv');
  desk.controller.resize(44, 18);
  desk.controller.resize(90, 30);
  desk.type('ey');
  expect(copies(desk)).toEqual(['and', 'and']);
});

test('the log of a task that goes away is left', () => {
  const desk = deskWith(LINES);
  desk.type('vV');
  desk.source.publish([]);
  expect(desk.text).not.toContain('copy:');
});

test('without colours the cursor stands out in what is selected', () => {
  const desk = deskWith(['abc']);
  desk.type('vvl');
  expect(desk.styled).toContain(`${ESCAPE}[7ma${ESCAPE}[0m${ESCAPE}[7;1;4mb${ESCAPE}[0m`);
});

test('with --readonly it copies as well', () => {
  const desk = deskWith(LINES, { readOnly: true });
  desk.type('vY');
  expect(copies(desk)).toEqual(['line 39 of it']);
});

test('lines are dragged over with the mouse', () => {
  const desk = deskWith(LINES);
  const rowOfLine = (text: string) => desk.lines.findIndex((line) => line.includes(text)) + 1;
  const [from, to] = [rowOfLine('line 38 '), rowOfLine('line 36 ')];
  desk.type(`${ESCAPE}[<0;20;${from}M`);
  desk.type(`${ESCAPE}[<32;20;${to}M`);
  expect(title(desk)).toContain('copy: 3 lines selected');
  desk.type(`${ESCAPE}[<0;20;${to}m`);
  expect(copies(desk)).toEqual(['line 36 of it\nline 37 of it\nline 38 of it']);
  expect(title(desk)).toContain('following');
  desk.type(`${ESCAPE}[<0;20;${from}M${ESCAPE}[<0;20;${from}m`);
  expect(copies(desk)).toHaveLength(1);
  expect(title(desk)).toContain('following');
});

test('dragging over the edge scrolls', () => {
  const desk = deskWith(LINES);
  const top = desk.lines.findIndex((line) => line.includes('Log: ')) + 1;
  desk.type(`${ESCAPE}[<0;20;${top + 1}M`);
  const first = /line (\d+) of it/.exec(desk.text)?.[1];
  desk.type(`${ESCAPE}[<32;20;${top}M${ESCAPE}[<32;20;${top - 1}M`);
  expect(Number(/line (\d+) of it/.exec(desk.text)?.[1])).toBe(Number(first) - 2);
  expect(title(desk)).toContain('3 lines selected');
});
