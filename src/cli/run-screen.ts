import { KEEP_LIMIT_MS } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import type { Disks } from '../disk/disks.ts';
import type { FirstState } from '../monitor/state/screen-state.ts';
import type { Monitor, MonitorOptions } from '../monitor/terminal/monitor.ts';
import { historyPath, keepHistory } from './command-history.ts';
import { type Cause, farewell } from './farewell.ts';
import { faultOf } from './fault.ts';
import { followConfig } from './followed-config.ts';
import { complain } from './print.ts';
import { ScreenEndings } from './screen-endings.ts';
import { ScreenKeeper } from './screen-keeper.ts';
import type { OpenScreen } from './screen-opener.ts';
import { firstStateOf, type Opening, openedWith, themeOf } from './screen-opening.ts';
import type { Session } from './session/session.ts';
import { Ticker } from './ticker.ts';

/** How the monitor ended. */
interface Ending {
  /** To exit with. */
  readonly status: number;
  /** For the screen that stays. */
  readonly lines: readonly string[];
}

/** Milliseconds after which what a command led to can be seen. */
const FRAME_MS = 50;

/** Shows a session on the terminal, until somebody or something ends it. */
export function runScreen(session: Session, opening: Opening, open: OpenScreen): Promise<Ending> {
  return new Promise((resolve) => {
    const { config } = opening.loaded;
    const keeper = new ScreenKeeper(opening.path, openedWith(config, opening), opening.mouse, opening.disks);
    const ticker = new Ticker(() => void session.refresh());
    const first = firstPicture(session, opening);
    const end = async (status: number, cause: Cause): Promise<void> => {
      const lines = farewell(cause, [...session.kernel.table.all()]);
      ticker.stop();
      endings.leaveSignals();
      await endFollowing();
      await closed(monitor, keeper, first, opening.disks);
      resolve({ status, lines });
    };
    const endings = new ScreenEndings((status, cause) => void end(status, cause));
    endings.heedTerminal();
    const quit = () => endings.quit();
    const monitor = open({ ...optionsOf(session, opening, ticker), keeper, first, quit });
    const endFollowing = followConfig(opening, keeper, monitor);
    ticker.each(config.screen.refresh);
    setTimeout(() => void session.refresh(), FRAME_MS * 4);
    endings.heedSignals(() => monitor.isLent);
    endings.heedInit(session.kernel);
    restoreAtLast(monitor);
  });
}

/** Takes the pictures that the screen begins with: quickly, where it begins with the host. */
function firstPicture(session: Session, opening: Opening): FirstState {
  session.tick();
  const first = firstStateOf(opening, session);
  if (first.tab === 'host') {
    session.readHost(true);
    session.tick();
  }
  return first;
}

/** What the screen shows, and whom it tells of what was done there. */
function optionsOf(
  session: Session,
  opening: Opening,
  ticker: Ticker,
): Omit<MonitorOptions, 'keeper' | 'first' | 'quit'> {
  return {
    source: session,
    dispatch: async (command) => {
      const answer = await session.dispatch(command);
      setTimeout(() => void session.refreshSoon(), FRAME_MS);
      return answer;
    },
    theme: (look) => themeOf(opening, look),
    stdin: process.stdin,
    stdout: process.stdout,
    chosen: ({ refresh, linger }) => {
      ticker.each(refresh);
      session.lingerFor(linger);
    },
    resumed: (ms) => session.kernel.suspendedFor(ms),
  };
}

/** Leaves the screen, and keeps what was chosen there. */
async function closed(monitor: Monitor, keeper: ScreenKeeper, first: FirstState, disks: Disks): Promise<void> {
  const { kept, history } = monitor.controller;
  await monitor.close();
  if (first.readOnly) return;
  await keptOrTold(() => keeper.save(kept));
  await keptOrTold(async () => {
    if (history.length === 0) return;
    const path = historyPath(process.env);
    await disks.answer([path], KEEP_LIMIT_MS);
    keepHistory(path, first.history ?? [], history);
  });
}

/** What was chosen is there the next time; where it cannot be kept, nobody is kept from leaving. */
async function keptOrTold(keep: () => unknown): Promise<void> {
  try {
    await keep();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    complain(`wasitop: ${error.message}`);
  }
}

/** However the process ends, the terminal is put back. What went wrong is said on the screen that stays. */
function restoreAtLast(monitor: Monitor): void {
  process.on('exit', () => monitor.restore());
  process.on('uncaughtException', (error) => {
    monitor.restore();
    const { lines, status } = faultOf(error);
    complain(...lines);
    process.exit(status);
  });
}
