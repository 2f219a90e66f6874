import fs from 'node:fs';
import { RUN } from '../src/base/stat-page.ts';
import { TestKernel } from '../test/support/test-kernel.ts';
import { benchGuest } from './processes.ts';
import { atMost, type BenchOptions, type Row } from './row.ts';

const MOST_KB = 50;

/** What the guest itself touches of its memory: one page of the host. */
const OWN_KB = 4;

/** Many tasks that sleep: what each keeps resident beyond its own memory. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const count = short ? 500 : 10_000;
  await using os = new TestKernel();
  const module = benchGuest('sleeper');
  const sleepers = (number: number) => Array.from({ length: number }, () => os.spawn('sleeper', { module }));
  const asleep = (tasks: ReturnType<typeof sleepers>) =>
    os.until(() => tasks.every(({ slot }) => slot.word('run') === RUN.sleeping));
  await asleep(sleepers(100));
  const before = residentKb();
  await asleep(sleepers(count));
  return [atMost('density', 'KB', (residentKb() - before) / count - OWN_KB, MOST_KB)];
}

function residentKb(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
