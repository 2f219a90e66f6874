import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HEAP_SLACK_BYTES, MAX_HEAP_BYTES } from '../../src/base/limits.ts';
import type { Attempt, Bounds, Outcome } from './hostile.ts';

const MIB = 1024 ** 2;

/**
 * Bytes that the process may take beside what its tasks may: Node, its threads, logs, and what thousands of ended tasks left that is not collected, or that
 * malloc has not given back to the system.
 */
const RESIDENT_CONSTANT = 1_536 * MIB;

/** Bytes that a task may take: its memories, its objects in V8's heap, and what V8 needs to collect these. */
const allowedOf = ({ memory }: Bounds): number => memory + Math.min(memory, MAX_HEAP_BYTES) + HEAP_SLACK_BYTES;

/** Milliseconds between two looks at its memory: what fills gigabytes a second is caught below one. */
const LOOK_MS = 20;

/** Milliseconds without any answer after which it hangs. */
const PATIENCE_MS = 15_000;

/** Milliseconds that it has to remove its ram disk. */
const GRACE_MS = 1_000;

interface Waiter {
  readonly bounds: Bounds;
  readonly since: number;
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}

/** A process with a `Neighbourhood`, whose end and whose memory are watched. It is killed where it takes too much or hangs. */
export class WatchedProcess implements Disposable {
  readonly #child: ChildProcess;
  readonly #waiters = new Map<number, Waiter>();
  readonly #timer: NodeJS.Timeout;
  /** Why there is no more to expect of it. */
  #death: string | undefined;
  #error = '';
  #peak = 0;

  private constructor(compiled: string | undefined) {
    this.#child = fork(fileURLToPath(new URL('neighbours-process.ts', import.meta.url)), [], {
      env: { ...process.env, ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#error = (this.#error + text).slice(0, 2_000);
    });
    this.#child.on('message', (outcome: Outcome) => this.#answered(outcome));
    this.#child.on('close', (code, signal) => this.#died(this.#death ?? `the process ended with ${signal ?? code}`));
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /**
   * Starts one, and waits until its tickers tick.
   * @param compiled folder for compiled code; without it threads start slowly
   * @throws Error where it ends before.
   */
  static async start(compiled?: string): Promise<WatchedProcess> {
    const started = new WatchedProcess(compiled);
    const ended = once(started.#child, 'close').then(() => {
      throw new Error(`no neighbours: ${started.#error}`);
    });
    await Promise.race([once(started.#child, 'message'), ended]);
    ended.catch(() => {});
    return started;
  }

  /** The most bytes that it had resident. */
  get peak(): number {
    return this.#peak;
  }

  /** @throws Error where the process dies meanwhile, of whichever module it is. */
  run(attempt: Attempt): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.#death !== undefined) throw new Error(this.#death);
      this.#waiters.set(attempt.id, { bounds: attempt.bounds, since: performance.now(), resolve, reject });
      this.#child.send(attempt);
    });
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    if (this.#child.connected) this.#child.disconnect();
    // What it runs may keep it from ending by itself.
    setTimeout(() => this.#kill('it was no longer needed'), GRACE_MS).unref();
  }

  #answered(outcome: Outcome): void {
    this.#waiters.get(outcome.id)?.resolve(outcome);
    this.#waiters.delete(outcome.id);
  }

  #look(): void {
    const resident = residentOf(this.#child.pid);
    const waiters = [...this.#waiters.values()];
    const allowed = RESIDENT_CONSTANT + waiters.reduce((sum, { bounds }) => sum + allowedOf(bounds), 0);
    this.#peak = Math.max(this.#peak, resident);
    if (resident > allowed) this.#kill(`it had ${mib(resident)} MiB resident, and ${mib(allowed)} were allowed`);
    const oldest = Math.min(...waiters.map(({ since }) => since));
    if (performance.now() - oldest > PATIENCE_MS) this.#kill('a task did not end');
  }

  #kill(why: string): void {
    this.#death ??= why;
    this.#child.kill('SIGKILL');
  }

  #died(why: string): void {
    clearInterval(this.#timer);
    this.#death = why;
    for (const { reject } of this.#waiters.values()) reject(new Error(`${why}; ${lastLineOf(this.#error)}`));
    this.#waiters.clear();
  }
}

const mib = (bytes: number): string => (bytes / MIB).toFixed(0);

function lastLineOf(text: string): string {
  return text.split('\n').find((line) => /FATAL|Error|fatal/.test(line)) ?? 'it said nothing';
}

/** Bytes that a process has in memory; 0 for one that is gone. */
function residentOf(pid = 0): number {
  try {
    const [, kib = 0] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) * 1024;
  } catch {
    return 0;
  }
}
