import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { guest } from '../test/support/guests.ts';
import { ProgramKernel } from '../test/support/programs.ts';
import { Arena } from './arena.ts';

/** What came of all paths. */
export interface WaysOutResult {
  /** What the guest said: how many calls it tried, how many were done, and how many got out. */
  readonly text: string;
  readonly isTouched: boolean;
}

/**
 * A guest tries every path of so many names, up to three, over links, `..`, and special files.
 * @param what `look` for calls that read, `change` for those that write
 */
export async function tryWaysOut(what: 'look' | 'change', names: number): Promise<WaysOutResult> {
  using arena = new Arena();
  await using os = new ProgramKernel();
  execFileSync('mkfifo', [arena.at('mount/fifo')]);
  const socket = createServer().listen(arena.at('mount/socket'));
  const { text } = await os.finish('escape', guest('hostile/escape'), [what, `${names}`], [`${arena.at('mount')}::/m`]);
  socket.close();
  return { text, isTouched: arena.isTouched };
}
