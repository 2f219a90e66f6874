import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_SHOWN_NAME, MAX_SHOWN_NAMES } from '../../src/base/limits.ts';
import { HARMFUL, visible, visibleJson, visibleList } from '../../src/base/visible.ts';
import { whyEnded } from '../../src/cli/why-ended.ts';
import { hasEnded } from '../../src/kernel/task-state.ts';
import { guest, projectFile } from '../support/guests.ts';
import { namedModule } from '../support/named-module.ts';
import { Folder } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';
import { TestKernel } from '../support/test-kernel.ts';

/** Sets a title, clears the screen by C0 and by C1, begins a line, turns the direction. */
const HOSTILE = 'a\x1b]0;pwn\x07b\x1b[2Jc\x9b2Jd\ne\r\u202ef\u2028g\x7f\u0085';

const folder = new Folder();
afterAll(() => folder[Symbol.dispose]());

function file(name: string, bytes: Uint8Array): string {
  writeFileSync(folder.file(name), bytes);
  return folder.file(name);
}

/** What of a text a terminal would obey, but for the ends of lines. */
function harmIn(text: string): string[] {
  return (text.match(HARMFUL) ?? []).filter((character) => character !== '\n');
}

test('a text of others is on one line, cut, and obeyed by no terminal', () => {
  expect(visible(HOSTILE)).toBe('a\\x1b]0;pwn\\x07b\\x1b[2Jc\\x9b2Jd\\x0ae\\x0d\\u202ef\\u2028g\\x7f\\x85');
  expect(visible('abcdef', 3)).toBe('abc...');
  expect(visible(visible(HOSTILE))).toBe(visible(HOSTILE));
  expect(JSON.parse(visibleJson({ name: HOSTILE }, 2))).toEqual({ name: HOSTILE });
  expect(harmIn(visibleJson([HOSTILE]))).toEqual([]);
});

test('names that are not UTF-8 are taken from the command line', () => {
  const script = `cd ${folder.path} && d=$(printf 'd\\377') && mkdir "$d" && echo near >"$d/near" && cp ${guest('basic/files')} "$d.wasm" &&
    ${projectFile('bin/wasitop')} run --dir "$d" "$d.wasm" read "$d/near"`;
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'near\n', stderr: '' });
});

test('of many names only the first are listed', () => {
  const names = Array.from({ length: 100_000 }, (_, index) => `${index}${'x'.repeat(1_000)}`);
  const list = visibleList(names);
  expect(list).toMatch(/ \.\.\. and 99,990 more$/);
  expect(list.length).toBeLessThan(MAX_SHOWN_NAMES * (MAX_SHOWN_NAME + 10) + 30);
  expect(visibleList(['a', 'b'])).toBe('a, b');
});

describe('names made at random', () => {
  let os: TestKernel;
  beforeAll(() => {
    os = new TestKernel();
  });
  afterAll(() => os[Symbol.asyncDispose]());

  const PARTS = [
    '\x1b[2J',
    '\x1b]0;x\x07',
    '\x9b1m',
    '\n',
    '\r',
    '\0',
    '\x08',
    '\u202e',
    '\u2066',
    '\u2028',
    '\ufeff',
    ' (',
    '.',
    'wasm-function[1]:0x1',
    'at ',
    'é',
    'x',
  ];
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const randomName = () => Array.from({ length: random(12) }, () => PARTS[random(PARTS.length)]).join('');

  test('reach no message raw', async () => {
    for (let round = 0; round < 40; round++) {
      const [first, second] = [randomName(), randomName()];
      const modules = [
        { module: namedModule({ imports: [[first, second]] }) },
        { module: namedModule({ called: first }) },
        { module: namedModule({ exports: [`e${first}`] }), entry: { kind: 'invoke', name: second, args: [] } as const },
      ];
      const tasks = modules.map((spec) => os.spawn('', { ...spec, name: first }));
      for (const task of tasks) {
        const { state, limits } = await os.kernel.wait(task.pid);
        if (!hasEnded(state)) throw new Error('it has not ended');
        const lines = whyEnded('x', state.reason, limits);
        expect(lines.filter((line) => visible(line) !== line)).toEqual([]);
        expect(lines.length).toBeGreaterThan(0);
      }
    }
  });

  test('take no time by the square of their length', async () => {
    const called = `${' ('.repeat(500_000)}wasm-function[\n`.repeat(2);
    const task = os.spawn('', { module: namedModule({ called }) });
    const reason = await os.end(task);
    expect(reason).toMatchObject({ kind: 'trap', message: 'unreachable' });
    expect(JSON.stringify(reason).length).toBeLessThan(5_000);
  });
});

