import { expect, test } from 'vitest';
import { ACTIONS, actionFor } from '../../src/monitor/actions.ts';
import { KeyTokenizer, type Token } from '../../src/monitor/key-tokens.ts';

const keysOf = (tokens: readonly Token[]) =>
  tokens.map((token) => (token.kind === 'key' ? token.key : `paste:${token.text}`));

test.each([
  ['abc', ['a', 'b', 'c']],
  ['\u001b[A\u001b[B', ['up', 'down']],
  ['\u001bOP', ['f1']],
  ['\u001b[11~', ['f1']],
  ['\u001b[[A', ['f1']],
  ['\u001b[20~', ['f9']],
  ['\u001b[3~', ['delete']],
  ['\u001b[1;5A', ['ctrl-up']],
  ['\u001b[1;3B', ['alt-down']],
  ['\u001b1', ['alt-1']],
  ['\r\t \u007f', ['enter', 'tab', 'space', 'backspace']],
  ['\u0003\u001a', ['ctrl-c', 'ctrl-z']],
  ['\u001b\u001a', ['escape', 'ctrl-z']],
  ['é日👩', ['é', '日', '👩']],
  ['\u001b[<0;10;5M', []],
  ['\u001b[200~two\nlines\u001b[201~x', ['paste:two\nlines', 'x']],
])('%j is %j', (text, keys) => {
  expect(keysOf(new KeyTokenizer().feed(text))).toEqual(keys);
});

test('a sequence may arrive in pieces', () => {
  const tokenizer = new KeyTokenizer();
  expect(tokenizer.feed('\u001b')).toEqual([]);
  expect(tokenizer.waiting).toBe(true);
  expect(tokenizer.feed('[2')).toEqual([]);
  expect(keysOf(tokenizer.feed('0~'))).toEqual(['f9']);
  expect(tokenizer.waiting).toBe(false);
});

test('a lone Esc is one when nothing follows', () => {
  const tokenizer = new KeyTokenizer();
  tokenizer.feed('\u001b');
  expect(keysOf(tokenizer.flush())).toEqual(['escape']);
});

test('no key means two things in one pane', () => {
  for (const pane of ['table', 'log'] as const) {
    for (const { keys, where, id } of ACTIONS) {
      if (where !== pane) continue;
      for (const key of keys) expect(actionFor(key, pane)).toBe(id);
    }
  }
});
