import { setTimeout as delay } from 'node:timers/promises';
import { LONGEST_TIMER_MS } from '../base/limits.ts';
import { hasEnded } from '../kernel/task-state.ts';
import { formatTable } from '../monitor/batch/table.ts';
import type { Tab } from '../monitor/data/row.ts';
import { DEFAULT_SETTINGS } from '../monitor/state/settings.ts';
import { isSeen, scaleOf } from '../monitor/state/table/ordered.ts';
import { rowsOf } from '../monitor/state/table/table-state.ts';
import { COLUMNS, findColumn } from '../monitor/table/columns.ts';
import { filteredRows } from '../monitor/table/filtering.ts';
import { sortRows } from '../monitor/table/sort.ts';
import { type BatchOptions, parseBatch } from './batch-options.ts';
import { DEMO, openPlan, planFor } from './open-plan.ts';
import { complain, heedOutput } from './print.ts';
import { openSession } from './session/open-session.ts';
import type { Session } from './session/session.ts';
import type { BatchRunOptions } from './top-options.ts';

/** Milliseconds that tasks get to start before the first picture, and in which rates are measured. */
const SETTLE_MS = 500;

/** Prints snapshots, with the given modules running; then ends them. A closed pipe ends it quietly. */
export function batchCommand({ files, manifest, options }: BatchRunOptions): Promise<number> {
  const batch = parseBatch(options);
  const session = openSession(
    files.map((file) => ({ file })),
    planFor(manifest, files),
  );
  return session === undefined ? Promise.resolve(1) : printSnapshots(session, batch);
}

/** One snapshot of the demo, for where there is no terminal. */
export function demoSnapshot(): Promise<number> {
  const session = openSession([], openPlan(DEMO));
  return session === undefined ? Promise.resolve(1) : printSnapshots(session, parseBatch({ count: 1, delay: 0 }));
}

async function pause(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) await delay(Math.min(left, LONGEST_TIMER_MS));
}

async function printSnapshots(session: Session, options: BatchOptions): Promise<number> {
  const { tab, count, delayMs } = options;
  const pictured = session.getSnapshot().host.problem;
  if (tab === 'host' && pictured !== undefined) {
    complain(`wasitop: ${pictured}`);
    return 1;
  }
  let closed = false;
  heedOutput(() => {
    closed = true;
  });
  session.want(wantedBy(options));
  await untilStarted(session);
  take(session, tab);
  await delay(SETTLE_MS);
  for (let number = 0; number < count && !closed; number++) {
    if (number > 0) await pause(delayMs);
    take(session, tab);
    await written(pictureOf(session, options, number === 0));
  }
  await session.close();
  return 0;
}

/** Resolves when it is on its way, or will never be. */
function written(text: string): Promise<void> {
  return new Promise((resolve) => void process.stdout.write(text, () => resolve()));
}

/** The host is read where it is asked for. */
function take(session: Session, tab: Tab): void {
  if (tab === 'host') session.readHost();
  session.tick();
}

/** What is read for each process by itself: for all of them, since all are printed. */
function wantedBy({ tab, columns, sort, filter, format, threads }: BatchOptions) {
  const all = format !== 'text' && columns === undefined;
  const looked = all ? COLUMNS[tab].map(({ id }) => id) : [...(columns ?? []), sort.column, ...filter.fields];
  const needs = looked.map((id) => findColumn(tab, id)?.need);
  const standard = columns === undefined && tab === 'host';
  return { threads, shared: standard || needs.includes('shared'), io: needs.includes('io') };
}

function pictureOf(session: Session, options: BatchOptions, isFirst: boolean): string {
  const { tab, sort, filter, columns, cpuOf, format } = options;
  const snapshot = session.getSnapshot();
  const scale = scaleOf({ ...DEFAULT_SETTINGS, cpuOf }, snapshot);
  const seen = rowsOf(tab, snapshot).filter((row) => isSeen(row, options));
  const rows = sortRows(tab, filteredRows(tab, seen, filter, scale), sort, scale);
  return formatTable({ snapshot, tab, rows, columns, cpuOf, format, isFirst });
}

/** Resolves when every task runs or has ended. */
function untilStarted({ kernel }: Session): Promise<void> {
  const pending = () => [...kernel.table.all()].some(({ state }) => !hasEnded(state) && state.phase !== 'running');
  return new Promise((resolve) => {
    if (!pending()) return resolve();
    const end = kernel.bus.subscribe(() => {
      if (pending()) return;
      end();
      resolve();
    });
  });
}
