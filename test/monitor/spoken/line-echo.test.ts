import { expect, test } from 'vitest';
import { edited, type LineEdit, lineOf } from '../../../src/monitor/input/line-edit.ts';
import { echoOf } from '../../../src/monitor/spoken/line-echo.ts';

/** What a terminal makes of letters and backspaces, all letters being one column wide. */
function shown(before: LineEdit, bytes: string): LineEdit {
  const letters = [...before.text];
  let cursor = before.cursor;
  for (const letter of bytes) {
    if (letter === '\b') cursor--;
    else letters[cursor++] = letter;
  }
  return { text: letters.join('').trimEnd(), cursor };
}

const KEYS = ['a', 'b', 'z', 'space', 'left', 'right', 'home', 'end', 'backspace', 'delete', 'ctrl-w', 'ctrl-k'];

test('whatever is typed, the terminal shows the line with its cursor, or it is written anew', () => {
  let line = lineOf('');
  let echoed = 0;
  for (let step = 0; step < 5_000; step++) {
    const key = KEYS[(step * 7_919 + ((step * step) % 97)) % KEYS.length] ?? 'a';
    const next = edited(line, { kind: 'key', key }) ?? line;
    const bytes = echoOf(line, next, 1_000);
    if (bytes !== undefined) {
      echoed++;
      expect(bytes).toMatch(/^[\b -~]*$/);
      expect(shown(line, bytes)).toEqual({ text: next.text.trimEnd(), cursor: next.cursor });
    }
    line = next;
  }
  expect(echoed).toBeGreaterThan(3_000);
});

test('a letter is echoed, a backspace takes it back as the kernel does', () => {
  expect(echoOf(lineOf('ki'), lineOf('kil'), 80)).toBe('l');
  expect(echoOf(lineOf('kil'), lineOf('ki'), 80)).toBe('\b \b');
  expect(echoOf(lineOf('日'), lineOf(''), 80)).toBe('\b\b  \b\b');
});

test('a line that may have been broken at the margin is written anew, but for what is added at its end', () => {
  expect(echoOf(lineOf('x'.repeat(80)), lineOf('x'.repeat(79)), 80)).toBeUndefined();
  expect(echoOf(lineOf('x'.repeat(80)), lineOf('x'.repeat(81)), 80)).toBe('x');
});

test('a line of before, or without a word, is written anew: somebody listens to it', () => {
  expect(echoOf(lineOf('kill 7'), lineOf('spawn'), 80)).toBeUndefined();
  expect(echoOf(lineOf('kill 7'), lineOf('kill '), 80)).toBe('\b \b');
  expect(echoOf(lineOf('kill -9 7'), lineOf(''), 80)).toBeUndefined();
});