/** Files whose own names and inner names are hostile. */
function hostileFiles() {
  return {
    missing: file(`missing${HOSTILE}.wasm`, namedModule({ imports: [[HOSTILE, HOSTILE]] })),
    trapping: file(`trapping${HOSTILE}.wasm`, namedModule({ called: HOSTILE })),
    exporting: file(`exporting${HOSTILE}.wasm`, namedModule({ exports: [HOSTILE] })),
    broken: file(`broken${HOSTILE}.wasm`, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 99, 1, 0)),
    nothing: folder.file(`nothing${HOSTILE}.wasm`),
  };
}

function wasitop(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [projectFile('dist/start.js'), ...args], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('run says what is wrong in visible text', () => {
  const { missing, trapping, exporting, broken, nothing } = hostileFiles();
  const runs = [
    [missing],
    [trapping],
    ['--invoke', 'x', exporting],
    ['--invoke', HOSTILE.replaceAll('\0', ''), trapping],
    [broken],
    [nothing],
    ['--engine', 'wasmer', missing],
    ['--dir', nothing, trapping],
    [`--${HOSTILE.replaceAll('\n', '')}`, trapping],
    ['--env', 'A=1', '-m', nothing, 'word'],
  ].map((args) => wasitop('run', ...args));
  for (const { status, stdout, stderr } of runs) {
    expect(status).not.toBe(0);
    expect(harmIn(stdout + stderr)).toEqual([]);
    expect(stderr).not.toBe('');
  }
  // The words, and for a trap its one frame; usage errors have a hint.
  expect(runs.map(({ stderr }) => stderr.split('\n').length - 1)).toEqual([1, 2, 1, 1, 1, 1, 1, 1, 2, 1]);
});

test('100,000 missing imports make one short line', () => {
  const imports = Array.from({ length: 100_000 }, (_, index) => ['env', `${'x'.repeat(100)}${index}`] as const);
  const { status, stderr } = wasitop('run', file('many.wasm', namedModule({ imports })));
  expect(status).toBe(126);
  expect(stderr).toMatch(/ and 99,990 more\n$/);
  expect(stderr.length).toBeLessThan(3_000);
});

test.each(['--json', ''])('top --batch %s shows no names raw', (format) => {
  const { missing, trapping } = hostileFiles();
  const { stdout, stderr } = wasitop('top', '--batch', ...(format === '' ? [] : [format]), missing, trapping);
  expect(harmIn(stdout + stderr)).toEqual([]);
  expect(stdout).toContain('missing');
});

test('a manifest is checked in visible text', () => {
  const name = `bad${HOSTILE.replaceAll('\n', '')}.yaml`;
  writeFileSync(
    folder.file(name),
    `version: '1.0'\nnamespace: ${JSON.stringify(HOSTILE)}\nentries: [{ name: ${JSON.stringify(HOSTILE)} }]\n`,
  );
  const { status, stdout, stderr } = wasitop('manifest', 'check', name);
  expect(status).toBe(2);
  expect(harmIn(stdout + stderr)).toEqual([]);
});

test.each([[[]], [['--accessible']]])('the monitor shows no names raw: %j', async (options) => {
  const { missing, trapping } = hostileFiles();
  using program = new TerminalProgram([...options, missing, trapping, guest('basic/spin')], 120, 30);
  await program.until((screen) => screen.includes('missing') && screen.includes('trapping'));
  for (const key of ['j', '\r', 'k']) program.press(key);
  process.kill(program.pid, 'SIGTERM');
  expect(await program.exited).toBe(143);
  for (const raw of ['\x1b]0;pwn', 'c\x9b2J', '\u202e', '\u2028', 'b\x1b[2Jc'])
    expect(program.output).not.toContain(raw);
});

test('all that wasitop itself says goes through one function', () => {
  const own = ['src/start.ts', 'src/cli/print.ts'];
  const sources = readdirSync(projectFile('src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name}`)
    .filter((name) => name.endsWith('.ts') && !own.includes(name));
  const writers = sources.filter((name) =>
    /process\.stderr\.write|console\./.test(readFileSync(projectFile(name), 'utf8')),
  );
  expect(writers).toEqual([]);
});
