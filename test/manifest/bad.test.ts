import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseManifest } from '../../src/manifest/parse-manifest.ts';
import { ManifestError } from '../../src/manifest/problem.ts';
import { readManifest } from '../../src/manifest/read-manifest.ts';
import { projectFile } from '../support/guests.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const BAD = projectFile('test/manifest/bad');

/** All that is said of a manifest, with its path cut to its name. */
function complaints(file: string, folder: string): string {
  try {
    parseManifest(readManifest(file), file, { HOME: '/root' });
  } catch (error) {
    if (error instanceof ManifestError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return 'nothing';
}

const names = readdirSync(BAD).flatMap((name) => (name.endsWith('.yaml') ? [name.slice(0, -'.yaml'.length)] : []));

test.each(names)('%s', (name) => {
  const expected = readFileSync(join(BAD, `${name}.txt`), 'utf8').trimEnd();
  expect(complaints(join(BAD, `${name}.yaml`), BAD)).toBe(expected);
});

test.each<[string, string | Buffer, string]>([
  [
    'bytes that are no text',
    Buffer.from('version: 1\nnamespace: \xff\n', 'latin1'),
    'x.yaml:2: this is not UTF-8 text',
  ],
  ['UTF-16', Buffer.from('\ufeffversion: 1\n', 'utf16le'), 'x.yaml:1: this is not UTF-8 text'],
  ['a huge file', ' '.repeat(262_145), 'x.yaml: it has 262145 bytes, the most is 262144'],
  ['brackets without end', '['.repeat(200_000), 'x.yaml:1: nested too deep'],
  ['what a terminal would obey', 'version: 1\nnamespace: a\nentries: []\n"\\e[31m": 1\n', "unknown key '\\x1b[31m'"],
])('%s', (_name, text, expected) => {
  using directory = new TemporaryDirectory();
  const file = join(directory.path, 'x.yaml');
  writeFileSync(file, text);
  expect(complaints(file, directory.path)).toContain(expected);
});

test('many keys and many aliases are refused without delay', () => {
  using directory = new TemporaryDirectory();
  const file = join(directory.path, 'x.yaml');
  writeFileSync(file, Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join(''));
  expect(complaints(file, directory.path)).toContain("x.yaml:1: unknown key 'k0'");
  writeFileSync(file, `a: &a 1\nb: [${'*a,'.repeat(60_000)}]\n`);
  expect(complaints(file, directory.path)).toContain('aliases stand for more than 1000 values');
});

test('a file that is not there, and one that is none', () => {
  using directory = new TemporaryDirectory();
  expect(complaints(join(directory.path, 'x.yaml'), directory.path)).toBe('x.yaml: no such file');
  expect(complaints(directory.path, directory.path)).toContain('a manifest is a file, and this is none');
});
