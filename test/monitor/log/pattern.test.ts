import { expect, test } from 'vitest';
import type { LogSource } from '../../../src/logs/log-source.ts';
import { LogStore } from '../../../src/logs/log-store.ts';
import { isProblem } from '../../../src/monitor/filter/problem.ts';
import { compilePattern, type LogPattern } from '../../../src/monitor/log/pattern.ts';
import { sampled } from '../../support/sampled.ts';
import { randomOf } from '../filter/rows.ts';

function pattern(source: string): LogPattern {
  const compiled = compilePattern(source);
  if (isProblem(compiled)) throw new Error(compiled.text);
  return compiled;
}

function logOf(...texts: readonly (string | Uint8Array)[]): LogSource {
  const store = new LogStore();
  for (const text of texts) store.append(2, 1, 1, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return store.source(2);
}

/** The numbers of the lines that have it. */
function found(source: string, log: LogSource): number[] {
  const compiled = pattern(source);
  return [...log.texts(0, log.next)].flatMap((piece) => compiled.linesIn(piece));
}

const LOG = logOf(
  'an error\r\nan Error: 12 ms\n\nwarning é\nfine {"a": 1}\n',
  '\x1b[31mERR\x1b[0mOR in colours\n',
  Uint8Array.of(0, 0xff, 0x61, 0x62, 0x63, 0x0a),
  'the ERROR is unfinished',
);

test.each([
  ['error', [0, 1, 5, 7]],
  ['Error', [1]],
  ['ERROR', [5, 7]],
  ['error$', [0]],
  ['^an', [0, 1]],
  ['^$', [2]],
  ['', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['É', []],
  ['é', [3]],
  ['ng .$', [3]],
  ['\\d+ ms', [1]],
  ['{"a"', [4]],
  ['a"|finished', [4, 7]],
  ['31m', []],
  ['\\x1b', []],
  ['abc', [6]],
  ['.abc', [6]],
  ['nothing', []],
  ['er+or: \\d', [1]],
  ['(?:is|in) (un|col)', [5, 7]],
])('%j is found in the right lines', (source, numbers) => {
  expect(found(source, LOG)).toEqual(numbers);
});

test('lines and single texts agree, whatever is looked for', () => {
  const random = randomOf(3);
  const sources = [
    'ab',
    'Ab',
    'a+b',
    'b$',
    '^a',
    '[^ab]',
    'a.b',
    'ab|ba',
    'a{2}',
    'b\\b',
    '(ab)+a',
    'é',
    'x?ab',
    ' \\.',
  ];
  const letters = ['a', 'b', 'A', 'é', ' ', '.', '\n', '\n', '\r\n', '\x1b[1m', '\x1b]0;', '\0'];
  const rounds = sampled({ whole: 200, sample: 40 });
  for (let round = 0; round < rounds; round++) {
    const text = Array.from({ length: random(40) }, () => letters[random(letters.length)]).join('');
    const log = logOf(text, '\nend\n');
    for (const source of sources) {
      const expected = log.lines(0, log.next).filter((line) => pattern(source).test(line.text));
      expect(found(source, log)).toEqual(expected.map(({ number }) => number));
    }
  }
});

test.each([
  [
    'error',
    'Error, error',
    [
      [0, 5],
      [7, 12],
    ],
  ],
  [
    'aa',
    'aaaaa',
    [
      [0, 2],
      [2, 4],
    ],
  ],
  ['ERROR', '\x1b[31mERR\x1b[0mOR', [[5, 14]]],
  ['r$', 'r \x1b[1mr\x1b[0m', [[6, 7]]],
  [
    'abcd|c',
    'abcd c',
    [
      [0, 4],
      [5, 6],
    ],
  ],
  [
    '\\d+',
    '12 and 345',
    [
      [0, 2],
      [7, 10],
    ],
  ],
  ['x*', 'axxb', [[1, 3]]],
  [
    '\\bb',
    'b abb b',
    [
      [0, 1],
      [6, 7],
    ],
  ],
  [
    '^a|a$',
    'aba',
    [
      [0, 1],
      [2, 3],
    ],
  ],
  [
    '(ab)+',
    'ababxab',
    [
      [0, 4],
      [5, 7],
    ],
  ],
  ['.*', 'all', [[0, 3]]],
  ['', 'all', []],
  ['q', 'none', []],
] as const)('the spans of %j in %j', (source, text, spans) => {
  expect(pattern(source).spans(text)).toEqual(spans);
});

test('spans agree with the engine of JavaScript where the first match is the longest', () => {
  const random = randomOf(11);
  const sources = ['a+b?', '[ab]+c', 'b(a|b)*c', '\\ba\\w*', 'a{2,3}', 'c$', '^[^c]+', 'a\\B', 'a.*c', '(?:ab|a)+c'];
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: random(20) }, () => 'abc '[random(4)]).join('');
    for (const source of sources) {
      const native = [...text.matchAll(new RegExp(source, 'g'))].map(({ 0: match, index }) => [
        index,
        index + match.length,
      ]);
      expect(pattern(source).spans(text)).toEqual(native);
    }
  }
});

test.each(['(a+)+b', '(a|a)*b', '(.*)*x.*y', 'a|a.*b', '(a?){30}a{30}b', '(a|b)*a(a|b){20}x'])(
  '/%s/ ends soon on long lines',
  (source) => {
    const text = 'a'.repeat(16_000);
    const compiled = pattern(source);
    const log = logOf(`${text}\n`.repeat(20));
    const started = process.cpuUsage();
    found(source, log);
    compiled.spans(text);
    compiled.spans(`${text}b`);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_500);
  },
);

test.each([
  ['(', 0, 1, 'not a regular expression: Unterminated group'],
  ['a[', 0, 2, 'not a regular expression: Unterminated character class'],
  ['*', 0, 1, 'not a regular expression: Nothing to repeat'],
  ['(a)\\1', 3, 5, '\\1 is not supported: it could take for ever'],
  ['ab(?=c)', 2, 5, '(?= is not supported: it could take for ever'],
  ['a{999}', 0, 6, 'this regular expression has too many repetitions'],
])('%j is refused, with its place', (source, at, end, text) => {
  expect(compilePattern(source)).toEqual({ at, end, text });
});
