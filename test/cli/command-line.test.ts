import { expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/command-line.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

const parse = (line: string, environment = {}) =>
  parseCommandLine(line === '' ? [] : line.split(' '), '1.2.3', environment);

function refusal(line: string): UsageError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`it was understood: ${line}`);
}

test('run has its defaults', () => {
  expect(parse('run a.wasm')).toEqual({
    command: 'run',
    file: 'a.wasm',
    args: [],
    directories: [],
    ns: false,
    env: [],
    cwd: '/',
    level: 4,
    limits: {},
    memoryPolicy: 'deny',
    isolation: 'shared',
    engine: 'native',
    listen: [],
    invoke: undefined,
  });
});

test.each([
  ['run a.wasm --dir /x -h --version', ['--dir', '/x', '-h', '--version']],
  ['run a.wasm -- -x --', ['--', '-x', '--']],
  ['run -- a.wasm --level 9', ['--level', '9']],
  ['run --level 2 a.wasm run --level 3', ['run', '--level', '3']],
])('%s: options end at the file', (line, args) => {
  expect(parse(line)).toMatchObject({ file: 'a.wasm', args });
});

test('a file may look like an option, behind two dashes', () => {
  expect(parse('run -- --dir.wasm x')).toMatchObject({ file: '--dir.wasm', args: ['x'] });
});

test('directories keep their order, under either name', () => {
  expect(parse('run --dir a --preopen b::/c --dir=/d:ro --preopen=e::f:ro x.wasm')).toMatchObject({
    directories: [
      { host: 'a', guest: 'a', readOnly: false },
      { host: 'b', guest: '/c', readOnly: false },
      { host: '/d', guest: '/d', readOnly: true },
      { host: 'e', guest: 'f', readOnly: true },
    ],
  });
});

test('variables are set, handed on, or left out where we have none', () => {
  const environment = { HOME: '/root', EMPTY: '' };
  expect(
    parse('run --env A=1 --env B=x=y --env C= --env HOME --env EMPTY --env NONE x.wasm', environment),
  ).toMatchObject({
    env: ['A=1', 'B=x=y', 'C=', 'HOME=/root', 'EMPTY='],
  });
});

test.each([
  ['--memory 64M', { memory: 64 * 1024 ** 2 }],
  ['--memory 1.5GiB', { memory: 1.5 * 1024 ** 3 }],
  ['--fuel 1e9', { fuel: 1e9 }],
  ['--fuel 10M', { fuel: 10e6 }],
  ['--timeout 10', { wallMs: 10_000 }],
  ['--timeout 500ms --cpu-time 2m', { wallMs: 500, cpuMs: 120_000 }],
])('limits: %s', (options, limits) => {
  expect(parse(`run ${options} x.wasm`)).toMatchObject({ limits });
});

test.each([
  ['--level 0', { level: 0 }],
  ['--level idle', { level: 7 }],
  ['--level Above-Normal', { level: 2 }],
  ['--level normal+', { level: 3 }],
  ['--cwd /work', { cwd: '/work' }],
  ['--engine wasmer', { engine: 'wasmer' }],
  ['--memory-policy kill --isolation thread', { memoryPolicy: 'kill', isolation: 'thread' }],
  ['--listen :8080 --listen [::1]:0', { listen: [':8080', '[::1]:0'] }],
  ['--invoke add', { invoke: 'add' }],
])('%s', (options, expected) => {
  expect(parse(`run ${options} x.wasm`)).toMatchObject(expected);
});

test.each([
  ['run', "missing required argument 'file'"],
  ['run --dir', 'argument missing'],
  ['run --dir ::/x x.wasm', 'a directory is HOST, HOST::GUEST or either with :ro'],
  ['run --dir a::b::c x.wasm', 'a directory is HOST, HOST::GUEST or either with :ro'],
  ['run --env =x x.wasm', 'a variable is NAME or NAME=value'],
  ['run --cwd work x.wasm', 'the working directory must be absolute'],
  ['run --level 8 x.wasm', 'Priority must be 0-7'],
  ['run --level -1 x.wasm', 'Priority must be 0-7'],
  ['run --level 4.5 x.wasm', 'Priority must be 0-7'],
  ['run --memory much x.wasm', 'a size is a number with K, M, G or T, such as 64M'],
  ['run --memory -1 x.wasm', 'a size is a number'],
  ['run --memory 99999999T x.wasm', 'a size is a number'],
  ['run --timeout soon x.wasm', 'a duration is a number with ms, s, m, h or d, such as 10s'],
  ['run --fuel 1e99 x.wasm', 'a count is a number with K, M, G or T'],
  ['run --fuel -5 x.wasm', 'a count is a number'],
  ['run --memory-policy ask x.wasm', 'Allowed choices are deny, kill'],
  ['run --isolation none x.wasm', 'Allowed choices are shared, thread'],
  ['run --engine v8 x.wasm', 'Allowed choices are native, wasmer'],
  ['run --listen 99999 x.wasm', 'an address is host:port, :port or [::1]:port'],
  ['run --listen :65536 x.wasm', 'an address is host:port'],
  ['run --leve 3 x.wasm', '(Did you mean --level?)'],
  ['run --time-out 3 x.wasm', '(Did you mean --timeout?)'],
  ['top --batch -n 0', 'it must be a whole number from 1'],
  ['top --batch -n 1.5', 'it must be a whole number from 1'],
  ['top --batch --jsn', '(Did you mean --json?)'],
  ['top --host --tasks', "option '--tasks' cannot be used with option '--host'"],
  ['top --batch --json --csv', "option '--csv' cannot be used with option '--json'"],
  ['top --json', '--json goes with --batch'],
  ['top --filter x', '--filter goes with --batch'],
  ['top --kernel-threads', '--kernel-threads goes with --batch'],
  ['demo extra', 'too many arguments'],
  ['rnu x.wasm', "unknown command 'rnu'; the commands are run, top, demo, manifest, config, doctor, completion, help"],
  ['run -m w.yaml ./x', '-m goes with the name of a command; ./x is a file'],
  ['run list all', 'run list takes no arguments'],
  ['-m w.yaml demo', 'the demo takes no manifest'],
  ['-m', 'argument missing'],
  ['manifest', 'there is manifest check'],
  ['manifest chek', "unknown command 'manifest chek'; there is manifest check; did you mean 'check'?"],
  ['--bogus', "unknown option '--bogus'"],
])('%s is refused', (line, message) => {
  expect(refusal(line).message).toContain(message);
});

