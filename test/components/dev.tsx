// The monitor over made-up tasks, for looking at it and for measuring what it costs:
// Bundle it as scripts/build.mjs does the program. TASKS, HZ, CORES, LOG_HZ and SECONDS (to measure) change what it does.
import { openMonitor } from '../../components/open-monitor.tsx';
import { themeFor } from '../../src/monitor/theme.ts';
import { FakeSource, movingTasks } from './fake-source.ts';

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const [count, hertz, cores, logHertz] = [number('TASKS', 40), number('HZ', 1), number('CORES', 4), number('LOG_HZ', 5)];
const seconds = number('SECONDS', 0);

let tick = 0;
let lines = 0;
const source = new FakeSource(movingTasks(count, tick));
const publish = () =>
  source.publish(movingTasks(count, ++tick), {
    machine: {
      ...source.getSnapshot().machine,
      cores: Array.from({ length: cores }, (_, core) => Math.abs(Math.sin(core * 1.7 + tick / 5))),
    },
  });
publish();
const ticking = setInterval(publish, 1_000 / hertz);
const logging =
  logHertz > 0
    ? setInterval(() => source.write(2, `GET /index.html?n=${++lines} 200 ${lines % 977}`), 1_000 / logHertz)
    : undefined;
const monitor = openMonitor({
  source,
  dispatch: async () => {},
  theme: themeFor(process.env),
  stdin: process.stdin,
  stdout: process.stdout,
  quit: () => void end(),
  resumed: () => {},
});

async function end(): Promise<void> {
  clearInterval(ticking);
  clearInterval(logging);
  await monitor.close();
  process.stdin.unref();
}

if (seconds > 0) {
  const WARM_UP_MS = 2_000;
  setTimeout(() => {
    const before = process.cpuUsage();
    setTimeout(() => {
      const { user, system } = process.cpuUsage(before);
      const rss = process.memoryUsage.rss() / 1024 ** 2;
      void end().then(() => {
        process.stderr.write(
          `${((user + system) / 1_000 / seconds).toFixed(1)} ms CPU a second, ${rss.toFixed(0)} MB\n`,
        );
        process.exit(0);
      });
    }, seconds * 1_000);
  }, WARM_UP_MS);
}
