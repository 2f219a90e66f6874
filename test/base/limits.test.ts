import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as limits from '../../src/base/limits.ts';
import { projectFile } from '../support/guests.ts';

/** `NAME`, or `name` of the limits that a task has, with the value behind it. */
const NAMED = /`(?<name>[A-Z][A-Z_]+|[a-z][A-Za-z]+)`, (?<value>[\d,.]+ (?:KiB|MiB|GiB)|[\d,]+|none)/g;

const UNITS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

function parse(value: string): number {
  if (value === 'none') return 0;
  const [number = '', unit = ''] = value.split(' ');
  return Number(number.replaceAll(',', '')) * (UNITS[unit] ?? 1);
}

test('the limits that the documentation names are those of the code', () => {
  const text = readFileSync(projectFile('docs/security.md'), 'utf8');
  const table = text.slice(text.indexOf('## Limits'), text.indexOf('## How it is tested'));
  const told = [...table.matchAll(NAMED)].map(({ groups }) => [groups?.['name'] ?? '', parse(groups?.['value'] ?? '')]);
  const known: Readonly<Record<string, unknown>> = { ...limits, ...limits.DEFAULT_LIMITS };
  expect(told.length).toBeGreaterThan(20);
  expect(told).toEqual(told.map(([name = '']) => [name, known[name]]));
});
