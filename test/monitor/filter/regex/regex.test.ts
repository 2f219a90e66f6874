import { expect, test } from 'vitest';
import { Automaton } from '../../../../src/monitor/filter/regex/automaton.ts';
import { compileRegex } from '../../../../src/monitor/filter/regex/regex.ts';
import { randomOf } from '../rows.ts';

function automaton(source: string, anyCase = true): Automaton {
  const compiled = compileRegex(source, anyCase, 0);
  if (!(compiled instanceof Automaton)) throw new Error(compiled.text);
  return compiled;
}

test('agrees with the engine of JavaScript on random expressions and texts', () => {
  const random = randomOf(7);
  const pieces = [
    'a',
    'b',
    'B',
    '.',
    '\\w',
    '\\W',
    '[ab]',
    '[^a]',
    '(',
    ')',
    '(?:',
    '|',
    '*',
    '+',
    '?',
    '{2}',
    '{1,}',
  ].concat(['{0,2}', '{,', '^', '$', '\\b', '\\B', ' ', '-', '[', ']', '\\x41', '\\.', '*?', '(?<n>', 'ß', '/', '\\/']);
  const letters = ['a', 'b', 'A', 'B', ' ', '-', '.', '/', '\n', 'ß', '_', '{', ','];
  const pick = (from: readonly string[], most: number) =>
    Array.from({ length: random(most) }, () => from[random(from.length)]).join('');
  let valid = 0;
  for (let i = 0; i < 10_000; i++) {
    const source = pick(pieces, 9);
    const compiled = compileRegex(source, i % 2 === 0, 0);
    if (!(compiled instanceof Automaton)) continue;
    valid++;
    const flags = i % 2 === 0 || !/B/.test(source.replaceAll('\\B', '')) ? 'i' : '';
    const native = new RegExp(source, flags);
    for (let j = 0; j < 6; j++) {
      const text = pick(letters, 8);
      if (compiled.test(text) !== native.test(text)) expect.fail(`/${source}/${flags} on ${JSON.stringify(text)}`);
    }
  }
  expect(valid).toBeGreaterThan(2_000);
});

test.each([
  '(a*)*b',
  '(a+)+$',
  '(a|a)*b',
  '(.*)*x.*y',
  '.*a.*a.*a.*a.*b',
  '(a|b)*a(a|b){20}x',
  '(a?){30}a{30}b',
  'a.{190}x',
])('/%s/ stays fast on long texts', (source) => {
  const random = randomOf(5);
  const mixed = Array.from({ length: 4_000 }, () => 'ab'[random(2)]).join('');
  const compiled = automaton(source);
  const started = process.cpuUsage();
  for (const text of [mixed, 'a'.repeat(4_000)]) compiled.test(text);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(500);
});

test('finds the same when it has forgotten its states', () => {
  const random = randomOf(9);
  const compiled = automaton('a[ab]{14}x');
  for (let i = 0; i < 400; i++) {
    const text = Array.from({ length: 200 }, () => 'abababababx'[random(11)]).join('');
    if (compiled.test(text) !== /a[ab]{14}x/.test(text)) expect.fail(text);
  }
});

test.each([
  ['(', 'Unterminated group', '('],
  ['a**', 'Nothing to repeat', 'a**'],
  ['[a', 'Unterminated character class', '[a'],
  ['x(?=y)', '(?= is not supported', '(?='],
  ['x(?<!y)', '(?<! is not supported', '(?<!'],
  ['(a)\\1', '\\1 is not supported', '\\1'],
  ['a\\p{L}', '\\p is not supported', '\\p'],
  ['(?i:a)', '(?i: is not supported', '(?i:'],
  ['a{300}', 'too many repetitions', 'a{300}'],
  ['((((a{99}){99}){99}){99}){99}', 'too many repetitions', '((((a{99}){99}){99}){99}){99}'],
  ['((((){9999}){9999}){9999}){9999}', 'too many repetitions', '((((){9999}){9999}){9999}){9999}'],
])('/%s/ is refused: %s', (source, text, where) => {
  const problem = compileRegex(source, false, 10);
  if (problem instanceof Automaton) throw new Error('it was accepted');
  expect(problem.text).toContain(text);
  expect(source.slice(problem.at - 10, problem.end - 10)).toBe(where);
});

test('case counts where there is an upper-case letter, and escapes are none', () => {
  expect(automaton('fire', false).test('FireFox')).toBe(true);
  expect(automaton('Fire', false).test('firefox')).toBe(false);
  expect(automaton('Fire', true).test('firefox')).toBe(true);
  expect(automaton('\\Sire\\x46', false).test('firef')).toBe(true);
});
