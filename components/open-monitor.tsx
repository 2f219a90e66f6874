import type { ReadStream, WriteStream } from 'node:tty';
import { type Instance, render } from 'ink';
import { MonitorController } from '../src/monitor/controller.ts';
import { ESCAPE_WAIT_MS, KeyTokenizer, type Token } from '../src/monitor/key-tokens.ts';
import type { Dispatch, MonitorSource } from '../src/monitor/source.ts';
import type { Theme } from '../src/monitor/theme.ts';
import { Screen } from './Screen.tsx';

/** Bracketed paste on; and everything that we or Ink turn on, off again. */
const ENTER = '\u001b[?2004h';
const LEAVE = '\u001b[?2004l\u001b[0m\u001b[?25h\u001b[?1049l';

export interface MonitorOptions {
  readonly source: MonitorSource;
  readonly dispatch: Dispatch;
  readonly theme: Theme;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** The person wants to leave. */
  quit(): void;
  /** The process was suspended for so many milliseconds, and goes on. */
  resumed(ms: number): void;
}

/** The monitor on a terminal. */
export interface Monitor {
  /** Leaves the screen in good order. */
  close(): Promise<void>;
  /** Puts the terminal back at once, for a crash or a signal. Doing it twice does nothing more. */
  restore(): void;
}

/** Opens the monitor. The terminal's modes are owned here, and nowhere else. */
export function openMonitor({ source, dispatch, theme, stdin, stdout, quit, resumed }: MonitorOptions): Monitor {
  const tokenizer = new KeyTokenizer();
  let ink: Instance | undefined;
  let open = true;
  let escapeTimer: NodeJS.Timeout | undefined;
  const controller = new MonitorController(
    source,
    dispatch,
    { quit, redraw, suspend },
    theme,
    stdout.columns,
    stdout.rows,
  );

  function enter(): void {
    stdin.setRawMode(true);
    stdin.on('data', onData);
    stdin.resume();
    stdout.write(ENTER);
    ink = render(<Screen controller={controller} />, {
      stdin,
      stdout,
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
      patchConsole: false,
    });
  }

  function leave(): void {
    stdin.off('data', onData);
    ink?.unmount();
    ink = undefined;
    stdin.setRawMode(false);
    stdin.pause();
    stdout.write(LEAVE);
  }

  function press(tokens: readonly Token[]): void {
    for (const token of tokens) controller.press(token);
  }

  function onData(chunk: Buffer | string): void {
    clearTimeout(escapeTimer);
    press(tokenizer.feed(chunk.toString()));
    if (tokenizer.waiting) escapeTimer = setTimeout(() => press(tokenizer.flush()), ESCAPE_WAIT_MS);
  }

  function onResize(): void {
    controller.resize(stdout.columns, stdout.rows);
  }

  function redraw(): void {
    ink?.clear();
    leave();
    enter();
  }

  /** Gives the terminal back to the shell; `fg` brings the screen up again. */
  function suspend(): void {
    leave();
    const since = Date.now();
    process.once('SIGCONT', () => {
      if (!open) return;
      resumed(Date.now() - since);
      onResize();
      enter();
    });
    process.kill(process.pid, 'SIGTSTP');
  }

  stdout.on('resize', onResize);
  enter();
  return {
    async close() {
      if (!open) return;
      open = false;
      clearTimeout(escapeTimer);
      stdout.off('resize', onResize);
      controller.close();
      leave();
    },
    restore() {
      if (!open) return;
      open = false;
      stdin.setRawMode(false);
      stdout.write(LEAVE);
    },
  };
}
