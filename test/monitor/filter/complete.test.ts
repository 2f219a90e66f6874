import { expect, test } from 'vitest';
import { completeFilter } from '../../../src/monitor/filter/complete.ts';
import { FIELDS, randomOf } from './rows.ts';

const NAMES = ['pid', 'user', 'uid', 'cpu', 'cpu%', 'mem', 'rss', 'time', 'nice', 'name'];
const STARTS = [...NAMES, 'not'];
const NUMBER = ['>', '<', '>=', '<=', '=', '!='];
const TEXT = ['=', '!=', '~', '!~'];

test.each([
  ['', 0, STARTS],
  ['u', 0, ['user', 'uid']],
  ['x and n', 6, ['nice', 'name', 'not']],
  ['N', 0, ['nice', 'name', 'not']],
  ['not', 0, ['not']],
  ['not ', 4, STARTS],
  ['!', 1, STARTS],
  ['!(', 2, STARTS],
  ['a&&', 3, STARTS],
  ['cpu', 0, ['cpu', 'cpu%']],
  ['mem', 3, NUMBER],
  ['user', 4, TEXT],
  ['user ', 5, [...TEXT, 'in (', 'and', 'or', ...STARTS]],
  ['user i', 5, ['in (']],
  ['x ', 2, ['and', 'or', ...STARTS]],
  ['x o', 2, ['or']],
  ['x an', 2, ['and']],
  ['(x) ', 4, ['and', 'or', ...STARTS]],
  ['(x)', 3, ['and', 'or']],
  ['cpu>', 4, []],
  ['cpu> ', 5, []],
  ['cpu>5', 5, []],
  ['cpu>5 ', 6, ['and', 'or', ...STARTS]],
  ['user in (', 9, []],
  ['user in (ro', 11, []],
  ['user in (a) o', 12, ['or']],
  ['"cp', 3, []],
  ['"cpu" ', 6, ['and', 'or', ...STARTS]],
  ['/cpu/', 5, []],
])('%j goes on at %i with %j', (text, at, expected) => {
  const completion = completeFilter(text, text.length, FIELDS);
  expect(completion.candidates.map((candidate) => candidate.text)).toEqual(expected);
  expect(completion.at).toBe(at);
});

test('what stands behind the cursor does not count', () => {
  expect(completeFilter('us>5', 2, FIELDS)).toMatchObject({ at: 0, candidates: [{ text: 'user', note: 'owner' }] });
});

test('never fails, and begins within the text', () => {
  const random = randomOf(11);
  const pieces = [
    'cpu',
    'u',
    ' ',
    ' ',
    'and',
    'not',
    'in',
    '(',
    ')',
    ',',
    '"',
    '/',
    '\\',
    '=',
    '!',
    '>',
    '~',
    '&&',
    '|',
    '5',
  ];
  for (let i = 0; i < 5_000; i++) {
    const text = Array.from({ length: random(10) }, () => pieces[random(pieces.length)]).join('');
    const cursor = random(text.length + 1);
    const { at } = completeFilter(text, cursor, FIELDS);
    if (at < 0 || at > cursor) expect.fail(JSON.stringify(text));
  }
});
