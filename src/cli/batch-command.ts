import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded } from '../kernel/task-state.ts';
import { formatJson, formatTable } from '../monitor/data/batch.ts';
import type { CommandLine } from './command-line.ts';
import { DEMO, openPlan, planFor } from './open-plan.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';

/** Milliseconds that tasks get to start before the first picture, and in which rates are measured. */
const SETTLE_MS = 500;

/** Prints snapshots of the given modules, then ends them. A closed pipe ends it quietly. */
export function batchCommand({
  files,
  manifest,
  count,
  delayMs,
  json,
}: Extract<CommandLine, { command: 'batch' }>): Promise<number> {
  const session = openSession(
    files.map((file) => ({ file })),
    planFor(manifest, files),
  );
  return session === undefined ? Promise.resolve(1) : printSnapshots(session, count, delayMs, json);
}

/** One snapshot of the demo, for where there is no terminal. */
export function demoSnapshot(): Promise<number> {
  const session = openSession([], openPlan(DEMO));
  return session === undefined ? Promise.resolve(1) : printSnapshots(session, 1, 0, false);
}

async function printSnapshots(session: Session, count: number, delayMs: number, json: boolean): Promise<number> {
  let closed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  });
  await untilStarted(session);
  session.tick();
  await delay(SETTLE_MS);
  for (let number = 0; number < count && !closed; number++) {
    if (number > 0) await delay(delayMs);
    session.tick();
    process.stdout.write(json ? formatJson(session.getSnapshot()) : formatTable(session.getSnapshot()));
  }
  await session.close();
  return 0;
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
