import { constants } from 'node:os';
import { type Monitor, type MonitorOptions, openMonitor } from '../../components/open-monitor.tsx';
import { SysError } from '../base/sys-error.ts';
import type { LoadedConfig } from '../config/check-values.ts';
import type { Config } from '../config/config.ts';
import { configPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { formatConfigProblem } from '../config/problem.ts';
import { watchConfig } from '../config/watch-config.ts';
import { themeFor } from '../monitor/draw/theme.ts';
import type { Kept } from '../monitor/state/kept.ts';
import type { FirstState } from '../monitor/state/screen-state.ts';
import { openSpoken } from '../monitor/terminal/open-spoken.ts';
import { demoSnapshot } from './batch-command.ts';
import type { CommandLine, ScreenOptions } from './command-line.ts';
import { DEMO, openPlan, planFor } from './open-plan.ts';
import { openSession } from './open-session.ts';
import { KNOWN_COLUMNS, screenOf } from './screen-config.ts';
import { ScreenKeeper } from './screen-keeper.ts';
import type { Session } from './session.ts';

/** Signals that end the monitor; tasks get TERM, and KILL after a grace. */
const ENDING = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/** Opens the monitor, with the given modules or the demo running. Resolves with the status to exit with. */
export async function monitorCommand(command: Extract<CommandLine, { command: 'monitor' | 'demo' }>): Promise<number> {
  const { stdin, stdout } = process;
  const files = command.command === 'demo' ? [] : command.files;
  const plan = command.command === 'demo' ? openPlan(DEMO) : planFor(command.manifest, files);
  if (!stdin.isTTY || !stdout.isTTY) {
    if (command.command === 'demo') return demoSnapshot();
    process.stderr.write('wasitop: the monitor needs a terminal; use wasitop top --batch FILE.wasm without one\n');
    return 1;
  }
  const path = configPath(process.env);
  const loaded = loadConfig(path, KNOWN_COLUMNS);
  const { screen } = loaded.config;
  const session = openSession(
    files.map((file) => ({ file })),
    plan,
    { lingerMs: screen.linger },
  );
  if (session === undefined) return 1;
  if (plan !== undefined) session.watchManifest(() => openPlan(plan.file));
  const status = await untilQuit(session, { ...command.screen, path, loaded });
  await session.close();
  return status;
}

/** How the screen begins. */
interface Opening extends ScreenOptions {
  /** Of the configuration. */
  readonly path: string;
  readonly loaded: LoadedConfig;
}

/** What a configuration wants; the command line goes before it. */
function openedWith(config: Config, { mouse }: Opening): ReturnType<typeof screenOf> {
  const { settings, tables } = screenOf(config);
  return { tables, settings: { ...settings, mouse: mouse ?? settings.mouse } };
}

function firstStateOf(opening: Opening, session: Session): FirstState {
  const { tab, readOnly, path, loaded } = opening;
  const { config, problems } = loaded;
  const [problem] = problems;
  const wanted = tab ?? config.screen.tab;
  return {
    ...openedWith(config, opening),
    tab: wanted === 'auto' ? (session.getSnapshot().tasks.length > 0 ? 'tasks' : 'host') : wanted,
    readOnly,
    message: problem && { text: formatConfigProblem(path, problem), bad: true },
  };
}

function untilQuit(session: Session, opening: Opening): Promise<number> {
  return new Promise((resolve) => {
    const { stdin, stdout } = process;
    const { path, loaded } = opening;
    const keeper = new ScreenKeeper(path, openedWith(loaded.config, opening), opening.mouse);
    session.tick();
    const first = firstStateOf(opening, session);
    if (first.tab === 'host') {
      session.readHost(true);
      session.tick();
    }
    let ticking: NodeJS.Timeout | undefined;
    let interval = 0;
    const tickEach = (ms: number): void => {
      if (ms === interval) return;
      interval = ms;
      clearInterval(ticking);
      ticking = setInterval(() => void session.refresh(), ms);
    };
    const end = async (status: number): Promise<void> => {
      clearInterval(ticking);
      for (const signal of ENDING) process.off(signal, onSignal);
      await endWatch();
      const { kept } = monitor;
      await monitor.close();
      if (!first.readOnly) await keptOrTold(keeper, kept);
      resolve(status);
    };
    const onSignal = (signal: NodeJS.Signals) => void end(128 + constants.signals[signal]);
    const monitor = openFor(opening, {
      source: session,
      dispatch: async (command) => {
        const answer = await session.dispatch(command);
        setTimeout(() => void session.refreshSoon(), FRAME_MS);
        return answer;
      },
      keeper,
      first,
      theme: themeFor(process.env),
      stdin,
      stdout,
      quit: () => void end(0),
      resumed: (ms) => session.kernel.suspendedFor(ms),
    });
    const endWatch = watchConfig(
      path,
      ({ config, problems: [problem] }) => {
        const kept = openedWith(config, opening);
        monitor.follow(keeper.kept, kept);
        keeper.follow(kept);
        tickEach(config.screen.refresh);
        if (problem !== undefined) monitor.say({ text: formatConfigProblem(path, problem), bad: true });
      },
      KNOWN_COLUMNS,
    );
    tickEach(loaded.config.screen.refresh);
    setTimeout(() => void session.refresh(), FRAME_MS * 4);
    for (const signal of ENDING) process.on(signal, onSignal);
    // Init was sent a signal: wasitop ends with it.
    session.kernel.bus.subscribe(({ message }) => {
      if (message.type === 'kernel.stopping') void end(0);
    });
    process.on('exit', () => monitor.restore());
    // What went wrong is said on the screen that stays.
    process.on('uncaughtException', (error) => {
      monitor.restore();
      process.stderr.write(`wasitop: a fault of its own, please report it: ${error.stack ?? error.message}\n`);
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
async function keptOrTold(keeper: ScreenKeeper, kept: Kept): Promise<void> {
  try {
    await keeper.save(kept);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    process.stderr.write(`wasitop: ${error.message}\n`);
  }
}

/** EX_SOFTWARE of sysexits(3). */
const FAULT_STATUS = 70;

/** Milliseconds after which what a command led to can be seen. */
const FRAME_MS = 50;
