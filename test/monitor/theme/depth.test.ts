import { expect, test } from 'vitest';
import { type ColourChoice, depthFor, hasUnicode } from '../../../src/monitor/theme/depth.ts';

test.each([
  [{}, '16'],
  [{ TERM: 'xterm' }, '16'],
  [{ TERM: 'linux' }, '16'],
  [{ TERM: 'dumb' }, 'none'],
  [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 'none'],
  [{ TERM: 'xterm-256color' }, '256'],
  [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
  [{ TERM: 'xterm-256color', COLORTERM: '24bit' }, 'truecolor'],
  [{ TERM: 'xterm-256color', COLORTERM: 'yes' }, '256'],
  [{ TERM: 'xterm-direct' }, 'truecolor'],
  [{ TERM: 'xterm-kitty' }, 'truecolor'],
  [{ TERM: 'screen-256color', COLORTERM: 'truecolor', STY: '1.pts' }, '256'],
  [{ NO_COLOR: '1', TERM: 'xterm-256color' }, 'none'],
  [{ NO_COLOR: '', TERM: 'xterm-256color' }, '256'],
  [{ FORCE_COLOR: '0', COLORTERM: 'truecolor' }, 'none'],
  [{ FORCE_COLOR: '1', COLORTERM: 'truecolor' }, '16'],
  [{ FORCE_COLOR: '2' }, '256'],
  [{ FORCE_COLOR: '3', TERM: 'dumb' }, 'truecolor'],
  [{ FORCE_COLOR: 'true', TERM: 'dumb' }, '16'],
  [{ FORCE_COLOR: '', TERM: 'xterm-256color' }, '256'],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, '16'],
] as const)('the environment %j has %s colours', (environment, depth) => {
  expect(depthFor(environment)).toBe(depth);
});

test.each([
  ['none', { COLORTERM: 'truecolor' }, 'none'],
  ['16', { FORCE_COLOR: '3' }, '16'],
  ['256', { NO_COLOR: '1' }, '256'],
  ['truecolor', { TERM: 'dumb' }, 'truecolor'],
  ['always', { NO_COLOR: '1', TERM: 'xterm-256color' }, '256'],
  ['always', { TERM: 'dumb' }, '16'],
  ['auto', { NO_COLOR: '1' }, 'none'],
] as const satisfies [ColourChoice, object, string][])('who chooses %s has it in %j', (choice, environment, depth) => {
  expect(depthFor(environment, choice)).toBe(depth);
});

test.each([
  [{ LANG: 'C.UTF-8' }, true],
  [{ LANG: 'en_US.utf8' }, true],
  [{ LANG: 'C' }, false],
  [{}, false],
  [{ LANG: 'C.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, true],
  [{ LANG: 'C.UTF-8', TERM: 'linux' }, false],
] as const)('the environment %j has more than ASCII: %s', (environment, unicode) => {
  expect(hasUnicode(environment)).toBe(unicode);
  expect(hasUnicode(environment, 'always')).toBe(false);
  expect(hasUnicode(environment, 'never')).toBe(true);
});
