import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFile } from '../support/guests.ts';

/** What the package would have in it. */
function packed(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel', 'silent'];
  const { stdout } = spawnSync('npm', args, { cwd: projectFile('.'), encoding: 'utf8' });
  // A list of packages, or a table of them: that depends on npm.
  const [pack] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  return (pack?.files ?? []).map(({ path }) => path);
}

test('the package has what it needs, and nothing of the building', () => {
  const files = packed();
  expect(files).toEqual(
    expect.arrayContaining(['bin/wasitop', 'dist/start.js', 'dist/THIRD_PARTY_LICENSES', 'LICENSE']),
  );
  expect(files.filter((file) => /built-from|\.ts$|^(src|test|scripts)\//.test(file))).toEqual([]);
});

test('what is bundled comes with its licences', () => {
  const text = readFileSync(projectFile('dist/THIRD_PARTY_LICENSES'), 'utf8');
  for (const name of ['commander', 'ink', 'react', 'yaml', 'zod'])
    expect(text).toMatch(new RegExp(`^${name} \\d.*: MIT|^${name} \\d.*: ISC`, 'm'));
  expect(text).toContain('Permission is hereby granted');
});
