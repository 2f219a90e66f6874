import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hasEnded } from '../src/kernel/task-state.ts';
import { guest } from '../test/support/guests.ts';
import { ProgramKernel } from '../test/support/programs.ts';
import { Arena } from './arena.ts';

/** What came of a race. */
export interface RaceResult {
  /** How often the host swapped. */
  readonly swaps: number;
  /** Reads that gave a file of the mount, and calls that ended with an error. */
  readonly inside: number;
  readonly refused: number;
  /** What the guest reached outside, or the host found changed there. */
  readonly escapes: readonly string[];
}

/** A guest works below a directory for so long, through a kernel, while another process swaps what is there. */
export async function race(swap: string, milliseconds: number): Promise<RaceResult> {
  using arena = new Arena();
  await using os = new ProgramKernel();
  const task = os.run('race', guest('hostile/race'), [`${milliseconds}`], [`${arena.at('mount')}::/m`]);
  await os.until(() => os.text(task) !== '' || hasEnded(task.state));
  const child = fork(fileURLToPath(new URL('swap-process.ts', import.meta.url)), [arena.path, swap]);
  try {
    const reason = await os.end(task);
    const text = os.text(task);
    const told = once(child, 'message');
    child.send('stop');
    const [swaps] = (await told) as [number];
    const { groups } = /inside (?<inside>\d+) refused (?<refused>\d+) escapes/.exec(text) ?? {};
    if (reason.kind !== 'exit' || groups === undefined)
      throw new Error(`the guest ended with ${JSON.stringify(reason)} and said ${text}`);
    const escapes = text.split('\n').filter((line) => line.startsWith('ESCAPE'));
    if (arena.isTouched) escapes.push('something outside the mount was changed');
    return { swaps, inside: Number(groups['inside']), refused: Number(groups['refused']), escapes };
  } finally {
    child.kill();
  }
}
