import { expect, test } from 'vitest';
import { Random } from '../../fuzz/random.ts';
import { spell, spelledBytes, unspell } from '../../src/base/spelling.ts';

const spelled = (bytes: readonly number[]) => spell(Buffer.from(bytes).toString('latin1'));

test('what is UTF-8 is itself', () => {
  for (const name of ['name', 'größer', '日本', '\u{1f600}', '\ufffd', '\ufeffx']) {
    expect(spell(Buffer.from(name).toString('latin1'))).toBe(name);
    expect(unspell(name)).toBe(name);
  }
});

test.each([
  [[0x61, 0xff, 0x62], 'a\u{10ffff}b'],
  [[0xc3], '\u{10ffc3}'],
  [[0xc3, 0xa9, 0xa9], 'é\u{10ffa9}'],
  [[0xed, 0xa0, 0x80], '\u{10ffed}\u{10ffa0}\u{10ff80}'],
  [[0xc0, 0xaf], '\u{10ffc0}\u{10ffaf}'],
  [[0xf4, 0x8f, 0xbf, 0xbf], '\u{10fff4}\u{10ff8f}\u{10ffbf}\u{10ffbf}'],
  [[0xf4, 0x8f, 0xbd, 0xbf], '\u{10ff7f}'],
])('%j is spelled %j', (bytes, text) => {
  expect(spelled(bytes)).toBe(text);
  expect(Buffer.from(unspell(text))).toEqual(Buffer.from(bytes));
  expect(spelledBytes(text)).toBe(bytes.length);
});

test('a text that spells what has another spelling is none', () => {
  for (const text of ['\u{10ffc3}\u{10ffa9}', 'a\u{10fff0}\u{10ff9f}\u{10ff98}\u{10ff80}'])
    expect(() => unspell(text)).toThrow('EILSEQ');
});

test('any bytes become text that is UTF-8, and these bytes again; two never become the same', () => {
  const random = new Random(7);
  // Bytes that begin, go on and end sequences, next to each other more often than chance would have them.
  const bytes = [0x41, 0x7f, 0x80, 0xa0, 0xbd, 0xbe, 0xbf, 0x8f, 0xc1, 0xc3, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff];
  const texts = new Map<string, string>();
  for (let round = 0; round < 20_000; round++) {
    const name = Array.from({ length: 1 + random.below(6) }, () => bytes[random.below(bytes.length)] as number);
    const text = spelled(name);
    expect(text.isWellFormed()).toBe(true);
    const back = Buffer.from(unspell(text));
    if (back.compare(Buffer.from(name)) !== 0 || spelledBytes(text) !== name.length)
      expect(back).toEqual(Buffer.from(name));
    const key = name.join();
    if ((texts.get(text) ?? key) !== key) throw new Error(`${key} and ${texts.get(text)} are spelled alike`);
    texts.set(text, key);
  }
});
