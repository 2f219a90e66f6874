import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatConfigProblem } from '../../../src/config/problem.ts';
import { lineFinisher } from '../../../src/monitor/draw/finished-line.ts';
import { paint } from '../../../src/monitor/draw/theme.ts';
import { changedLines } from '../../../src/monitor/terminal/changed-lines.ts';
import { compileTheme } from '../../../src/monitor/theme/compile.ts';
import { ROLES, WRITER_ROLES } from '../../../src/monitor/theme/roles.ts';
import { parseTheme } from '../../../src/monitor/theme/theme-file.ts';
import { ThemeShelf } from '../../../src/monitor/theme/theme-shelf.ts';
import { SHELF } from '../../support/themes.ts';
import { TemporaryDirectory } from '../../vfs/temporary-directory.ts';

const problemsOf = (text: string) =>
  parseTheme(text, 'mine').problems.map((problem) => formatConfigProblem('mine.toml', problem));

test.each([
  ['name = "other"', 'mine.toml:1: name: must be "mine", as the file is named, not "other"'],
  ['name = 1', 'mine.toml:1: name: must be "mine", as the file is named, not a number'],
  ['\nabout = true', 'mine.toml:2: about: must be a text, not true'],
  [
    'background = "drak"',
    `mine.toml:1: background: must be "dark" or "light" or "any", not "drak"; did you mean 'dark'?`,
  ],
  ['background = 7', 'mine.toml:1: background: must be "dark" or "light" or "any", not a number'],
  ['colours = 1', "mine.toml:1: colours: there is no such key; did you mean 'colors'?"],
  ['colors = 1', 'mine.toml:1: colors: must be a table, as [colors] begins one, not a number'],
  ['roles = []', 'mine.toml:1: roles: must be a table, as [roles] begins one, not a list'],
  [
    '[colors]\nsky = "#12345"',
    'mine.toml:2: colors.sky: #12345 is no colour: "#rrggbb", 0 to 255, or a name such as "bright-red"',
  ],
  [
    '[colors]\nsky = "bleu"',
    `mine.toml:2: colors.sky: bleu is no colour: "#rrggbb", 0 to 255, or a name such as "bright-red"; did you mean 'blue'?`,
  ],
  [
    '[colors]\nsky = 256',
    'mine.toml:2: colors.sky: 256 is no colour: "#rrggbb", 0 to 255, or a name such as "bright-red"',
  ],
  [
    '[colors]\nsky = -1',
    'mine.toml:2: colors.sky: -1 is no colour: "#rrggbb", 0 to 255, or a name such as "bright-red"',
  ],
  ['[colors]\nsky = [1]', 'mine.toml:2: colors.sky: must be a colour, not a list'],
  ['[colors]\nSky = 1', 'mine.toml:2: colors.Sky: names of colours are of small letters, digits and -'],
  ['[colors]\nbold = 1', "mine.toml:2: colors.bold: 'bold' means something else already"],
  ['[roles]\ngod = "red"', "mine.toml:2: roles.god: there is no such key; did you mean 'good'?"],
  ['[roles]\ngood = 3', 'mine.toml:2: roles.good: must be a text such as "bold yellow on black", not a number'],
  ['[roles]\ngood = "gren"', "mine.toml:2: roles.good: there is no colour or attribute 'gren'; did you mean 'green'?"],
  [
    '[roles]\ngood = "blod red"',
    "mine.toml:2: roles.good: there is no colour or attribute 'blod'; did you mean 'bold'?",
  ],
  ['[roles]\ngood = "#fffff"', "mine.toml:2: roles.good: '#fffff' is no colour: #rrggbb has six digits from 0 to f"],
  ['[roles]\ngood = "300"', "mine.toml:2: roles.good: '300' is no colour: numbers go up to 255"],
  ['[roles]\ngood = "red blue"', "mine.toml:2: roles.good: 'blue' is one colour too many"],
  ['[roles]\ngood = "red on"', "mine.toml:2: roles.good: a colour is missing behind 'on'"],
  ['[roles]\ngood = "red on bold"', "mine.toml:2: roles.good: a colour is missing behind 'on'"],
  ['[roles]\ngood = "red on blue on blue"', "mine.toml:2: roles.good: 'on' stands there twice"],
  ['[roles', 'mine.toml:1: this is not TOML: '],
])('%j is wrong', (text, problem) => {
  const [first, ...others] = problemsOf(text);
  expect(first?.startsWith(problem)).toBe(true);
  expect(others).toEqual([]);
});

