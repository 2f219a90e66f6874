import { Buffer } from 'node:buffer';
import type { Token } from '../input/key-tokens.ts';
import { spokenDetails } from '../spoken/details-words.ts';
import { keySaid } from '../spoken/key-words.ts';
import { Speaker } from '../spoken/speaker.ts';
import { MonitorController } from '../state/controller.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { Keyboard } from './keyboard.ts';
import { LentLines } from './lent-lines.ts';
import type { Monitor, MonitorOptions } from './monitor.ts';
import { stopJob } from './stopped-job.ts';
import { Teletype } from './teletype.ts';
import { TextPrograms } from './text-programs.ts';

export interface SpokenOptions extends MonitorOptions {
  /** Milliseconds between two summaries that nobody asked for; 0 for none. */
  readonly summaryMs: number;
  /** The terminal knows no sequences at all. */
  readonly dumb: boolean;
}

/** Pastes come in brackets, so that none of it is taken for keys. It shows nothing; a dumb terminal is not asked for it. */
const PASTE_ON = '\u001b[?2004h';
const PASTE_OFF = '\u001b[?2004l';

/** What a size means to a monitor that is not drawn: nothing is left out. */
const COLUMNS = 200;
const ROWS = 40;

/** The same monitor in words, line by line, for screen readers and braille lines: no screen, no cursor, no colours. */
export function openSpoken(options: SpokenOptions): Monitor {
  const { source, dispatch, keeper, stdin, stdout, dumb, quit, chosen, resumed } = options;
  let [open, running] = [true, true];
  const lent = new LentLines({ leave, comeBack, resumed });
  const programs = new TextPrograms(run);
  const teletype = new Teletype(
    (bytes) => stdout.write(bytes),
    () => stdout.columns || COLUMNS,
  );
  const controller = new MonitorController({
    source,
    dispatch,
    host: {
      quit: leaveAll,
      redraw: () => speaker.again(),
      suspend,
      // It is left to the terminal.
      mouse: () => {},
      copy,
      run,
      open: (opened) => programs.open(opened, false),
      chosen,
    },
    keeper,
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
    if (dumb) controller.say({ text: 'this terminal has no clipboard', bad: true });
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

  async function run(command: string, input?: string | Iterable<string>): Promise<string> {
    return open ? lent.run(command, input) : '';
  }

  /** What was printed may have no end of its line. */
  function comeBack(failure: string): void {
    if (!open) return;
    enter();
    stdout.write('\n');
    speaker.returned(failure === '' ? 'The command has ended.' : 'The command has failed.', controller.moment);
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
  const { message } = options.first;
  const greeting = [welcome(controller.moment.state), ...(message === undefined ? [] : message.text.split('\n'))];
  teletype.tell(greeting, undefined, false);
  speaker.where();
  return {
    controller,
    get isLent() {
      return lent.isLent;
    },
    async close() {
      if (!open) return;
      open = false;
      process.off('SIGCONT', onContinued);
      endHearing();
      controller.close();
      lent.hangUp();
      leave();
    },
    restore() {
      if (!open) return;
      open = false;
      lent.hangUp();
      stdin.setRawMode(false);
      teletype.end();
      if (!dumb) stdout.write(PASTE_OFF);
    },
  };
}

function welcome({ settings: { keys } }: ScreenState): string {
  const [summary, help, quit] = (['summary', 'help', 'quit'] as const).map((id) => keySaid(keys, id, 'table'));
  return `wasitop, read line by line. The arrow keys go through the rows, ${summary} gives a summary, ${help} helps, ${quit} quits.`;
}
