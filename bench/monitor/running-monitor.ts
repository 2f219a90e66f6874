import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TerminalProgram } from '../../test/support/terminal.ts';
import { COLUMNS, type Monitor, ROWS } from './monitors.ts';
import { type Usage, usageOf } from './session-usage.ts';

/** A refresh may reach the terminal in pieces: what changes within so many milliseconds is one of it. */
const BURST_MS = 300;

/** Nothing that is waited for takes so many milliseconds. */
const MOST_MS = 20_000;

/** Stands above the processes of each of them. */
const HEAD = /\bPID\b/i;

/** The title of a pane below the table. */
const PANE = /^──/;

/** Of the lines of a table, so many hold a process in a full frame. */
const FULL = 0.75;

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

  /** The lines of its table, below its head; none before it has one. */
  get table(): readonly string[] {
    return this.#cutTable().lines;
  }

  /** The line of its table, from 0, that is marked as the selected one; -1 if none is. */
  get selected(): number {
    const { top, lines } = this.#cutTable();
    return lines.findIndex((_, line) => this.#program.isMarked(top + line, this.#monitor.table.left));
  }

  press(keys: string): void {
    this.#program.press(keys);
  }

  /** Resolves once processes stand in its table to the end, but for the few lines that a message or a pane may take. */
  full(): Promise<void> {
    return this.#until('a full table', () => {
      const lines = this.table;
      return lines.length > 0 && lines.filter((line) => /\d/.test(line)).length >= FULL * lines.length;
    });
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

  #cutTable(): { readonly top: number; readonly lines: readonly string[] } {
    const { left, right, below } = this.#monitor.table;
    const screen = this.#program.lines.map((line) => line.slice(left, right).trimEnd());
    const top = screen.findIndex((line) => HEAD.test(line)) + 1;
    const pane = screen.findIndex((line) => PANE.test(line));
    return { top, lines: top === 0 ? [] : screen.slice(top, pane > top ? pane : ROWS - below) };
  }

  async #until(wanted: string, holds: () => boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { name } = this.#monitor;
    const fail = (how: string) =>
      reject(new Error(`${name} ${how} ${wanted}; its screen:\n${this.#program.screen.trim()}`));
    const look = () => {
      if (holds()) resolve();
    };
    const limit = setTimeout(() => fail('never showed'), MOST_MS);
    this.#program.exited.then((status) => fail(`ended with ${status} before it showed`));
    this.#drawn.add(look);
    look();
    await promise.finally(() => {
      clearTimeout(limit);
      this.#drawn.delete(look);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#program[Symbol.dispose]();
    await this.#program.exited;
  }
}
