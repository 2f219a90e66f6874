import { expect, test } from 'vitest';
import { Desk } from '../support/desk.ts';

test('what stands behind the exclamation mark goes to the shell as it is', async () => {
  const desk = new Desk();
  desk.type(`:!grep "it's" *.c | wc -l\r`);
  expect(desk.asked).toEqual([`run grep "it's" *.c | wc -l`]);
  desk.type(':  ! ls  \r');
  expect(desk.asked.at(-1)).toBe('run ls');
});

test('without a command it says so', () => {
  const desk = new Desk();
  desk.type(':!\r');
  expect(desk.text).toContain('a command for the shell is missing');
  expect(desk.asked).toEqual([]);
});

test('how it failed is told', async () => {
  const desk = new Desk();
  desk.type(':!false\r');
  await Promise.resolve();
  await Promise.resolve();
  expect(desk.text).toContain('false: exit 1');
});
