import type { ReadStream, WriteStream } from 'node:tty';
import { type Instance, render } from 'ink';
import type { Dispatch, MonitorSource } from '../src/monitor/data/source.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { ESCAPE_WAIT_MS, KeyTokenizer, type Token } from '../src/monitor/input/key-tokens.ts';
import { MonitorController } from '../src/monitor/state/controller.ts';
import { overheard } from '../src/monitor/terminal/overheard.ts';
import { Surface } from '../src/monitor/terminal/surface.ts';
import { Screen } from './Screen.tsx';

/**
 * Bracketed paste on, and wrapping off: a terminal that has other ideas of a letter's width than we shall cut a line, not tear the screen.
 * Then everything that we or Ink turn on, off again.
 */
const ENTER = '\u001b[?2004h\u001b[?7l';
const LEAVE = '\u001b[?2004l\u001b[?7h\u001b[0m\u001b[?25h\u001b[?1049l';

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

/** Where a drawing begins anew, whatever is on the screen. */
const CLEAR = '\u001b[H\u001b[2J';

/** The monitor on a terminal. */
export interface Monitor {
  /** Leaves the screen in good order. */
  close(): Promise<void>;
  /** Puts the terminal back at once, for a crash or a signal. Doing it twice does nothing more. */
  restore(): void;
}

/** A process that was not stopped after this many milliseconds has no shell to go back to. */
const STOP_WAIT_MS = 100;

/** Opens the monitor. The terminal's modes are owned here, and nowhere else. */
export function openMonitor({ source, dispatch, theme, stdin, stdout, quit, resumed }: MonitorOptions): Monitor {
  const tokenizer = new KeyTokenizer();
  let ink: Instance | undefined;
  let open = true;
  const surface = new Surface((bytes) => stdout.write(bytes));
  let escapeTimer: NodeJS.Timeout | undefined;
  const host = { quit, redraw, suspend };
  const controller = new MonitorController(source, dispatch, host, theme, ...sizeOf(stdout));

  function enter(): void {
    stdin.setRawMode(true);
    stdin.setEncoding('utf8');
    stdin.on('data', onData);
    stdin.resume();
    stdout.write(ENTER);
    process.on('SIGTSTP', suspend);
    ink = render(<Screen controller={controller} surface={surface} />, {
      stdin,
      stdout: overheard(stdout, () => surface.forget()),
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
      patchConsole: false,
    });
  }

  function leave(): void {
    process.off('SIGTSTP', suspend);
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

  function onData(text: string): void {
    clearTimeout(escapeTimer);
    press(tokenizer.feed(text));
    if (tokenizer.waiting) escapeTimer = setTimeout(() => press(tokenizer.flush()), ESCAPE_WAIT_MS);
  }

  /** Ink listens too, and later: it must find the lines of the new size, not those of the old one. */
  function onResize(): void {
    controller.resize(...sizeOf(stdout));
    ink?.rerender(<Screen controller={controller} surface={surface} />);
  }

  function redraw(): void {
    stdout.write(CLEAR);
    surface.forget();
  }

  /** Gives the terminal back to the shell; `fg` brings the screen up again. */
  function suspend(): void {
    leave();
    const since = Date.now();
    const goOn = (): void => {
      clearTimeout(unstopped);
      process.off('SIGCONT', goOn);
      if (!open) return;
      resumed(Date.now() - since);
      controller.resize(...sizeOf(stdout));
      enter();
    };
    process.on('SIGCONT', goOn);
    // Without a shell that controls jobs nothing stops us, and nobody would ever let us go on.
    const unstopped = setTimeout(goOn, STOP_WAIT_MS);
    // The whole job: npm or a script may have started us, and the shell waits for them.
    process.kill(0, 'SIGTSTP');
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
      surface.close();
      stdin.setRawMode(false);
      stdout.write(LEAVE);
    },
  };
}

/** A terminal that does not know its size has the one of old. */
function sizeOf({ columns, rows }: WriteStream): [columns: number, rows: number] {
  return [columns || 80, rows || 24];
}
