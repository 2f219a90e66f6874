import { describeReason } from '../../src/base/reason.ts';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import type { Task } from '../../src/kernel/task.ts';
import { hasEnded } from '../../src/kernel/task-state.ts';
import { makePipe } from '../../src/vfs/pipe.ts';
import type { TestKernel } from '../../test/support/test-kernel.ts';

const LOG: StdioSpec = { kind: 'log', stream: 1 };
const NOTHING: StdioSpec = { kind: 'null' };

/** A time at which no tick came, in milliseconds of `performance.now()`. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Gaps that are remembered: those of a few seconds. */
const MOST_GAPS = 2_000;

/**
 * Four tasks that tick a hundred times a second: two into the log, one into a pipe, and one that reads there and writes to the
 * log. A tick is there when this thread has it from the log, so whatever holds up a cpu or this thread shows.
 */
export class Tickers {
  readonly tasks: readonly Task[];
  readonly #watched: readonly Task[];
  readonly #last = new Map<number, number>();
  readonly #gaps: Gap[] = [];

  constructor(os: TestKernel) {
    const pipe = makePipe();
    const spawn = (how: string, stdin: StdioSpec, stdout: StdioSpec) =>
      os.spawn('hostile/ticker', { name: `ticker-${how}`, args: [how], stdio: [stdin, stdout, LOG] });
    const plain = [spawn('log', NOTHING, LOG), spawn('log', NOTHING, LOG)];
    const send = spawn('send', NOTHING, { kind: 'pipe', pipe, end: 'write' });
    const echo = spawn('echo', { kind: 'pipe', pipe, end: 'read' }, LOG);
    this.tasks = [...plain, send, echo];
    this.#watched = [...plain, echo];
    for (const { pid } of this.#watched) os.logs.subscribe(pid, () => this.#ticked(pid));
  }

  #ticked(pid: number): void {
    const now = performance.now();
    const from = this.#last.get(pid);
    this.#last.set(pid, now);
    if (from === undefined) return;
    this.#gaps.push({ from, to: now });
    if (this.#gaps.length > MOST_GAPS) this.#gaps.splice(0, MOST_GAPS / 2);
  }

  get isTicking(): boolean {
    return this.#last.size === this.#watched.length;
  }

  /** The longest time without a tick of one of them, of all that reach behind this moment. */
  longestSince(start: number): number {
    const now = performance.now();
    const open = [...this.#last.values()].map((from) => ({ from, to: now }));
    return [...this.#gaps, ...open].reduce((most, { from, to }) => (to > start ? Math.max(most, to - from) : most), 0);
  }

  /** How those ended that should not have. */
  get ends(): string[] {
    return this.tasks.flatMap(({ name, state }) =>
      hasEnded(state) ? [`${name} ended: ${describeReason(state.reason)}`] : [],
    );
  }
}
