import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerminalProgram } from './terminal.ts';

let names = 0;

/** A name that no other process of this machine has. */
export function uniqueName(): string {
  return `wt${process.pid}x${++names}`;
}

/** The monitor on the processes of this machine, with a configuration of its own. */
export class HostProgram extends TerminalProgram {
  readonly #home: string;

  /**
   * @param args beside `top --host`
   * @param config the text of its configuration
   * @param home where its configuration and state lie; a folder of its own where it is left out
   */
  constructor(
    columns: number,
    rows: number,
    args: readonly string[] = [],
    config = '',
    home = mkdtempSync(join(tmpdir(), 'wasitop-test-')),
  ) {
    mkdirSync(join(home, 'wasitop'), { recursive: true });
    if (config !== '') writeFileSync(join(home, 'wasitop', 'config.toml'), config);
    super(['top', '--host', ...args], columns, rows, { XDG_CONFIG_HOME: home, XDG_STATE_HOME: home });
    this.#home = home;
  }

  get configPath(): string {
    return join(this.#home, 'wasitop', 'config.toml');
  }

  /** Shows the processes whose line has a name in it, and waits until they are there. */
  async only(name: string): Promise<void> {
    await this.until('F1Help');
    this.press(`:filter ${name}\r`);
    await this.until((screen) => screen.includes(`filter: ${name}`) && this.pids.length > 0);
  }

  /** PIDs in the order of the table. */
  get pids(): number[] {
    return this.#table.flatMap((line) => /^ *(\d+) +\S/.exec(line)?.[1] ?? []).map(Number);
  }

  get #table(): string[] {
    const { lines } = this;
    return lines.slice(lines.findIndex((line) => / PID[▲▼]? /.test(line)) + 1, -1);
  }

  /** The line of a process; empty where there is none. */
  row(pid: number): string {
    return this.#table.find((line) => new RegExp(`^ *${pid} `).test(line))?.trimEnd() ?? '';
  }

  /** Types a PID, which selects it. */
  async select(pid: number): Promise<void> {
    this.press(`\u001b[C\u001b[D${pid}`);
    await this.until(`PID ${pid}`);
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]();
    rmSync(this.#home, { recursive: true, force: true });
  }
}
