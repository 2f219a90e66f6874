import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import type { TaskDetails } from '../../src/monitor/data/details.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { FakeSource, rowOf } from '../components/fake-source.ts';
import { RenderedScreen } from '../support/rendered-screen.tsx';
import { COLOUR } from '../support/themes.ts';
import { unseenScreen } from '../support/unseen-screen.ts';

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

/** The details of the one task, or those of one that is gone. */
class DetailsSource extends FakeSource {
  override details(): TaskDetails | undefined {
    return this.known;
  }

  known: TaskDetails | undefined = DETAILS;
}

function deskWith(width: number, height: number, source = new DetailsSource([ROW])): { text: string; lines: string[] } {
  for (let second = 0; second < 70; second++) source.publish([{ ...ROW, time: second / 2, cpu: 0.5 }]);
  const controller = unseenScreen(source, async () => '', width, height);
  controller.press({ kind: 'key', key: 'enter' });
  const lines = linesOf(new RenderedScreen(controller, () => COLOUR));
  return { lines, text: lines.join('\n') };
}

/** From the pane's title on, without the last line. */
function linesOf(screen: RenderedScreen): string[] {
  const lines = screen.lines.map((line) => line.replace(SGR, ''));
  return lines.slice(
    lines.findIndex((line) => line.includes('Details')),
    -1,
  );
}

test.each([
  [30, 8],
  [40, 12],
  [80, 24],
  [200, 60],
  [300, 100],
])('details fill %i x %i, wherever they are scrolled to', (width, height) => {
  for (const keys of ['', 'j', 'G']) {
    const source = new DetailsSource([ROW]);
    const controller = unseenScreen(source, async () => '', width, height);
    for (const key of ['enter', ...keys]) controller.press({ kind: 'key', key });
    const screen = new RenderedScreen(controller, () => COLOUR);
    const lines = linesOf(screen);
    expect(screen.lines).toHaveLength(height);
    expect(lines).toHaveLength(controller.moment.view.layout.details);
    expect(new Set(lines.map(widthOf))).toEqual(new Set([width]));
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  }
});

test('details say what a task is, has, may and did', () => {
  const { text } = deskWith(100, 90);
  expect(text).toContain('ab'.repeat(32));
  expect(text).toMatch(/memory +\[.+ +8\.0M of 16M\]/);
  expect(text).toMatch(/cpu time +\[.+ +0:04\.00 of 0:10\.00\]/);
  expect(text).toContain('1.0G, no limit');
  expect(text).toContain('/data      host /srv/data (read-only)');
  expect(text).toContain('+         ram (new files)');
  expect(text).toContain('/data/in.txt at 1,234');
  expect(text).toContain('paused');
  expect(text).toMatch(/runs for \d/);
  expect(text).toContain('12,345, 0 a second');
});

test('details of what is not there say so', () => {
  const asking = new DetailsSource([ROW]);
  asking.known = undefined;
  expect(deskWith(80, 24, asking).text).toContain('Asking the task');
  const gone = new DetailsSource([ROW]);
  const controller = unseenScreen(gone, async () => '', 80, 24);
  controller.press({ kind: 'key', key: 'enter' });
  gone.publish([]);
  expect(linesOf(new RenderedScreen(controller, () => COLOUR)).join('\n')).toContain('What was selected is gone');
});
