import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TerminalProgram } from '../../test/support/terminal.ts';
import { COLUMNS, type Monitor, ROWS } from './monitors.ts';
import { type Usage, usageOf } from './session-usage.ts';

/** A refresh may reach the terminal in pieces: what changes within so many milliseconds is one of it. */
const BURST_MS = 300;

/** An empty home: no settings of the user's, and what a monitor keeps there ends with this. */
export class TemporaryHome implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'bench-home-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A monitor on its pseudo-terminal. */
export class RunningMonitor implements AsyncDisposable {
  readonly #program: TerminalProgram;
  readonly #monitor: Monitor;
  readonly #drawn = new Set<() => void>();

  constructor(monitor: Monitor, home: TemporaryHome) {
    const [file, ...args] = monitor.command;
    this.#monitor = monitor;
    this.#program = new TerminalProgram(args, COLUMNS, ROWS, { HOME: home.path }, file);
    this.#program.onDrawn(() => {
      for (const look of [...this.#drawn]) look();
    });
  }

  get usage(): Usage {
    return usageOf(this.#program.pid);
  }

  /** The lines of its table. */
  get table(): readonly string[] {
    const { top, bottom, left, right } = this.#monitor.table;
    return this.#program.lines.slice(top, bottom).map((line) => line.slice(left, right).trimEnd());
  }

  /** The line of its table, from 0, that is marked as the selected one; -1 if none is. */
  get selected(): number {
    const { top, left } = this.#monitor.table;
    return this.table.findIndex((_, line) => this.#program.isMarked(top + line, left + 2));
  }

  press(keys: string): void {
    this.#program.press(keys);
  }

  /** Resolves once a process stands in each line of its table. */
  full(): Promise<void> {
    return this.#until('a full table', () => this.table.every((line) => /\d/.test(line)));
  }

  /** Resolves once its processes have been brought up to date, and all of that is on the screen. */
  async refreshed(): Promise<void> {
    const before = this.table.join('\n');
    await this.#until('a refresh', () => this.table.join('\n') !== before);
    await delay(BURST_MS);
  }

  /** Resolves with the line that is selected, once that is another one. */
  async moved(): Promise<number> {
    const before = this.selected;
    await this.#until('another line selected', () => this.selected !== before);
    return this.selected;
  }

  #until(wanted: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#drawn.delete(look);
        reject(new Error(`${this.#monitor.name} never showed ${wanted}; it shows:\n${this.#program.screen}`));
      }, 20_000);
      const look = () => {
        if (!holds()) return;
        clearTimeout(limit);
        this.#drawn.delete(look);
        resolve();
      };
      this.#drawn.add(look);
      look();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#program[Symbol.dispose]();
    await this.#program.exited;
  }
}
