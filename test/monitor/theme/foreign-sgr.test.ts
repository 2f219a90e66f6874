import { expect, test } from 'vitest';
import type { Depth } from '../../../src/monitor/theme/colour.ts';
import { foreignSgr } from '../../../src/monitor/theme/foreign-sgr.ts';
import { SHELF } from '../../support/themes.ts';

const sgr = (depth: Depth, parameters: string) => foreignSgr(depth, parameters);

test.each([
  ['1;31', '1;31', '1;31', '1;31', '1'],
  ['38;5;208', '38;5;208', '38;5;208', '91', ''],
  ['38;2;255;100;0', '38;2;255;100;0', '38;5;202', '91', ''],
  ['48;2;0;0;0;97', '97;48;2;0;0;0', '97;48;5;16', '97;40', ''],
  ['38;5;9;1', '1;91', '1;91', '1;91', '1'],
  ['38:2::255:100:0', '38;2;255;100;0', '38;5;202', '91', ''],
  ['38:2:255:100:0', '38;2;255;100;0', '38;5;202', '91', ''],
  ['38:5:208', '38;5;208', '38;5;208', '91', ''],
  ['4:3', '4', '4', '4', '4'],
  ['4:0', '', '', '', ''],
  ['7;3;2', '7;3;2', '7;3;2', '7;3;2', '7;3;2'],
])('%j is %j, %j, %j, and without colours %j', (parameters, truecolor, all, few, none) => {
  expect([
    sgr('truecolor', parameters),
    sgr('256', parameters),
    sgr('16', parameters),
    sgr('none', parameters),
  ]).toEqual([truecolor, all, few, none]);
});

test.each(['', '0', '5', '8', '10', '20', '53', '1;0', '1;22', '31;39', '4;24', '7;27', '3;23', '41;49', '1;31;'])(
  'of %j nothing is left',
  (parameters) => {
    expect(sgr('truecolor', parameters)).toBe('');
  },
);

test.each([
  '38',
  '38;5',
  '38;5;256',
  '38;2;1;2',
  '38;2;1;2;300',

  '38:5',
  '38:9:1',
  'x',
  '999',
  '-1',
  '1e1',
  '?25',
])('nothing comes of %j, which is wrong', (parameters) => {
  expect(sgr('truecolor', parameters)).toMatch(/^$|^2$/);
});

test('nothing comes of what is longer than anybody writes', () => {
  expect(sgr('truecolor', '1;'.repeat(200))).toBe('');
});

test('sequences one behind the other leave what counts in the end', () => {
  expect(sgr('256', '1;31;0;4;32;22')).toBe('4;32');
});

test('a theme without colours takes them from programs too', () => {
  expect(foreignSgr(SHELF.theme('mono', 'truecolor', true).depth, '1;31')).toBe('1');
});

test('thousands of colours are no burden', () => {
  for (let red = 0; red < 3_000; red++) expect(sgr('truecolor', `38;2;${red % 256};${red >> 8};7`)).not.toBe('');
});
