import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Session } from '../src/cli/session/session.ts';
import { unseenScreen } from '../test/support/unseen-screen.ts';

/** Tasks that start and end each second while somebody uses the monitor: `node bench/churn.ts [SECONDS] [TASKS A SECOND]`. */
const seconds = Number(process.argv[2] ?? 60);
const rate = Number(process.argv[3] ?? 1_000);
const BATCH_MS = 20;

const session = new Session();
const guest = new URL('../test/guests/basic/hello.wasm', import.meta.url).pathname;
const sleeper = session.start({ file: new URL('../test/guests/basic/sleep-forever.wasm', import.meta.url).pathname });
const controller = unseenScreen(session, session.dispatch);
const press = (key: string) => controller.press({ kind: 'key', key });
const frames = { drawn: 0, slowest: 0 };
const ticking = setInterval(() => {
  const before = performance.now();
  session.tick();
  frames.drawn++;
  frames.slowest = Math.max(frames.slowest, performance.now() - before);
}, 1_000);

session.tick();
press('g');
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
const begin = performance.now();
let started = 0;
let refused = 0;
let keys = 0;
let slowestKey = 0;
while (performance.now() - begin < seconds * 1_000) {
  const due = Math.floor(((performance.now() - begin) / 1_000) * rate);
  for (; started < due; started++) {
    try {
      session.start({ file: guest });
    } catch {
      refused++;
    }
  }
  const before = performance.now();
  press(['down', 'up', 'pagedown', 'g', 'P', 'T', 'M'][keys++ % 7] ?? 'g');
  slowestKey = Math.max(slowestKey, performance.now() - before);
  await delay(BATCH_MS);
}
clearInterval(ticking);
const tasks = [...session.kernel.table.all()];
const ended = tasks.filter(({ state }) => state.phase === 'exited').length;
console.log(
  `${started} tasks in ${seconds} s, ${refused} refused; ${tasks.length} in the table, ${ended} of them ended`,
);
console.log(
  `the sleeper is ${sleeper.state.phase}; its row is ${controller.getShown().rows.some((row) => row.name.includes('sleep-forever')) ? '' : 'not '}on the screen`,
);
console.log(`ticks: ${frames.drawn}, slowest ${frames.slowest.toFixed(1)} ms; slowest key ${slowestKey.toFixed(1)} ms`);
console.log(
  `event loop: mean ${(loop.mean / 1e6).toFixed(1)} ms, 99% ${(loop.percentile(99) / 1e6).toFixed(1)} ms, longest ${(loop.max / 1e6).toFixed(1)} ms`,
);
console.log(`memory: ${(process.memoryUsage.rss() / 1024 ** 2).toFixed(0)} MB`);
await session.close();
process.exit(0);
