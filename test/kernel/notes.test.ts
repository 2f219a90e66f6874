import { expect, test } from 'vitest';
import { MOST_NOTES } from '../../src/base/limits.ts';
import { Notes } from '../../src/kernel/notes.ts';

test('of notes that nobody reads the last ones are kept', async () => {
  const notes = new Notes();
  const [read, unread] = [notes.open(), notes.open()];
  const first = read.read();
  for (let sent = 0; sent <= MOST_NOTES; sent++) notes.write(`${sent}`);
  expect(await first).toEqual(['0']);
  const kept = await unread.read();
  expect(kept).toHaveLength(MOST_NOTES);
  expect(kept.at(0)).toBe('1');
});

test('the last to be closed counts, and ends its reads with nothing', async () => {
  const notes = new Notes();
  const [first, second] = [notes.open(), notes.open()];
  first.close();
  first.close();
  expect(notes.areRead).toBe(true);
  const waiting = [second.read(), second.read()];
  second.close();
  expect(await Promise.all(waiting)).toEqual([[], []]);
  expect(notes.areRead).toBe(false);
});
