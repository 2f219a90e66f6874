import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** Percent by which their number may change while something is measured beside them. */
const MOST_OFF = 10;

const SCRIPT = fileURLToPath(new URL('crowd.sh', import.meta.url));

/** Processes of the host that sleep, but for one in a hundred. They end with this, and with the bench however it ends. */
export class Crowd implements AsyncDisposable {
  readonly #before = hostProcesses();
  readonly #count: number;
  readonly #shell: ChildProcessByStdio<Writable, Readable, null>;

  private constructor(count: number) {
    this.#count = count;
    this.#shell = spawn('sh', [SCRIPT, String(count)], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  }

  /** Resolves once all of them run. */
  static async of(count: number): Promise<Crowd> {
    const crowd = new Crowd(count);
    const ended = once(crowd.#shell, 'exit').then(([status]) => {
      throw new Error(`a crowd of ${count} processes could not be started: its shell ended with ${status}`);
    });
    await Promise.race([once(crowd.#shell.stdout, 'data'), ended]);
    ended.catch(() => {
      // It ends when it is disposed of.
    });
    return crowd;
  }

  /** Says on standard error where the host has others by now: what is measured then is not comparable. */
  check(name: string): void {
    const [wanted, found] = [this.#before + this.#count, hostProcesses()];
    if (Math.abs(found / wanted - 1) > MOST_OFF / 100)
      console.error(`bench: ${name} had ${found} processes to show, not about ${wanted}: something else runs here`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#shell, 'close');
    this.#shell.stdin.end();
    await ended;
  }
}

function hostProcesses(): number {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length;
}
