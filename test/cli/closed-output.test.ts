import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import { makePipe } from '../../src/vfs/pipe.ts';
import { guest, projectFile } from '../support/guests.ts';
import { TestKernel } from '../support/test-kernel.ts';

/** preview1's numbers. */
const [EBADF, EPIPE] = [8, 64];

/** Runs a line of bash in which `"$0"` is wasitop and `"$1"` a guest. */
function bash(line: string, name: string) {
  return spawnSync('bash', ['-c', line, projectFile('bin/wasitop'), guest(name)], { encoding: 'utf8' });
}

test.each([
  ['closed where wasitop starts', '"$0" run "$1" >&-'],
  ['closed by the program', '"$0" run "$1" close'],
  ['open for reading alone', '"$0" run "$1" 1</dev/null'],
])('standard output that is %s cannot be written', (_name, line) => {
  const { status, stderr } = bash(line, 'basic/complain');
  expect({ status, stderr }).toEqual({ status: EBADF, stderr: `cannot write: ${EBADF}\n` });
});

test('to read a closed standard input fails, where an empty one is at its end', () => {
  expect(bash('"$0" run "$1" <&-', 'basic/cat').status).toBe(1);
  expect(bash('"$0" run "$1" </dev/null', 'basic/cat').status).toBe(0);
});

test('what wasitop itself cannot say changes no status', () => {
  expect(bash('"$0" run "$1" 2>&-', 'basic/trap-unreachable').status).toBe(134);
  expect(bash('"$0" config show "$1" >&- 2>&-; "$0" config show >&-', 'basic/hello')).toMatchObject({
    status: 74,
    stderr: 'wasitop: standard output cannot be written (EBADF)\n',
  });
});

test('a program whose reader leaves ends quietly, before it can complain', () => {
  const { stdout, stderr } = bash('set -o pipefail; "$0" run "$1" | head -n 1; echo $?', 'basic/complain');
  expect({ stdout, stderr }).toEqual({ stdout: 'y\n141\n', stderr: '' });
});

test('a task that writes to a pipe whose reader has ended is told', async () => {
  await using os = new TestKernel();
  const pipe = makePipe();
  const log: StdioSpec = { kind: 'log', stream: 2 };
  const writer = os.spawn('basic/complain', { stdio: [{ kind: 'null' }, { kind: 'pipe', pipe, end: 'write' }, log] });
  os.spawn('basic/hello', { stdio: [{ kind: 'pipe', pipe, end: 'read' }, log, log] });
  expect(await os.end(writer)).toEqual({ kind: 'exit', code: EPIPE });
  expect(os.text(writer)).toBe(`cannot write: ${EPIPE}`);
});
