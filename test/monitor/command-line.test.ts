import { expect, test } from 'vitest';
import { completionsAt } from '../../src/monitor/commands/complete.ts';
import { resolve } from '../../src/monitor/commands/resolve.ts';
import { lineOf } from '../../src/monitor/input/line-edit.ts';
import { rowOf } from '../components/fake-source.ts';

const TASKS = [
  rowOf({ pid: 2, name: 'weblog' }),
  rowOf({ pid: 3, name: 'primes' }),
  rowOf({ pid: 4, name: 'primes' }),
  rowOf({ pid: 5, name: 'trap', reason: 'trap: unreachable', state: 'Z' }),
];
const CONTEXT = {
  tab: 'tasks',
  rows: TASKS,
  tasks: TASKS,
  themes: [],
  programs: [{ text: 'ask', note: 'asks a question' }],
} as const;

test.each([
  ['kill', 'kill', {}],
  ['kill -9 3 weblog', 'kill', { '-SIGNAL': ['-9'], PID: ['3', 'weblog'] }],
  ['renice high 2', 'renice', { PRIORITY: ['high'], PID: ['2'] }],
  ['nice +1', 'renice', { PRIORITY: ['+1'] }],
  ['limit memory 64M 2 3', 'limit', { LIMIT: ['memory'], VALUE: ['64M'], TASK: ['2', '3'] }],
  ['bind -a -c /data /mnt 2', 'bind', { '-abrc': ['-a', '-c'], OLD: ['/data'], NEW: ['/mnt'], TASK: ['2'] }],
  ["mount host '/a b' /data ro 3", 'mount', { TYPE: ['host'], SRC: ['/a b'], NEW: ['/data'], ro: ['ro'], TASK: ['3'] }],
  ['mount ram 64M /tmp', 'mount', { TYPE: ['ram'], SRC: ['64M'], NEW: ['/tmp'] }],
  ['run ask "two words" -x', 'run', { NAME: ['ask'], ARG: ['two words', '-x'] }],
  ['log all', 'log', { TASK: ['all'] }],
  ['quit', 'quit', {}],
  ['q', 'quit', {}],
  ['sort-cpu', 'sort-cpu', {}],
])('%j is understood', (line, name, words) => {
  const resolved = resolve(line, CONTEXT);
  expect('command' in resolved && resolved.command.name).toBe(name);
  expect('words' in resolved && Object.fromEntries(resolved.words)).toEqual(words);
});

test.each([
  ['', '', 'a command; Tab shows them'],
  ['kil 2', 'kil', "unknown command; did you mean 'kill'?"],
  ['kill -TREM 2', '-TREM', 'the signals are HUP=1 INT=2'],
  ['kill 99', '99', 'there is no task 99'],
  ['kill 2 nobody', 'nobody', 'no task is named nobody'],
  ['kill primes', 'primes', '2 tasks are named primes: 3 4'],
  ['renice 8', '8', 'Priority must be 0-7'],
  ['renice', '', 'PRIORITY is missing: renice PRIORITY [PID...]'],
  ['limit memroy 1', 'memroy', "unknown limit memroy; did you mean 'memory'?"],
  ['limit memory lots', 'lots', 'a size is a number'],
  ['limit timeout 5x', '5x', 'a duration is a number'],
  ['bind data /mnt', 'data', 'a path in a namespace begins with /'],
  ['bind -q /a /b', '-q', 'the options are -a after'],
  ['mount disk /a /b', 'disk', 'unknown mount type disk'],
  ['sort cup', 'cup', "unknown column cup; did you mean 'cpu'?"],
  ['run aks', 'aks', "unknown command aks; did you mean 'ask'?"],
  ['quit now', 'now', 'too much: quit'],
  ["kill 'weblog", "'weblog", "this quote is not closed: '"],
])('%j is wrong at %j', (line, word, text) => {
  const problem = resolve(line, CONTEXT);
  if ('command' in problem) throw new Error('it was understood');
  expect(line.slice(problem.at, problem.end)).toBe(word);
  expect(problem.text).toContain(text);
});

test.each([
  ['ki', ['kill']],
  ['kill -T', ['-TERM']],
  ['kill w', ['2', '1']],
  ['renice h', ['1']],
  ['renice ', ['0', '1', '2', '3', '4', '5', '6', '7', '+1', '-1']],
  ['limit ', ['memory', 'fuel', 'timeout', 'cputime', 'files', 'children', 'lograte']],
  ['limit fuel 5 ', ['2', '3', '4', '5']],
  ['run ', ['ask']],
  ['log ', ['all', 'tagged', 'kernel', '2', '3', '4', '5']],
  ['nonsense ', []],
])('%j may go on with %j', (text, expected) => {
  expect(completionsAt(lineOf(text), CONTEXT).candidates.map((candidate) => candidate.text)).toEqual(expected);
});

test.each([
  ['spawn ./x', 'host', './x'],
  ['bind /da', 'guest', '/da'],
  ['mount host /tm', 'host', '/tm'],
  ['mount host /tmp /d', 'guest', '/d'],
])('%j asks for paths of the %s', (text, where, typed) => {
  expect(completionsAt(lineOf(text), CONTEXT)).toMatchObject({ paths: where, typed });
});
