import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import { Box, type Instance, render } from 'ink';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import { SurfaceContext } from '../../components/Lines.tsx';
import { Monitor } from '../../components/Monitor.tsx';
import type { Theme } from '../../src/monitor/draw/theme.ts';
import type { Token } from '../../src/monitor/input/key-tokens.ts';
import type { MonitorController } from '../../src/monitor/state/controller.ts';
import type { LookSettings } from '../../src/monitor/state/settings.ts';
import { Surface } from '../../src/monitor/terminal/surface.ts';

/** A terminal of some size that nobody sees. */
class UnseenTerminal extends EventEmitter {
  readonly isTTY = true;
  readonly columns: number;
  readonly rows: number;
  readonly written: string[] = [];

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(bytes: string): boolean {
    this.written.push(bytes);
    return true;
  }
}

/** Components on an unseen terminal, rendered and laid out by Ink until the test is over. */
export class RenderedTree {
  /** What the surface wrote. */
  readonly written: string[] = [];
  readonly surface = new Surface((bytes) => void this.written.push(bytes));
  readonly #terminal: UnseenTerminal;
  readonly #ink: Instance;
  readonly #isScreen: boolean;

  /** @param tree in a box as large as the terminal, or a whole screen that is made for the surface */
  constructor(tree: ReactNode | ((surface: Surface) => ReactNode), columns: number, rows: number) {
    this.#terminal = new UnseenTerminal(columns, rows);
    this.#ink = render(this.#within(tree), {
      stdin: new EventEmitter() as ReadStream,
      stdout: this.#terminal as EventEmitter as WriteStream,
      interactive: true,
      patchConsole: false,
      exitOnCtrlC: false,
    });
    this.#isScreen = typeof tree === 'function';
    this.#lay();
    onTestFinished(() => this.#ink.unmount());
  }

  /** What is to be seen, with its looks. */
  get lines(): readonly string[] {
    return this.surface.lines;
  }

  /** What Ink wrote past the surface. */
  get writtenByInk(): readonly string[] {
    return this.#terminal.written;
  }

  rerender(tree: ReactNode | ((surface: Surface) => ReactNode)): void {
    this.#ink.rerender(this.#within(tree));
    this.#lay();
  }

  /** What a screen does by itself. */
  #lay(): void {
    const { columns, rows } = this.#terminal;
    if (!this.#isScreen) this.surface.lay({ columns, rows, finish: (line) => line }, true);
  }

  #within(tree: ReactNode | ((surface: Surface) => ReactNode)): ReactNode {
    if (typeof tree === 'function') return tree(this.surface);
    const { columns, rows } = this.#terminal;
    return (
      <SurfaceContext value={this.surface}>
        <Box position="absolute" flexDirection="column" width={columns} height={rows}>
          {tree}
        </Box>
      </SurfaceContext>
    );
  }
}

const NO_KEYBOARD = { open: () => undefined, close: () => undefined };

/** The whole monitor, as a person sees it. */
export class RenderedScreen {
  readonly #controller: MonitorController;
  readonly #theme: (look: LookSettings) => Theme;
  readonly tree: RenderedTree;

  constructor(controller: MonitorController, theme: (look: LookSettings) => Theme) {
    this.#controller = controller;
    this.#theme = theme;
    const { columns, rows } = controller.moment.state;
    this.tree = new RenderedTree((surface) => this.#monitor(surface), columns, rows);
  }

  /** The lines of the screen as they are now, with their looks. */
  get lines(): readonly string[] {
    this.tree.rerender((surface) => this.#monitor(surface));
    return this.tree.surface.lines;
  }

  press(token: Token): void {
    if (token.kind !== 'mouse') return this.#controller.press(token);
    // The mouse means what is drawn.
    void this.lines;
    this.tree.surface.mouse(token);
  }

  #monitor(surface: Surface): ReactNode {
    return <Monitor controller={this.#controller} surface={surface} theme={this.#theme} keyboard={NO_KEYBOARD} />;
  }
}
