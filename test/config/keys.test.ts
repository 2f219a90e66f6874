import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { KNOWN_NAMES } from '../../src/cli/screen-config.ts';
import { ALL_KEYS, DEFAULTS, pathOf } from '../../src/config/config.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { METERS, MODES } from '../../src/config/meters.ts';
import { showConfig, standardText } from '../../src/config/show-config.ts';
import { COLUMNS } from '../../src/monitor/table/columns.ts';
import { projectFile } from '../support/guests.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const DOCUMENTATION = readFileSync(projectFile('docs/config.md'), 'utf8');

test.each(ALL_KEYS.map((key) => [pathOf(key).join('.'), key] as const))('%s is documented', (name, key) => {
  expect(DOCUMENTATION).toContain(`| \`${name}\` | \`${standardText(key)}\` | ${key.about} |\n`);
});

test('meters, modes and columns are documented', () => {
  for (const name of [...METERS, ...MODES, ...COLUMNS.tasks.map(({ id }) => id), ...COLUMNS.host.map(({ id }) => id)])
    expect(DOCUMENTATION).toContain(`\`${name}\``);
});

test.each(ALL_KEYS.map((key) => [pathOf(key).join('.'), key] as const))(
  'the default of %s may be set',
  (_name, key) => {
    const schema = key.kind(KNOWN_NAMES);
    expect(schema.parse(z.encode(schema, key.standard))).toEqual(key.standard);
  },
);

test('the JSON schema is current; else npm run schemas', () => {
  const committed = JSON.parse(readFileSync(projectFile('schemas/config.schema.json'), 'utf8'));
  expect(committed).toEqual(configJsonSchema());
  expect(committed.properties.screen.properties.refresh).toEqual({
    type: 'string',
    default: '1s',
    description: 'time between two looks at the tasks, from 100ms to 1m',
  });
});

test('what is shown is what is read, and what differs is marked', () => {
  using directory = new TemporaryDirectory({
    'first.toml': '[screen]\nrefresh = "90s"\nlinger = "90s"\nmouse = false\n',
  });
  const first = loadConfig(join(directory.path, 'first.toml')).config;
  const text = showConfig(first);
  expect(text.match(/^.*# changed.*$/gm)).toEqual([
    'mouse = false  # changed; the default is true',
    'linger = "90s"  # changed; the default is "5s"',
  ]);
  expect(text).toContain('# time between two looks at the tasks, from 100ms to 1m\nrefresh = "1s"\n');
  using again = new TemporaryDirectory({ 'config.toml': text });
  expect(loadConfig(join(again.path, 'config.toml'))).toEqual({ config: first, problems: [] });
  expect(showConfig(DEFAULTS)).not.toContain('# changed');
});