test('what is wrong is as in the default theme, what is right counts', () => {
  const { styles, problems } = parseTheme('[colors]\ngreen = 34\n[roles]\nwarn = "yelow"\nbad = "bold 9"\n', 'mine');
  expect(problems.map(({ key }) => key)).toEqual(['roles.warn']);
  expect(styles.warn).toEqual({ attributes: [], fg: { index: 3 }, bg: undefined });
  expect(styles.bad).toEqual({ attributes: ['bold'], fg: { index: 9 }, bg: undefined });
  expect(styles.good).toEqual({ attributes: [], fg: { index: 34, own: 2 }, bg: undefined });
});

test.each(SHELF.names)('nothing is wrong with %s', (name) => {
  const { problems, about, styles } = SHELF.file(name);
  expect(problems).toEqual([]);
  expect(about).not.toBe('');
  expect(Object.keys(styles).sort()).toEqual([...ROLES].sort());
});

test('there are themes for all kinds of terminals', () => {
  const grounds = SHELF.names.map((name) => SHELF.file(name).background);
  expect(SHELF.names.length).toBeGreaterThanOrEqual(10);
  expect(grounds.filter((ground) => ground === 'light').length).toBeGreaterThanOrEqual(2);
});

test('the default theme is in 16 colours what it always was', () => {
  const { looks } = SHELF.theme('default', '16', true);
  const [title, selectedTag, pastCursor] = [looks.title, looks.selectedTag, looks.pastCursor];
  expect([title, selectedTag, pastCursor]).toEqual(['\u001b[1;36m', '\u001b[1;30;43m', '\u001b[1;37;41m']);
  expect(SHELF.theme('default', 'truecolor', true).looks).toEqual(looks);
});

test('writers are told apart', () => {
  for (const name of SHELF.names) {
    const { looks } = SHELF.theme(name, 'truecolor', true);
    expect(new Set(WRITER_ROLES.map((role) => looks[role])).size, name).toBe(WRITER_ROLES.length);
  }
});

test('a theme with a background fills the screen', () => {
  const file = parseTheme('[roles]\nplain = "#eeeeee on #202020"\nbad = "#ff8080"\n', 'mine');
  const theme = compileTheme(file, 'truecolor', true);
  const line = `a ${paint(theme, 'bad', 'b')} c   `;
  expect(theme.base).toBe('\u001b[38;2;238;238;238;48;2;32;32;32m');
  const shown = lineFinisher(theme)(line);
  expect(shown).toBe(`${theme.base}a \u001b[38;2;255;128;128mb\u001b[0m${theme.base} c   \u001b[0m`);
  expect(changedLines(undefined, [shown]).endsWith(' c   \u001b[0m')).toBe(true);
});

test("themes of one's own go before those of the package, and are read again when they change", () => {
  using directory = new TemporaryDirectory({
    'nord.toml': 'about = "mine"\n[roles]\nbad = "blue"\n',
    'odd.toml': '[roles]\nbad = "bleu"\n',
    'Not a name.toml': '',
    'notes.txt': '',
  });
  const shelf = new ThemeShelf(directory.path);
  expect(shelf.names.filter((name) => !SHELF.names.includes(name))).toEqual(['odd']);
  expect(shelf.isOwn('nord')).toBe(true);
  expect(shelf.isOwn('gruvbox')).toBe(false);
  expect(shelf.theme('nord', '16', true).looks.bad).toBe('\u001b[34m');
  expect(shelf.theme('nord', '16', true)).toBe(shelf.theme('nord', '16', true));
  expect(shelf.problemOf('nord')).toBeUndefined();
  expect(shelf.problemOf('odd')).toMatchObject({
    path: join(directory.path, 'odd.toml'),
    problem: { key: 'roles.bad' },
  });
  expect(shelf.choices.find(({ text }) => text === 'odd')?.note).toBe('something is wrong in it: wasitop config check');
  writeFileSync(join(directory.path, 'nord.toml'), '[roles]\nbad = "green"\n');
  shelf.forget();
  expect(shelf.theme('nord', '16', true).looks.bad).toBe('\u001b[32m');
  rmSync(join(directory.path, 'nord.toml'));
  shelf.forget();
  expect(shelf.isOwn('nord')).toBe(false);
});

test('a theme that is not there is the default one', () => {
  expect(SHELF.theme('none', '16', true).looks).toEqual(SHELF.theme('default', '16', true).looks);
});

test('a folder in the place of a theme is told', () => {
  using directory = new TemporaryDirectory({ 'dir.toml/file': '' });
  expect(new ThemeShelf(directory.path).problemOf('dir')?.problem.text).toBe('must be a file, and this is a directory');
});
