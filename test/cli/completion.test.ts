import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programOf } from '../../src/cli/command-line.ts';
import { allNodes, namesOf, placeholderOf, treeOf } from '../../src/cli/command-tree.ts';
import { COMPLETED } from '../../src/cli/completion/completed.ts';
import { projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

const SHELLS = [
  ['bash', ['--norc', '--noprofile', '-i'], (script: string) => `source ${script}`],
  ['zsh', ['-f', '-i'], (script: string) => `autoload -Uz compinit; compinit -u -D; source ${script}`],
  ['fish', ['--no-config', '-i'], (script: string) => `source ${script}`],
] as const;

/** Each line as it is typed, up to Tab, and what stands there afterwards. */
const LINES: readonly (readonly [typed: string, completed: string])[] = [
  ['wasitop mani', 'wasitop manifest'],
  ['wasitop manifest ch', 'wasitop manifest check'],
  ['wasitop config sh', 'wasitop config show'],
  ['wasitop he', 'wasitop help'],
  ['wasitop help config sh', 'wasitop help config show'],
  ['wasitop completion z', 'wasitop completion zsh'],
  ['wasitop run --memory-p', 'wasitop run --memory-policy'],
  ['wasitop run --memory-policy k', 'wasitop run --memory-policy kill'],
  ['wasitop top --cpu ma', 'wasitop top --cpu machine'],
  ['wasitop top --host --sort pri', 'wasitop top --host --sort priority'],
  ['wasitop top --host --sort=-pri', 'wasitop top --host --sort=-priority'],
  ['wasitop top --columns pid,lev', 'wasitop top --columns pid,level'],
  ['wasitop only', 'wasitop only.wasm'],
  ['wasitop top sub', 'wasitop top subfolder/'],
  ['wasitop run --dir sub', 'wasitop run --dir subfolder/'],
  ['wasitop run --env WASITOP_TEST_', 'wasitop run --env WASITOP_TEST_VARIABLE'],
  ['wasitop -m oth', 'wasitop -m other.yaml'],
  ['wasitop run cr', 'wasitop run crash'],
  ['wasitop run -m other.yaml sec', 'wasitop run -m other.yaml second'],
  ['wasitop run --exec demo:lea', 'wasitop run --exec demo:leak'],
  ['wasitop run only.wasm not', 'wasitop run only.wasm notes.txt'],
  ['wasitop run --fuel 3 only.wasm run --mem', 'wasitop run --fuel 3 only.wasm run --mem'],
];

/** What a shell puts behind a word: a list may go on, an option's value may follow at once. */
const ENDS = ['', ' ', ',', '='];

const MANIFEST = `
version: "1.0"
namespace: other
entries:
  - { name: guests, kind: fs.directory, directory: ./guests, read_only: true }
  - name: two
    kind: process.wasm
    fs: guests
    path: primes.wasm
    hash: sha256:${'0'.repeat(64)}
    method: _start
    meta: { command: { name: second, short: counts } }
`;

let folder: Folder;

beforeAll(() => {
  folder = new Folder();
  mkdirSync(folder.file('bin'));
  mkdirSync(folder.file('subfolder'));
  symlinkSync(projectFile('bin/wasitop'), folder.file('bin/wasitop'));
  for (const name of ['only.wasm', 'notes.txt']) writeFileSync(folder.file(name), '');
  symlinkSync(projectFile('demo/guests'), folder.file('guests'));
  symlinkSync(projectFile('demo/wasitop.yaml'), folder.file('wasitop.yaml'));
  writeFileSync(folder.file('other.yaml'), MANIFEST);
  for (const [shell] of SHELLS) {
    const { stdout } = spawnSync(process.execPath, [projectFile('dist/start.js'), 'completion', shell]);
    writeFileSync(folder.file(`bin/${shell}`), stdout);
  }
});

afterAll(() => folder[Symbol.dispose]());

describe.each(SHELLS)('%s', (shell, args, load) => {
  const isThere = spawnSync(shell, ['--version']).status === 0;

  test.skipIf(!isThere)('completes', { timeout: 60_000 }, async () => {
    using program = new TerminalProgram(args, 120, 40, environment(), shell);
    program.press(`cd ${folder.path}; ${load(folder.file(`bin/${shell}`))}; echo rea""dy\r`);
    await program.until('ready');
    for (const [typed, completed] of LINES) {
      program.press(`\u0015\u000c${typed}\t`);
      // What Tab put behind the word is seen once something stands behind it.
      program.press('Q');
      const ends = ENDS.map((end) => `${completed}${end}Q`);
      await program.until((screen) => screen.split('\n').some((line) => ends.some((end) => line.endsWith(end))));
    }
  });
});

test('without a shell it says how to install one', () => {
  const { stdout, status } = spawnSync(process.execPath, [projectFile('dist/start.js'), 'completion'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  for (const [shell] of SHELLS) expect(stdout).toContain(`wasitop completion ${shell} >`);
});

test('what completes a value belongs to an argument or option that there is', () => {
  const known = allNodes(treeOf(programOf('', {}, () => {}))).flatMap((node) => [
    ...node.arguments.map((argument) => `${node.path} ${argument.name()}`),
    ...node.options
      .filter((option) => placeholderOf(option) !== undefined)
      .flatMap((option) => namesOf(option).map((name) => `${node.path} ${name}`)),
  ]);
  expect(Object.keys(COMPLETED).filter((key) => !known.includes(key))).toEqual([]);
});

test('a manifest that is not right has no words, and says nothing', () => {
  using empty = new Folder();
  writeFileSync(empty.file('wasitop.yaml'), 'nonsense: [');
  const command = [projectFile('dist/start.js'), '__complete', 'entries'];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: empty.path, encoding: 'utf8' });
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
});

function environment(): Readonly<Record<string, string>> {
  return {
    PATH: `${folder.file('bin')}:${process.execPath.replace(/\/node$/, '')}:${process.env['PATH']}`,
    HOME: folder.path,
    PS1: '$ ',
    WASITOP_TEST_VARIABLE: '1',
  };
}
