import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { setKey } from '../../src/config/edit-toml.ts';
import { sampled } from '../support/sampled.ts';

/** What a person may have in a file, line by line; only some of its mixtures are TOML. */
const LINES = [
  '[screen] # c',
  '[tasks]',
  '  [tasks.widths]',
  '[host]',
  '["q k"]',
  '\ttab = "x"',
  "sort='y # z'  # c",
  'screen.tab = "x" # c',
  'tasks . widths = { pid = 1 }',
  'widths.pid = 5 # c',
  'list = [ "a", # inside\n\t"b",\n  ] # c',
  'text = """\n\ta\n [tasks]\n"""',
  'day = 1979-05-27',
  'hex = 0xdead_beef',
  '# alone é😀',
  '',
];
const PATHS = [
  ['screen', 'tab'],
  ['tasks', 'sort'],
  ['tasks', 'widths', 'pid'],
  ['host', 'q k'],
];

/** The same numbers every time. */
function* numbers(): Generator<number, never> {
  for (let seed = 7; ; ) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    yield seed >> 8;
  }
}

function isToml(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

test('whatever a file has, its lines stay but for the one that is set', () => {
  const random = numbers();
  const pick = <T>(from: readonly T[]): T => from[random.next().value % from.length] as T;
  let tried = 0;
  const rounds = sampled({ whole: 4_000, sample: 800 });
  for (let round = 0; round < rounds; round++) {
    const lines = new Set(Array.from({ length: pick([0, 2, 4, 6, 8]) }, () => pick(LINES)));
    const text = [...lines].join(pick(['\n', '\r\n'])) + pick(['', '\n']);
    if (!isToml(text)) continue;
    tried++;
    const after = setKey(text, pick(PATHS), pick<unknown>(['host', 5, true]));
    const [before, now] = [text.split(/\r?\n/), new Set(after?.split(/\r?\n/))];
    const gone = before.filter((line) => !now.has(line));
    expect(gone.length, `${text}\n---\n${after}`).toBeLessThanOrEqual(1);
    // A comment behind the value stays too.
    for (const line of gone) if (line.includes('# c')) expect(after).toContain('# c');
  }
  expect(tried).toBeGreaterThan(rounds / 4);
});
