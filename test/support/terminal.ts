import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { projectFile } from './guests.ts';

/** A program on a real pseudo-terminal, read by a real terminal emulator. */
export class TerminalProgram implements Disposable {
  readonly #pty: IPty;
  readonly #terminal: InstanceType<typeof headless.Terminal>;
  readonly #looks = new Set<() => void>();
  /** What it keeps from one time to the next, and what is set, shall not be the tester's. */
  readonly #own = mkdtempSync(join(tmpdir(), 'wasitop-own-'));
  readonly exited: Promise<number>;
  /** All bytes that the program wrote. */
  output = '';

  /** @param file the program; wasitop where it is left out */
  constructor(
    args: readonly string[],
    columns: number,
    rows: number,
    env: Readonly<Record<string, string>> = {},
    file?: string,
  ) {
    this.#terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
    const command = file === undefined ? [projectFile('dist/start.js'), ...args] : [...args];
    this.#pty = spawn(file ?? process.execPath, command, {
      name: env['TERM'] ?? 'xterm-256color',
      cols: columns,
      rows,
      env: {
        PATH: process.env['PATH'] ?? '',
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
        XDG_CONFIG_HOME: this.#own,
        XDG_STATE_HOME: this.#own,
        ...env,
      },
    });
    this.#pty.onData((data) => {
      this.output += data;
      this.#terminal.write(data, () => {
        for (const look of [...this.#looks]) look();
      });
    });
    // What the terminal is asked, it answers.
    this.#terminal.onData((answer) => this.#pty.write(answer));
    this.exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
    });
  }

  /** The screen as lines, without the blanks at their ends. */
  get lines(): string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
    );
  }

  get screen(): string {
    return this.lines.join('\n');
  }

  /** `alternate` while a full-screen program has it. */
  get buffer(): string {
    return this.#terminal.buffer.active.type;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Whether a cell has a background or is inverse: rows and columns from 0. */
  isMarked(row: number, column: number): boolean {
    const buffer = this.#terminal.buffer.active;
    const cell = buffer.getLine(buffer.baseY + row)?.getCell(column);
    return cell !== undefined && (cell.isInverse() !== 0 || !cell.isBgDefault());
  }

  /** Calls back each time that the screen has taken in what the program wrote. */
  onDrawn(look: () => void): void {
    this.#looks.add(look);
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  kill(signal: string): void {
    this.#pty.kill(signal);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Resolves when the screen shows what is wanted. */
  until(wanted: string | RegExp | ((screen: string) => boolean)): Promise<void> {
    const holds = (): boolean => {
      if (typeof wanted === 'function') return wanted(this.screen);
      return typeof wanted === 'string' ? this.screen.includes(wanted) : wanted.test(this.screen);
    };
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#looks.delete(look);
        reject(new Error(`the screen never showed ${String(wanted)}; it shows:\n${this.screen}`));
      }, 20_000);
      const look = () => {
        if (!holds()) return;
        clearTimeout(limit);
        this.#looks.delete(look);
        resolve();
      };
      this.#looks.add(look);
      look();
    });
  }

  [Symbol.dispose](): void {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
    rmSync(this.#own, { recursive: true, force: true });
  }
}
