import { constants } from 'node:os';
import { type Monitor, type MonitorOptions, openMonitor } from '../../components/open-monitor.tsx';
import { SysError } from '../base/sys-error.ts';
import type { LoadedConfig } from '../config/check-values.ts';
import { themesPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { watchConfig } from '../config/watch-config.ts';
import { watchFolder } from '../config/watch-folder.ts';
import { openSpoken } from '../monitor/terminal/open-spoken.ts';
import { historyPath, keepHistory } from './command-history.ts';
import { type Cause, farewell } from './farewell.ts';
import { FAULT_STATUS, faultText } from './fault.ts';
import { knownWith } from './screen-config.ts';
import { ScreenKeeper } from './screen-keeper.ts';
import { complaint, firstStateOf, type Opening, openedWith, themeOf } from './screen-opening.ts';
import type { Session } from './session/session.ts';
import { Ticker } from './ticker.ts';

/** How the monitor ended. */
interface Ending {
  /** To exit with. */
  readonly status: number;
  /** For the screen that stays. */
  readonly text: string;
}

/** What ends the monitor in good order. */
const ENDING = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/** As a hang-up has it. */
const GONE_STATUS = 128 + constants.signals.SIGHUP;

/** Milliseconds after which what a command led to can be seen. */
const FRAME_MS = 50;

/** Shows a session on the terminal, until somebody or something ends it. */
export function runScreen(session: Session, opening: Opening): Promise<Ending> {
  return new Promise((resolve) => {
    const { stdin, stdout } = process;
    const { path, loaded, shelf } = opening;
    const known = knownWith(shelf);
    const keeper = new ScreenKeeper(path, openedWith(loaded.config, opening), opening.mouse);
    const ticker = new Ticker(() => void session.refresh());
    session.tick();
    const first = firstStateOf(opening, session);
    if (first.tab === 'host') {
      session.readHost(true);
      session.tick();
    }
    let isEnding = false;
    const end = async (status: number, cause: Cause): Promise<void> => {
      if (isEnding) return;
      isEnding = true;
      const text = farewell(cause, [...session.kernel.table.all()]);
      ticker.stop();
      for (const signal of ENDING) process.off(signal, onSignal);
      await Promise.all([endWatch(), endThemes()]);
      const { kept, history } = monitor;
      await monitor.close();
      if (!first.readOnly) {
        await keptOrTold(() => keeper.save(kept));
        await keptOrTold(() => keepHistory(historyPath(process.env), first.history ?? [], history));
      }
      resolve({ status, text });
    };
    const onSignal = (signal: NodeJS.Signals): void => {
      // The keyboard sends these to whoever has the terminal, us included.
      if (monitor.isLent && (signal === 'SIGINT' || signal === 'SIGQUIT')) return;
      void end(128 + constants.signals[signal], { kind: 'signal', signal });
    };
    // The terminal is gone, and nobody is there to be told.
    const onGone = () => void end(GONE_STATUS, { kind: 'gone' });
    for (const stream of [stdin, stdout, process.stderr]) stream.on('error', onGone);
    stdin.on('end', onGone);
    const monitor = openFor(opening, {
      source: session,
      dispatch: async (command) => {
        const answer = await session.dispatch(command);
        setTimeout(() => void session.refreshSoon(), FRAME_MS);
        return answer;
      },
      keeper,
      first,
      theme: (look) => themeOf(opening, look),
      stdin,
      stdout,
      quit: () => void end(0, { kind: 'quit' }),
      chosen: ({ refresh, linger }) => {
        ticker.each(refresh);
        session.lingerFor(linger);
      },
      resumed: (ms) => session.kernel.suspendedFor(ms),
    });
    const follow = (now: LoadedConfig): void => {
      const kept = openedWith(now.config, opening);
      monitor.follow(keeper.kept, kept);
      keeper.follow(kept);
      const message = complaint(opening, now);
      if (message !== undefined) monitor.say(message);
    };
    const endWatch = watchConfig(path, follow, known);
    const endThemes = watchFolder(themesPath(process.env), () => {
      shelf.forget();
      monitor.restyle(shelf.choices);
      // It may name a theme that was not there before.
      follow(loadConfig(path, known));
    });
    ticker.each(loaded.config.screen.refresh);
    setTimeout(() => void session.refresh(), FRAME_MS * 4);
    for (const signal of ENDING) process.on(signal, onSignal);
    // Init was sent a signal: wasitop ends with it.
    session.kernel.bus.subscribe(({ message }) => {
      if (message.type === 'kernel.stopping') void end(0, { kind: 'init' });
    });
    process.on('exit', () => monitor.restore());
    // What went wrong is said on the screen that stays.
    process.on('uncaughtException', (error) => {
      monitor.restore();
      process.stderr.write(faultText(error));
      process.exit(FAULT_STATUS);
    });
  });
}

/** In words where that is wanted: by the command line, else the environment, else the configuration. */
function openFor({ accessible, loaded: { config } }: Opening, options: MonitorOptions): Monitor {
  const { WASITOP_ACCESSIBLE: wanted, TERM } = process.env;
  const asked = accessible ?? (wanted ? wanted !== '0' : config.screen.accessible);
  if (!asked) return openMonitor(options);
  return openSpoken({ ...options, summaryMs: config.accessible.summary, dumb: !TERM || TERM === 'dumb' });
}

/** What was chosen is there the next time; where it cannot be kept, nobody is kept from leaving. */
async function keptOrTold(keep: () => unknown): Promise<void> {
  try {
    await keep();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    process.stderr.write(`wasitop: ${error.message}\n`);
  }
}