test('a refusal says where to read on', () => {
  expect(refusal('run --level 8 x.wasm')).toMatchObject({
    message: "option '--level <0-7>' argument '8' is invalid: Priority must be 0-7",
    hint: "Try 'wasitop run --help'.",
  });
  expect(refusal('--bogus').hint).toBe("Try 'wasitop --help'.");
  expect(refusal('hello').hint).toBe("If it is a module, write ./hello. Try 'wasitop --help'.");
});

test.each([
  ['', { command: 'monitor', files: [], screen: { tab: undefined, readOnly: false, mouse: undefined } }],
  ['a.wasm ./b', { command: 'monitor', files: ['a.wasm', './b'] }],
  ['--readonly --no-mouse', { command: 'monitor', screen: { tab: undefined, readOnly: true, mouse: false } }],
  ['top a.wasm', { command: 'monitor', files: ['a.wasm'] }],
  ['--color=never --ascii', { command: 'monitor', screen: { colours: 'none', ascii: true } }],
  ['demo --color 256', { command: 'demo', screen: { colours: '256', ascii: false } }],
  ['--color truecolor top --tasks', { command: 'monitor', screen: { colours: 'truecolor' } }],
  ['top --host', { command: 'monitor', screen: { tab: 'host', readOnly: false, mouse: undefined } }],
  ['top --tasks --readonly', { command: 'monitor', screen: { tab: 'tasks', readOnly: true, mouse: undefined } }],
  ['top --batch', { command: 'batch', files: [], options: { count: 1, delay: 1_000 } }],
  [
    'top -b -n 3 -d 0.5 --json a.wasm',
    { command: 'batch', files: ['a.wasm'], options: { count: 3, delay: 500, json: true } },
  ],
  ['--accessible a.wasm', { command: 'monitor', files: ['a.wasm'], screen: { accessible: true } }],
  ['--accessible top --host', { command: 'monitor', screen: { tab: 'host', accessible: true } }],
  ['top --host --accessible', { command: 'monitor', screen: { tab: 'host', accessible: true } }],
  ['demo --accessible', { command: 'demo', screen: { accessible: true } }],
  ['demo', { command: 'demo', screen: { accessible: undefined } }],
  ['--version', { command: 'print', text: '1.2.3\n' }],
])('wasitop %s', (line, expected) => {
  expect(parse(line)).toMatchObject(expected);
});

test.each([
  ['run say a -b', { command: 'run-entry', word: 'say', exec: false, args: ['a', '-b'], given: { limits: {} } }],
  ['run -m w.yaml say', { command: 'run-entry', manifest: 'w.yaml', word: 'say' }],
  ['-m w.yaml run say', { command: 'run-entry', manifest: 'w.yaml', word: 'say' }],
  ['run --exec a:b c d', { command: 'run-entry', word: 'a:b', exec: true, args: ['c', 'd'] }],
  ['run --exec a:b', { command: 'run-entry', word: 'a:b', args: [] }],
  [
    'run --level 4 --fuel 1 --dir a::/b say',
    { given: { level: 4, limits: { fuel: 1 }, directories: [{ host: 'a' }] } },
  ],
  ['run list', { command: 'run-list' }],
  ['run ./say', { command: 'run', file: './say' }],
  ['-m w.yaml', { command: 'monitor', files: [], manifest: 'w.yaml' }],
  ['--manifest w.yaml a.wasm', { command: 'monitor', files: ['a.wasm'], manifest: 'w.yaml' }],
  ['top -b -m w.yaml', { command: 'batch', manifest: 'w.yaml' }],
  ['-m w.yaml top -b', { command: 'batch', manifest: 'w.yaml' }],
  ['manifest check', { command: 'check', manifest: undefined }],
  ['manifest check w.yaml', { command: 'check', manifest: 'w.yaml' }],
])('wasitop %s knows the manifest', (line, expected) => {
  expect(parse(line)).toMatchObject(expected);
});

test.each([
  ['--help', 'Examples:'],
  ['help', 'Examples:'],
  ['help run', '--memory-policy'],
  ['run --help', 'Exit status'],
  ['top -h', '--batch'],
])('wasitop %s prints help', (line, part) => {
  expect(parse(line)).toEqual({ command: 'print', text: expect.stringContaining(part) });
});
