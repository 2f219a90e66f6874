import { expect, test } from 'vitest';
import { DatedLines } from '../../../src/logs/tail/dated-lines.ts';

const LATEST = Date.parse('2026-11-20T13:00:00Z');

/** What becomes of pieces of a file: lines with the time that they get. */
function parted(...pieces: readonly string[]): string[] {
  const dated = new DatedLines(LATEST);
  const parts: string[] = [];
  for (const piece of pieces)
    dated.part(Buffer.from(piece), (bytes, time) => {
      parts.push(`${new Date(time).toISOString().slice(11, 19)} ${bytes.toString().replaceAll('\n', '|')}`);
    });
  return parts;
}

test('lines of one time stay together', () => {
  expect(parted('2026-11-20T12:00:00Z a\n2026-11-20T12:00:00Z b\n2026-11-20T12:00:01Z c\n')).toEqual([
    '12:00:00 2026-11-20T12:00:00Z a|2026-11-20T12:00:00Z b|',
    '12:00:01 2026-11-20T12:00:01Z c|',
  ]);
});

test('a line that tells no time goes with the one before it, the first ones with the first that does', () => {
  expect(parted('head\n\n2026-11-20T12:00:00Z a\n  at b\n2026-11-20T12:00:01Z c')).toEqual([
    '12:00:00 head||2026-11-20T12:00:00Z a|  at b|',
    '12:00:01 2026-11-20T12:00:01Z c',
  ]);
});

test('without any time they are as old as the file, and none is younger than that', () => {
  expect(parted('one\ntwo\n', 'three\n')).toEqual(['13:00:00 one|two|', '13:00:00 three|']);
  expect(parted('2026-11-20T14:00:00Z of tomorrow\n')).toEqual(['13:00:00 2026-11-20T14:00:00Z of tomorrow|']);
});

test('pieces begin and end within lines', () => {
  expect(
    parted('2026-11-20T12:00:00Z a\n2026-11', '-20T12:00:05Z b\n2026-11-20T12:00:06Z ', '12:00:07 c\n', '\nlast'),
  ).toEqual([
    '12:00:00 2026-11-20T12:00:00Z a|2026-11',
    '12:00:00 -20T12:00:05Z b|',
    '12:00:06 2026-11-20T12:00:06Z ',
    '12:00:06 12:00:07 c|',
    '12:00:06 |last',
  ]);
});
