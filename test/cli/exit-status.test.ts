import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Reason } from '../../src/base/reason.ts';
import { EXIT_STATUSES, exitStatus, RUN_STATUSES } from '../../src/cli/exit-status.ts';
import { projectFile } from '../support/guests.ts';

test.each<[number, Reason]>([
  [0, { kind: 'exit', code: 0 }],
  [3, { kind: 'exit', code: 3 }],
  [255, { kind: 'exit', code: -1 }],
  [130, { kind: 'signal', signal: 2 }],
  [137, { kind: 'signal', signal: 9 }],
  [134, { kind: 'trap', message: 'unreachable', stack: [] }],
  [124, { kind: 'limit', limit: 'wall' }],
  [124, { kind: 'limit', limit: 'cpu' }],
  [137, { kind: 'limit', limit: 'fuel' }],
  [137, { kind: 'limit', limit: 'memory' }],
  [127, { kind: 'load', code: 'ENOENT', message: 'no such file' }],
  [2, { kind: 'load', code: 'EADDRINUSE', message: 'taken' }],
  [2, { kind: 'load', code: 'EADDRNOTAVAIL', message: 'not of this machine' }],
  [126, { kind: 'load', code: 'ENOEXEC', message: 'not a module' }],
  [126, { kind: 'load', code: 'EACCES', message: 'permission denied' }],
  [70, { kind: 'internal', message: 'a fault' }],
])('%i for %j', (status, reason) => {
  expect(exitStatus(reason)).toBe(status);
});

test('the documentation has them all', () => {
  const text = readFileSync(projectFile('docs/exit-status.md'), 'utf8');
  const rows = [...EXIT_STATUSES, ...RUN_STATUSES].map(([status, meaning]) => `| ${status} | ${meaning} |`);
  expect(rows.filter((row) => !text.includes(row))).toEqual([]);
});
