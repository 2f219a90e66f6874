import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import type { TaskDetails } from '../../src/monitor/data/details.ts';
import { Histories } from '../../src/monitor/data/history.ts';
import { detailsBottom, detailsLines } from '../../src/monitor/draw/details-lines.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { rowOf, snapshotOf } from '../components/fake-source.ts';

const ASCII = { colour: false, unicode: false };
const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const NOW = 1_700_000_000_000;

const ROW = rowOf({ pid: 7, name: 'evil\u001b[2J', args: ['日本語', '\n', '\u202e'], startedAt: NOW - 5_000 });

const DETAILS: TaskDetails = {
  pid: 7,
  startedAt: NOW - 5_000,
  endedAt: undefined,
  module: '/tmp/evil.wasm',
  hash: 'ab'.repeat(32),
  isolation: 'shared',
  engine: 'native',
  env: ['HOME=/', 'EVIL=\u001b]0;title\u0007'],
  stack: ['main'],
  limits: { ...DEFAULT_LIMITS, cpuMs: 10_000, memory: 16 * 1024 ** 2 },
  used: { memory: 8 * 1024 ** 2, fuel: 1e9, wallMs: 5_000, cpuMs: 4_000, files: 3, children: 0, logRate: 0 },
  memoryPeak: 9 * 1024 ** 2,
  counters: { bytesRead: 10, bytesWritten: 20, reads: 1, writes: 2, calls: 12_345, switches: 6 },
  mounts: [
    {
      at: '/data',
      layers: [
        { source: 'host /srv/data', readOnly: true, create: false },
        { source: 'ram', readOnly: false, create: true },
      ],
    },
  ],
  files: [
    { fd: 0, type: 'fifo', target: 'pipe', offset: undefined },
    { fd: 5, type: 'file', target: '/data/in.txt', offset: 1_234 },
  ],
  events: [{ time: NOW - 4_000, text: 'paused' }],
};

function historyOf(seconds: number) {
  const histories = new Histories();
  for (let second = 0; second < seconds; second++)
    histories.record(snapshotOf([rowOf({ pid: 7, time: second / 2 })], { time: NOW + second * 1_000 }));
  return histories.of(7);
}

test.each([
  [30, 5],
  [40, 8],
  [80, 24],
  [200, 60],
  [300, 100],
])('details fill %i x %i, wherever they are scrolled to', (width, height) => {
  for (const theme of [ASCII, { colour: true, unicode: true }]) {
    for (const top of [0, 3, 1e9]) {
      const view = { row: ROW, details: DETAILS, history: historyOf(70), top, now: NOW };
      const lines = detailsLines(view, width, height, theme).map((line) => line.replace(SGR, ''));
      expect(lines).toHaveLength(height);
      expect(new Set(lines.map(widthOf))).toEqual(new Set([width]));
      expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  }
});

test('details say what a task is, has, may and did', () => {
  const view = { row: ROW, details: DETAILS, history: undefined, top: 0, now: NOW };
  const text = detailsLines(view, 100, 60, ASCII).join('\n').replace(SGR, '');
  expect(text).toContain('ab'.repeat(32));
  expect(text).toMatch(/memory +\[\|+ +8\.0M of 16M\]/);
  expect(text).toMatch(/cpu time +\[\|+ +0:04\.00 of 0:10\.00\]/);
  expect(text).toContain('1.0G, no limit');
  expect(text).toContain('/data      host /srv/data (read-only)');
  expect(text).toContain('+         ram (new files)');
  expect(text).toContain('/data/in.txt at 1,234');
  expect(text).toContain('paused');
  expect(text).toContain('runs for 5s');
  expect(text).toContain('12,345, 0 a second');
});

test('details of what is not there say so', () => {
  const view = { row: undefined, details: undefined, history: undefined, top: 0, now: NOW };
  expect(detailsLines(view, 80, 10, ASCII).join('\n')).toContain('The task is gone');
  expect(detailsLines({ ...view, row: ROW }, 80, 10, ASCII).join('\n')).toContain('Asking the task');
  expect(detailsBottom(view, 80, 10, ASCII)).toBe(0);
});
