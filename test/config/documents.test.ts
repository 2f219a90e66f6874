import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KNOWN_NAMES } from '../../src/cli/screen-config.ts';
import { checkValues } from '../../src/config/check-values.ts';
import { TomlSource } from '../../src/config/toml-source.ts';
import { projectFile } from '../support/guests.ts';

/** Pages whose examples of TOML are configurations; those of themes.md are themes. */
const PAGES = ['README.md', ...readdirSync(projectFile('docs')).map((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md') && page !== 'docs/themes.md',
);

const EXAMPLES = PAGES.flatMap((page) => {
  const text = readFileSync(projectFile(page), 'utf8');
  return [...text.matchAll(/^```toml\n(.*?)^```/gms)].map(([, example = ''], index) => ({ page, index, example }));
});

test.each(EXAMPLES)('example $index of $page is a right configuration', ({ example }) => {
  const source = new TomlSource(example);
  expect(source.fault).toBeUndefined();
  expect(checkValues(source, KNOWN_NAMES).problems).toEqual([]);
});

test('there are examples', () => {
  expect(EXAMPLES.map(({ page }) => page)).toContain('docs/config.md');
});
