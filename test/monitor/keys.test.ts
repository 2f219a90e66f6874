import { expect, test } from 'vitest';
import { ACTIONS } from '../../src/monitor/input/actions/registry.ts';
import { actionFor, DEFAULT_KEYS } from '../../src/monitor/input/key-map.ts';
import { KeyTokenizer, type Token } from '../../src/monitor/input/key-tokens.ts';

const keysOf = (tokens: readonly Token[]) =>
  tokens.map((token) => {
    if (token.kind === 'key') return token.key;
    return token.kind === 'paste'
      ? `paste:${token.text}`
      : `${token.action} ${token.button} ${token.column},${token.row}`;
  });

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
  ['\u001b[<0;10;5M', ['press left 10,5']],
  ['\u001b[<2;300;100m', ['release right 300,100']],
  ['\u001b[<64;1;2M\u001b[<65;1;2M', ['wheel-up none 1,2', 'wheel-down none 1,2']],
  ['\u001b[<32;3;4M', ['drag left 3,4']],
  ['\u001b[<35;1;1Mq', ['move none 1,1', 'q']],
  ['\u001b[<0;0;1M\u001b[<999999;1;1M\u001b[<1;2Mq', ['q']],
  ['\u001b[I\u001b[?62;4cq', ['q']],
  ['\u001b[200~two\nlines\u001b[201~x', ['paste:two\nlines', 'x']],
  ['\u001b[200~\u001b[201~x', ['x']],
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

test('the console of Linux may send its function keys in pieces too', () => {
  const tokenizer = new KeyTokenizer();
  expect(tokenizer.feed('\u001b[[')).toEqual([]);
  expect(keysOf(tokenizer.feed('A'))).toEqual(['f1']);
});

test('nothing of a paste is ever a key, however slowly it arrives', () => {
  const tokenizer = new KeyTokenizer();
  expect(keysOf(tokenizer.feed('\u001b[200~qq'))).toEqual(['paste:qq']);
  expect(keysOf(tokenizer.flush())).toEqual([]);
  expect(keysOf(tokenizer.feed('x\u001b[2'))).toEqual(['paste:x']);
  expect(tokenizer.waiting).toBe(true);
  expect(keysOf(tokenizer.feed('01~q'))).toEqual(['q']);
});

test('a paste whose end got lost is left by Esc', () => {
  const tokenizer = new KeyTokenizer();
  tokenizer.feed('\u001b[200~text\u001b');
  expect(keysOf(tokenizer.flush())).toEqual([]);
  expect(keysOf(tokenizer.feed('q'))).toEqual(['q']);
});

test('any bytes at all are taken without getting stuck', () => {
  for (let seed = 1; seed < 300; seed++) {
    const tokenizer = new KeyTokenizer();
    let state = seed;
    for (let step = 0; step < 40; step++) {
      state = (state * 48_271) % 2_147_483_647;
      tokenizer.feed('\u001b[O0;~A<Mq\u0000é👩\r'.charAt(state % 16));
    }
    tokenizer.flush();
    tokenizer.feed('\u001b');
    tokenizer.flush();
    expect(tokenizer.waiting).toBe(false);
    expect(keysOf(tokenizer.feed('q'))).toEqual(['q']);
  }
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
      for (const key of keys) expect(actionFor(DEFAULT_KEYS, key, pane)).toBe(id);
    }
  }
});
