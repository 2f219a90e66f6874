import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Folder, ProgramKernel, packaged } from '../support/programs.ts';

const LLVM = packaged('@yowasp/clang/gen/llvm.core.wasm');
const LIBRARIES = '/usr/lib/wasm32-wasip1';
const BUILTINS = '/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a';

const SOURCE = `#include <stdio.h>
int main(int argc, char **argv) {
  printf("built by a task, run with %d words, the last is %s\\n", argc, argv[argc - 1]);
  return 7;
}
`;

test('clang and wasm-ld, as two tasks, hand files over, and what they built runs as a third', async () => {
  await using os = new ProgramKernel(2);
  using folder = new Folder();
  for (const name of ['usr', 'work']) mkdirSync(folder.file(name));
  execFileSync('tar', ['xf', packaged('@yowasp/clang/gen/llvm-resources.tar'), '-C', folder.file('usr')]);
  writeFileSync(folder.file('work/hi.c'), SOURCE);
  const mounts = [`${folder.file('usr')}::/usr:ro`, `${folder.file('work')}::/work`];

  // Loading 76 MB stops neither other tasks nor the main thread.
  const spin = os.spawn('basic/spin');
  await os.running(spin);
  const before = spin.slot.get('cpuTime');
  let turns = 0;
  const turning = setInterval(() => turns++, 10);
  const compiled = os.run('clang', LLVM, ['-c', '-O1', '/work/hi.c', '-o', '/work/hi.o'], mounts);
  await os.until(() => compiled.state.phase !== 'starting');
  clearInterval(turning);
  expect(turns).toBeGreaterThan(5);
  expect(spin.slot.get('cpuTime')).toBeGreaterThan(before);
  expect({ reason: await os.end(compiled), text: os.text(compiled) }).toEqual({
    reason: { kind: 'exit', code: 0 },
    text: '',
  });

  const linked = await os.finish(
    'wasm-ld',
    LLVM,
    [`-L${LIBRARIES}`, `${LIBRARIES}/crt1-command.o`, '/work/hi.o', '-lc', BUILTINS, '-o', '/work/hi.wasm'],
    mounts,
  );
  expect(linked).toEqual({ reason: { kind: 'exit', code: 0 }, text: '' });

  const ran = await os.finish('hi', folder.file('work/hi.wasm'), ['one', 'two'], []);
  expect(ran).toEqual({
    reason: { kind: 'exit', code: 7 },
    text: 'built by a task, run with 3 words, the last is two',
  });
});
