import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wasitop } from '../support/command.ts';
import { Folder, ProgramKernel, packaged } from '../support/programs.ts';

const ESBUILD = packaged('@esbuild/wasi-preview1/esbuild.wasm');

test('esbuild bundles a file from one mount into another', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  for (const name of ['source', 'out']) mkdirSync(folder.file(name));
  writeFileSync(
    folder.file('source/main.ts'),
    "import { greet } from './greet';\nconsole.log(greet('you') satisfies string);\n",
  );
  writeFileSync(folder.file('source/greet.ts'), "export const greet = (name: string): string => 'hello, ' + name;\n");
  const mounts = [`${folder.file('source')}::/source:ro`, `${folder.file('out')}::/out`];
  const { reason, text } = await os.finish(
    'esbuild',
    ESBUILD,
    ['/source/main.ts', '--bundle', '--outfile=/out/main.js', '--minify-syntax'],
    mounts,
  );
  expect({ reason, text }).toMatchObject({
    reason: { kind: 'exit', code: 0 },
    text: expect.stringContaining('out/main.js'),
  });
  expect(readFileSync(folder.file('out/main.js'), 'utf8')).toMatch(/console\.log\(greet\("you"\)\)/);
});

test('esbuild says where it is wrong, and writes nothing to a mount that is read-only', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  writeFileSync(folder.file('main.ts'), 'const = 1;\n');
  const bad = await os.finish('esbuild', ESBUILD, ['/source/main.ts'], [`${folder.path}::/source:ro`]);
  expect(bad.reason).toEqual({ kind: 'exit', code: 1 });
  expect(bad.text).toContain('main.ts:1:6');
  writeFileSync(folder.file('main.ts'), 'let a = 1;\n');
  const refused = await os.finish(
    'esbuild',
    ESBUILD,
    ['/source/main.ts', '--outfile=/source/out.js'],
    [`${folder.path}::/source:ro`],
  );
  expect(refused.reason).toEqual({ kind: 'exit', code: 1 });
});

test('esbuild works in a directory beside a root', async () => {
  using folder = new Folder();
  for (const name of ['work', 'library']) mkdirSync(folder.file(name));
  writeFileSync(
    folder.file('work/main.ts'),
    "import { one } from '../library/one';\nimport { two } from '/library/two';\nconsole.log(one, two);\n",
  );
  for (const name of ['one', 'two'])
    writeFileSync(folder.file(`library/${name}.ts`), `export const ${name} = '${name}!';\n`);
  const options = ['--dir', `${folder.path}::/`, '--cwd', '/work'];
  const { stdout, stderr } = await wasitop(['run', ...options, ESBUILD, 'main.ts', '--bundle']);
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/one!.*two!/s), stderr: '' });
});
