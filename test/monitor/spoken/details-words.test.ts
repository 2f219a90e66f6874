import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts';
import type { ProcessDetails } from '../../../src/host/processes/process-details.ts';
import type { TaskDetails } from '../../../src/monitor/data/details.ts';
import { processInWords } from '../../../src/monitor/spoken/process-details-words.ts';
import { taskInWords } from '../../../src/monitor/spoken/task-details-words.ts';
import { processOf, rowOf } from '../../components/fake-source.ts';

const NOW = 1_700_000_000_000;

const TASK: TaskDetails = {
  pid: 7,
  startedAt: NOW - 125_000,
  endedAt: undefined,
  module: '/tmp/evil\u001b[2J.wasm',
  hash: undefined,
  isolation: 'shared',
  engine: 'native',
  env: ['HOME=/'],
  stack: ['main'],
  limits: { ...DEFAULT_LIMITS, cpuMs: 10_000, memory: 16 * 1024 ** 2, fuel: 0 },
  used: { memory: 8 * 1024 ** 2, fuel: 4.1e9, wallMs: 5_000, cpuMs: 4_000, files: 3, children: 0, logRate: 0 },
  memoryPeak: 9 * 1024 ** 2,
  counters: { bytesRead: 10, bytesWritten: 2_048, reads: 1, writes: 2, calls: 12_345, switches: 6 },
  mounts: [
    {
      at: '/data',
      layers: [
        { source: 'host /srv/data', readOnly: true, create: false },
        { source: 'ram', readOnly: false, create: true },
      ],
    },
  ],
  files: [{ fd: 5, type: 'file', target: '/data/in.txt', offset: 1_234 }],
  events: [{ time: NOW, text: 'paused' }],
};

test('a task is told as names and values, with units in full', () => {
  const sections = taskInWords(rowOf({ pid: 7, startedAt: NOW, state: 'T', args: ['-n'] }), TASK, NOW);
  const lines = sections.flatMap(({ lines: own }) => own);
  for (const line of [
    'command: task -n',
    'module: /tmp/evil.wasm',
    'sha256: not loaded yet',
    'state: paused, level 4, child of 1',
    'at: main',
    'memory: 8 of 16 megabytes, 50 percent',
    'CPU time: 4 seconds of 10 seconds, 40 percent',
    'fuel: 4.1 billion, no limit',
    'written: 2 kilobytes in 2 calls, 0 bytes a second',
    '/data: host /srv/data, read-only',
    'below it at /data: ram, new files go here',
    'file 5: file, /data/in.txt, at 1,234',
  ])
    expect(lines).toContain(line);
  expect(lines.find((line) => line.startsWith('started: '))).toMatch(/, runs for 2 minutes 5 seconds$/);
  expect(lines.join('')).not.toMatch(/ {2}/);
});

test('what of a process may not be read says why', () => {
  const denied = 'permission denied (EACCES)';
  const details: ProcessDetails = {
    pid: 100,
    startedAt: NOW,
    args: ['sleep', '60'],
    exe: denied,
    cwd: '/',
    env: denied,
    files: [{ fd: 3, target: 'socket:[1]' }],
    fileCount: 1,
    limits: [{ name: 'open files', soft: '1024', hard: '4096', unit: 'files' }],
    cgroup: ['/system'],
    threads: [{ tid: 100, name: 'sleep', state: 'S', cpuTime: 0.5 }],
    signals: { pending: [], blocked: ['INT'], ignored: [], caught: [] },
    memory: denied,
    oomScore: 0,
    contextSwitches: { voluntary: 1_000, involuntary: 2 },
    io: denied,
  };
  const sections = processInWords(processOf({ user: 'anna', uid: 1_000, startedAt: NOW }), details, NOW + 60_000);
  expect(sections.find(({ title }) => title === 'Environment')?.lines).toEqual([denied]);
  expect(sections.find(({ title }) => title === 'Open files, 1')?.lines).toEqual(['file 3: socket:[1]']);
  const lines = sections.flatMap(({ lines: own }) => own);
  for (const line of [
    `program: ${denied}`,
    'user: anna, number 1000',
    `more: ${denied}`,
    `bytes: ${denied}`,
    'context switches: 1,000 voluntary, 2 not',
    'thread 100: sleep, sleeping, CPU time 0.5 seconds',
    'open files: 1024, at most 4096 files',
    'blocked: INT',
  ])
    expect(lines).toContain(line);
});
