import { Buffer } from 'node:buffer';
import type { WriteStream } from 'node:tty';
import { type Instance, render } from 'ink';
import type { Token } from '../src/monitor/input/key-tokens.ts';
import { MonitorController } from '../src/monitor/state/controller.ts';
import { Keyboard } from '../src/monitor/terminal/keyboard.ts';
import { LentTerminal } from '../src/monitor/terminal/lent-terminal.ts';
import type { Monitor, MonitorOptions } from '../src/monitor/terminal/monitor.ts';
import type { OpenedText } from '../src/monitor/terminal/open-text.ts';
import { overheard } from '../src/monitor/terminal/overheard.ts';
import { stopJob } from '../src/monitor/terminal/stopped-job.ts';
import { Surface } from '../src/monitor/terminal/surface.ts';
import { TextPrograms } from '../src/monitor/terminal/text-programs.ts';
import { Monitor as MonitorTree } from './Monitor.tsx';

/**
 * Bracketed paste on, and wrapping off: a terminal that has other ideas of a letter's width than we shall cut a line, not tear the screen.
 * Then everything that we or Ink turn on, off again.
 */
const ENTER = '\u001b[?2004h\u001b[?7l';
const LEAVE = '\u001b[?1006l\u001b[?1002l\u001b[?1000l\u001b[?2004l\u001b[?7h\u001b[0m\u001b[?25h\u001b[?1049l';

/** The screen that programs have for themselves. */
const ALTERNATE = '\u001b[?1049h\u001b[?25l';

/** Reports of buttons, the wheel, and what is dragged (1002, where a terminal has it), as SGR has them. */
const MOUSE_ON = '\u001b[?1000h\u001b[?1002h\u001b[?1006h';
const MOUSE_OFF = '\u001b[?1006l\u001b[?1002l\u001b[?1000l';

/** Where a drawing begins anew, whatever is on the screen. */
const CLEAR = '\u001b[H\u001b[2J';

/** Opens the monitor. The terminal's modes are owned here, and nowhere else. */
export function openMonitor({
  source,
  dispatch,
  keeper,
  first,
  theme,
  stdin,
  stdout,
  quit,
  resumed,
  chosen,
}: MonitorOptions): Monitor {
  let ink: Instance | undefined;
  let open = true;
  const surface = new Surface((bytes) => stdout.write(bytes));
  const lent = new LentTerminal({ stdin, stdout });
  const programs = new TextPrograms(run);
  const host = { quit, redraw, suspend, mouse, copy, run, open: openText, chosen };
  const [columns, rows] = sizeOf(stdout);
  const controller = new MonitorController({ source, dispatch, host, keeper, columns, rows, first });
  const keyboard = new Keyboard(stdin, press);
  const tree = <MonitorTree controller={controller} surface={surface} theme={theme} keyboard={keyboard} />;

  function press(token: Token): void {
    if (token.kind === 'mouse') surface.mouse(token);
    else controller.press(token);
  }

  function enter(): void {
    stdout.write(ENTER);
    mouse(controller.wantsMouse);
    process.on('SIGTSTP', suspend);
    const rendered = render(tree, {
      stdin,
      stdout: overheard(stdout, () => surface.forget()),
      alternateScreen: true,
      // It has nothing to write: all that is seen comes from the surface.
      maxFps: 1,
      exitOnCtrlC: false,
      patchConsole: false,
    });
    ink = rendered;
    const onEnd = (error?: unknown) => endedBy(rendered, error);
    rendered.waitUntilExit().then(() => onEnd(), onEnd);
  }

  /** Ink unmounts the screen by itself when a component throws. Thrown on, it ends the process as any other fault does. */
  function endedBy(rendered: Instance, error: unknown): void {
    if (rendered !== ink) return;
    ink = undefined;
    throw error ?? new Error('Ink closed the screen');
  }

  function leave(): void {
    process.off('SIGTSTP', suspend);
    ink?.unmount();
    ink = undefined;
    stdout.write(LEAVE);
  }

  function onResize(): void {
    controller.resize(...sizeOf(stdout));
    surface.forget();
  }

  function redraw(): void {
    stdout.write(CLEAR);
    surface.forget();
  }

  function mouse(on: boolean): void {
    if (lent.isLent) return;
    stdout.write(on ? MOUSE_ON : MOUSE_OFF);
  }

  /** OSC 52: the terminal may refuse it, and nobody would know. */
  function copy(text: string): void {
    stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  }

  /** Nothing is drawn until the command has ended; a shell may stop it and us meanwhile. */
  async function run(command: string, input?: string | Iterable<string>): Promise<string> {
    if (!open) return '';
    leave();
    process.on('SIGTSTP', stopWithCommand);
    try {
      return await lent.run(command, input);
    } finally {
      process.off('SIGTSTP', stopWithCommand);
      if (open) comeBack();
    }
  }

  function openText(opened: OpenedText): Promise<string> {
    return programs.open(opened, theme(controller.kept.settings).depth !== 'none');
  }

  function comeBack(): void {
    controller.resize(...sizeOf(stdout));
    enter();
  }

  /** The time in which we stand still counts for no task. */
  function stopWithCommand(): void {
    const since = Date.now();
    process.once('SIGCONT', () => resumed(Date.now() - since));
    process.kill(process.pid, 'SIGSTOP');
  }

  /** Gives the terminal back to the shell; `fg` brings the screen up again. */
  function suspend(): void {
    leave();
    stopJob((ms) => {
      if (!open) return;
      resumed(ms);
      comeBack();
    });
  }

  /** Stopped by somebody else, the shell had the terminal meanwhile, and knows nothing of our modes. */
  function onContinued(): void {
    if (ink === undefined) return;
    keyboard.renew();
    stdout.write(ALTERNATE + ENTER);
    mouse(controller.wantsMouse);
    onResize();
    redraw();
  }

  stdout.on('resize', onResize);
  process.on('SIGCONT', onContinued);
  enter();
  return {
    controller,
    get isLent() {
      return lent.isLent;
    },
    async close() {
      if (!open) return;
      open = false;
      stdout.off('resize', onResize);
      process.off('SIGCONT', onContinued);
      controller.close();
      lent.hangUp();
      leave();
    },
    restore() {
      if (!open) return;
      open = false;
      surface.close();
      lent.hangUp();
      try {
        // Else Ink does it as the process ends, and clears what is said on the screen that stays.
        ink?.unmount();
      } finally {
        stdin.setRawMode(false);
        stdout.write(LEAVE);
      }
    },
  };
}

/** A terminal that does not know its size has the one of old. */
function sizeOf({ columns, rows }: WriteStream): [columns: number, rows: number] {
  return [columns || 80, rows || 24];
}
