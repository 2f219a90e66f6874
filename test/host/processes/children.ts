import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that a test started: it is killed when the test is over. */
export class Child implements AsyncDisposable {
  readonly pid: number;
  readonly process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.process = process;
    this.pid = process.pid ?? 0;
  }

  static async start(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Child> {
    const process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
    await once(process, 'spawn');
    return new Child(process);
  }

  /** The program waits for ever. */
  static sleep(options?: SpawnOptions): Promise<Child> {
    return Child.start('sleep', ['1000'], options);
  }

  /** What it says next. */
  async says(): Promise<string> {
    const [data] = (await once(this.process.stdout!, 'data')) as [Buffer];
    return data.toString().trim();
  }

  /** @returns how it ended */
  async ended(): Promise<number | string> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return exitCode ?? signalCode ?? '';
    const [code, signal] = (await once(this.process, 'exit')) as [number | null, string | null];
    return code ?? signal ?? '';
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

export const IS_ROOT = process.getuid?.() === 0;

/** Some user that is neither root nor nobody. */
export const STRANGER = 54_321;
export const NOBODY = 65_534;

/** Runs without root's rights, as nobody where we have them. */
export function withoutRights<T>(run: () => T): T {
  if (!IS_ROOT) return run();
  process.seteuid?.(NOBODY);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}
