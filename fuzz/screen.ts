import { setTimeout as delay } from 'node:timers/promises';
import { Session } from '../src/cli/session/session.ts';
import { guest } from '../test/support/guests.ts';
import { unseenScreen } from '../test/support/unseen-screen.ts';

/** Each of them twice, and programs that only compute. */
const KINDS = ['lines', 'bytes', 'files', 'memory', 'timers', 'wishes', 'zeros', 'random', 'paths', 'yields'];
const FRAME_MS = 100;
const FEWEST_FRAMES = 9.5;
const MEMORY = 768 * 1024 ** 2;

/** The monitor over all floods at once: a new picture of all tasks for each frame. @returns whether it drew ten frames a second. */
export async function runScreen(seconds: number): Promise<boolean> {
  const session = new Session();
  unseenScreen(session, session.dispatch);
  for (const kind of [...KINDS, ...KINDS]) {
    const { pid } = session.start({ file: guest('hostile/flood'), name: kind, args: [kind] });
    session.kernel.setLimits(pid, { memory: MEMORY });
  }
  for (const name of ['spin', 'spin-fib', 'spin-indirect', 'start-loop'])
    session.start({ file: guest(`basic/${name}`) });
  const start = performance.now();
  let [frames, slowest, last] = [0, 0, start];
  for (let due = start + FRAME_MS; due < start + seconds * 1_000; due += FRAME_MS) {
    await delay(Math.max(0, due - performance.now()));
    session.tick();
    const now = performance.now();
    frames++;
    slowest = Math.max(slowest, now - last);
    last = now;
  }
  const rate = (frames / (last - start)) * 1_000;
  const alive = session.kernel.table.liveCount;
  console.log(
    `${rate.toFixed(1)} frames a second, the slowest after ${slowest.toFixed(0)} ms; ${alive} floods at once`,
  );
  await session.close();
  return rate >= FEWEST_FRAMES;
}
