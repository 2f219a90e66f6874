import { TestKernel } from '../../test/support/test-kernel.ts';
import { timed } from '../figures.ts';
import { benchGuest } from '../processes.ts';
import { atLeast, type Row } from '../row.ts';

const LEAST_LINES_PER_SECOND = 500_000;
const TOGETHER = 100;

/** Lines a second that a task writes, as the kernel takes them into the log store: many with a call of WASI, and each with its own. */
export async function taskIngest(short: boolean): Promise<Row[]> {
  const lines = short ? 200_000 : 2_000_000;
  return [
    atLeast('ingest tasks', 'l/s', await best(lines, TOGETHER), LEAST_LINES_PER_SECOND),
    atLeast('ingest tasks, a call each', 'l/s', await best(lines, 1), LEAST_LINES_PER_SECOND),
  ];
}

async function best(lines: number, together: number): Promise<number> {
  const figures: number[] = [];
  for (let round = 0; round < 3; round++) figures.push(await flood(lines, together));
  return Math.max(...figures);
}

async function flood(lines: number, together: number): Promise<number> {
  await using os = new TestKernel();
  const milliseconds = await timed(async () => {
    const args = [String(lines), String(together)];
    const task = os.spawn('flood', { module: benchGuest('flood'), args, limits: { logRate: 0 } });
    await os.end(task);
    const { next } = os.logs.source(task.pid);
    if (next !== lines) throw new Error(`${next} of ${lines} lines came`);
  });
  return lines / (milliseconds / 1_000);
}
