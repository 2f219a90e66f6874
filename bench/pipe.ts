import type { StdioSpec } from '../src/cpu/messages.ts';
import { makePipe } from '../src/vfs/pipe.ts';
import { TestKernel } from '../test/support/test-kernel.ts';
import { timed } from './figures.ts';
import { benchGuest } from './processes.ts';
import { atLeast, type BenchOptions, type Row } from './row.ts';

const LEAST_GB_PER_SECOND = 1;
/** Nothing is promised of two cpus: the figure is for the record. */
const LEAST_ACROSS = 0.1;
const PIECES = 64 * 1024;

/** One task writes and another reads, 64 KiB a call, on the same cpu and on two. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const megabytes = short ? 64 : 2_048;
  return [
    atLeast('pipe', 'GB/s', await transfer(1, megabytes), LEAST_GB_PER_SECOND),
    atLeast('pipe, two cpus', 'GB/s', await transfer(2, megabytes), LEAST_ACROSS),
  ];
}

async function transfer(cpus: number, megabytes: number): Promise<number> {
  await using os = new TestKernel(cpus);
  const pipe = makePipe();
  const log: StdioSpec = { kind: 'log', stream: 2 };
  const args = [String(PIECES), String(megabytes)];
  const start = (what: string, stdio: readonly StdioSpec[]) =>
    os.spawn(what, { module: benchGuest('pipe'), args: [what, ...args], stdio });
  const milliseconds = await timed(() => {
    const writer = start('write', [{ kind: 'null' }, { kind: 'pipe', pipe, end: 'write' }, log]);
    const reader = start('read', [{ kind: 'pipe', pipe, end: 'read' }, { kind: 'null' }, log]);
    return Promise.all([os.end(writer), os.end(reader)]);
  });
  return (megabytes * 1024 ** 2) / 1e9 / (milliseconds / 1_000);
}
