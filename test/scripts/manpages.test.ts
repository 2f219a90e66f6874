import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENVIRONMENT } from '../../scripts/man/facts.ts';
import { manPages } from '../../scripts/man/pages.ts';
import { escaped } from '../../scripts/man/roff.ts';
import { VERSION } from '../../src/cli/version.ts';
import { projectFile } from '../support/guests.ts';

const PAGES = manPages(VERSION);

test('the committed pages are current; else npm run manpages', () => {
  const committed = readdirSync(projectFile('man')).map((name) => [
    name,
    readFileSync(projectFile(`man/${name}`), 'utf8'),
  ]);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(PAGES));
});

test('the package has them all', () => {
  const { man } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { man: string[] };
  expect(man.toSorted()).toEqual([...PAGES.keys()].map((name) => `man/${name}`).toSorted());
});

const hasGroff = spawnSync('groff', ['--version']).status === 0;

test.skipIf(!hasGroff).each([...PAGES.keys()])('%s is right roff', (name) => {
  const args = ['-man', '-ww', '-Tutf8', '-rLL=100n', projectFile(`man/${name}`)];
  const { stdout, stderr, status } = spawnSync('groff', args, { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  // Bold letters are struck twice.
  expect(stdout.replace(/.\u0008/g, '')).toContain('NAME');
});

test('the page of run says what its help says', () => {
  const page = PAGES.get('wasitop-run.1') ?? '';
  for (const part of ['\\fB\\-\\-memory\\-policy\\fR \\fIpolicy\\fR', 'deny, kill', '\\fB134\\fR', 'may be repeated'])
    expect(page).toContain(part);
});

test('what roff would obey is text', () => {
  expect(escaped('.TH -x \\fB')).toBe('\\&.TH \\-x \\efB');
  expect(escaped("'q' `a` ~/^\n.x")).toBe('\\(aqq\\(aq \\(gaa\\(ga \\(ti/\\(ha\n\\&.x');
});

test('variables of the manual are read somewhere', () => {
  const files = [
    'bin/wasitop',
    'src/monitor/theme/depth.ts',
    'src/monitor/terminal/programs.ts',
    'src/cli/screen-opener.ts',
    'src/config/config-path.ts',
    'src/cli/command-history.ts',
    'src/base/caches.ts',
    'src/start.ts',
  ];
  const sources = files.map((file) => readFileSync(projectFile(file), 'utf8')).join('\n');
  expect(ENVIRONMENT.map(([name]) => name).filter((name) => !sources.includes(name))).toEqual([]);
});
