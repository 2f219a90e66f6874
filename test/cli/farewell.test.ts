import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import type { Reason } from '../../src/base/reason.ts';
import { farewell } from '../../src/cli/farewell.ts';
import { faultOf } from '../../src/cli/fault.ts';
import { whyEnded } from '../../src/cli/why-ended.ts';
import { guest, projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';
import { TestKernel } from '../support/test-kernel.ts';

const LIMITS = { ...DEFAULT_LIMITS, wallMs: 1_500, cpuMs: 20, fuel: 5_000_000, memory: 64 * 1024 ** 2 };

test.each<[Reason, string]>([
  [{ kind: 'exit', code: 3 }, ''],
  [{ kind: 'signal', signal: 2 }, ''],
  [{ kind: 'signal', signal: 15 }, 'wasitop: x.wasm: signal TERM\n'],
  [{ kind: 'limit', limit: 'wall' }, 'wasitop: x.wasm: limit: wall: it ran for 1.5s; --timeout gives it more\n'],
  [{ kind: 'limit', limit: 'cpu' }, 'wasitop: x.wasm: limit: cpu: it computed for 20ms; --cpu-time gives it more\n'],
  [{ kind: 'limit', limit: 'fuel' }, 'wasitop: x.wasm: limit: fuel: it took 5.0M units; --fuel gives it more\n'],
  [
    { kind: 'limit', limit: 'memory' },
    'wasitop: x.wasm: limit: memory: it asked for more than 64M; --memory gives it more, --memory-policy deny lets it go on without\n',
  ],
  [
    { kind: 'trap', message: 'unreachable', stack: ['f', 'g'] },
    'wasitop: x.wasm: trap: unreachable\n    at f\n    at g\n',
  ],
])('%j is explained', (reason, text) => {
  expect(
    whyEnded('x.wasm', reason, LIMITS)
      .map((line) => `${line}\n`)
      .join(''),
  ).toBe(text);
});

test('who leaves hears of what failed, and of nothing else', async () => {
  await using os = new TestKernel();
  const spin = os.spawn('basic/spin');
  expect(farewell({ kind: 'quit' }, [spin])).toEqual([]);
  const trap = os.spawn('basic/trap-unreachable');
  await os.end(trap);
  expect(farewell({ kind: 'quit' }, [spin, trap])).toEqual([
    `wasitop: 1 task failed: ${trap.pid} ${trap.name} (trap: unreachable)`,
  ]);
  expect(farewell({ kind: 'quit' }, Array(7).fill(trap))[0]).toMatch(/^wasitop: 7 tasks failed: .*, and 2 more$/);
  const other = os.spawn('basic/exit-code', { args: ['3'] });
  await os.end(other);
  expect(farewell({ kind: 'quit' }, [spin, other])).toEqual([
    `wasitop: 1 task ended with a status other than 0: ${other.pid} ${other.name} (exit 3)`,
  ]);
  expect(farewell({ kind: 'init' }, [spin])).toEqual(['wasitop: init was asked to end; 1 task was ended with it']);
  expect(farewell({ kind: 'signal', signal: 'SIGTERM' }, [])).toEqual(['wasitop: ended by SIGTERM']);
  expect(farewell({ kind: 'signal', signal: 'SIGHUP' }, [spin, trap])).toEqual([]);
  expect(farewell({ kind: 'gone' }, [spin, trap])).toEqual([]);
});

test('a signal is told on the screen that stays', async () => {
  using program = new TerminalProgram([guest('basic/spin'), guest('basic/trap-unreachable')], 100, 30);
  await program.until((screen) => / R .*spin/.test(screen) && / Z .*trap/.test(screen));
  program.kill('SIGTERM');
  expect(await program.exited).toBe(143);
  await program.until('wasitop: ended by SIGTERM; 1 task was ended with it');
  expect(program.buffer).toBe('normal');
  expect(program.screen).toMatch(/wasitop: 1 task failed: 3 trap-unreachable \(trap: unreachable\)/);
});

test('a plain q says nothing', async () => {
  using program = new TerminalProgram(['top', '--tasks'], 100, 30);
  await program.until('No tasks');
  program.press('q');
  expect(await program.exited).toBe(0);
  await program.until(() => program.buffer === 'normal');
  expect(program.screen.trim()).toBe('');
});

/** Holds a terminal, prints what appears there, and takes it along when it is killed. */
const HOLDER = `
  const { spawn } = await import('@lydell/node-pty');
  const [file, ...args] = process.argv.slice(1);
  spawn(file, args, { cols: 100, rows: 30 }).onData((text) => process.stdout.write(text));`;

test('a terminal that is closed ends it quietly', async () => {
  using folder = new Folder();
  const script = `trap "" HUP; "$@" 2>${folder.file('err')}; echo "$?" >${folder.file('status')}`;
  const start = [process.execPath, projectFile('dist/start.js'), guest('basic/spin')];
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, 'sh', '-c', script, 'sh', ...start], {
    cwd: projectFile('.'),
  });
  for await (const text of holder.stdout) if (String(text).includes('spin')) break;
  holder.kill('SIGKILL');
  await expect.poll(() => textOf(folder.file('status')), { timeout: 20_000 }).toBe('129\n');
  expect(textOf(folder.file('err'))).not.toContain('wasitop');
});

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

test('a monitor that is opened in a folder that is gone says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-gone-'));
  const start = `cd ${folder} && rmdir ${folder} && exec ${process.execPath} ${projectFile('dist/start.js')} top --host`;
  using program = new TerminalProgram(['-c', start], 80, 24, {}, 'sh');
  await program.until(/^wasitop: the folder that it was started in is gone; cd to one that is there$/m);
  expect(await program.exited).toBe(1);
});

test('a fault says what a report needs', () => {
  const text = faultOf(new TypeError('x is not a function')).lines.join('\n');
  expect(text).toMatch(/^wasitop: a fault of its own; please report it/);
  expect(text).toContain(`Node.js ${process.versions.node}`);
  expect(text).toContain('TypeError: x is not a function\n    at ');
});
