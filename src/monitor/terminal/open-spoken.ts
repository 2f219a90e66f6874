import { Buffer } from 'node:buffer';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Dispatch, MonitorSource } from '../data/source.ts';
import type { Token } from '../input/key-tokens.ts';
import { spokenDetails } from '../spoken/details-words.ts';
import { Speaker } from '../spoken/speaker.ts';
import { type Keeper, MonitorController } from '../state/controller.ts';
import type { Kept } from '../state/kept.ts';
import type { FirstState, Message } from '../state/screen-state.ts';
import { Keyboard } from './keyboard.ts';
import { stopJob } from './stopped-job.ts';
import { Teletype } from './teletype.ts';

export interface SpokenOptions {
  readonly source: MonitorSource;
  readonly dispatch: Dispatch;
  readonly keeper: Keeper;
  readonly first: FirstState;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Milliseconds between two summaries that nobody asked for; 0 for none. */
  readonly summaryMs: number;
  /** The terminal knows no sequences at all. */
  readonly dumb: boolean;
  quit(): void;
  /** The process was suspended for so many milliseconds, and goes on. */
  resumed(ms: number): void;
}

/** Pastes come in brackets, so that none of it is taken for keys. It shows nothing; a dumb terminal is not asked for it. */
const PASTE_ON = '\u001b[?2004h';
const PASTE_OFF = '\u001b[?2004l';

/** What a size means to a monitor that is not drawn: nothing is left out. */
const COLUMNS = 200;
const ROWS = 40;

/** The same monitor in words, line by line, for screen readers and braille lines: no screen, no cursor, no colours. */
export function openSpoken(options: SpokenOptions) {
  const { source, dispatch, keeper, stdin, stdout, dumb, quit, resumed } = options;
  let [open, running] = [true, true];
  const teletype = new Teletype(
    (bytes) => stdout.write(bytes),
    () => stdout.columns || COLUMNS,
  );
  const controller = new MonitorController({
    source,
    dispatch,
    host: { quit: leaveAll, redraw: () => speaker.again(), suspend, mouse: () => {}, copy },
    keeper,
    theme: { colour: false, unicode: false },
    columns: COLUMNS,
    rows: ROWS,
    first: { ...options.first, linear: true },
    details: (state, view) => spokenDetails(source, state, view),
  });
  const speaker = new Speaker({ source, teller: teletype, summaryMs: options.summaryMs }, controller.moment);
  const keyboard = new Keyboard(stdin, (token) => press(token));

  function press(token: Token): void {
    controller.press(token);
    if (open && running) speaker.pressed(token, controller.moment);
  }

  function leaveAll(): void {
    speaker.answer('ending');
    quit();
  }

  /** OSC 52: the terminal may refuse it, and nobody would know. */
  function copy(text: string): void {
    if (dumb) speaker.answer('problem: this terminal has no clipboard; w reads the command');
    else stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  }

  function enter(): void {
    running = true;
    keyboard.open();
    if (!dumb) stdout.write(PASTE_ON);
    process.on('SIGTSTP', suspend);
  }

  function leave(): void {
    running = false;
    process.off('SIGTSTP', suspend);
    keyboard.close();
    teletype.end();
    if (!dumb) stdout.write(PASTE_OFF);
  }

  /** Gives the terminal back to the shell; `fg` says where one is. */
  function suspend(): void {
    leave();
    stopJob((ms) => {
      if (!open) return;
      resumed(ms);
      enter();
      speaker.where();
    });
  }

  /** Stopped by somebody else, the shell had the terminal meanwhile, and knows nothing of our modes. */
  function onContinued(): void {
    if (!running) return;
    keyboard.renew();
    if (!dumb) stdout.write(PASTE_ON);
    teletype.end();
    speaker.where();
  }

  const endHearing = controller.subscribe(() => {
    if (open && running) speaker.heard(controller.moment);
  });
  process.on('SIGCONT', onContinued);
  enter();
  teletype.tell([WELCOME], undefined, false);
  speaker.where();
  return {
    say: (message: Message) => controller.say(message),
    follow: (before: Kept, after: Kept) => controller.follow(before, after),
    get kept() {
      return controller.kept;
    },
    async close() {
      if (!open) return;
      open = false;
      process.off('SIGCONT', onContinued);
      endHearing();
      controller.close();
      leave();
    },
    restore() {
      if (!open) return;
      open = false;
      stdin.setRawMode(false);
      teletype.end();
      if (!dumb) stdout.write(PASTE_OFF);
    },
  };
}

const WELCOME =
  'wasitop, read line by line. The arrow keys go through the rows, s gives a summary, question mark helps, q quits.';
