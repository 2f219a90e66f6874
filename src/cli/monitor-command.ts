import { constants } from 'node:os';
import { openMonitor } from '../../components/open-monitor.tsx';
import { SysError } from '../base/sys-error.ts';
import type { LoadedConfig } from '../config/check-values.ts';
import type { Config } from '../config/config.ts';
import { configPath, themesPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { formatConfigProblem } from '../config/problem.ts';
import { watchConfig } from '../config/watch-config.ts';
import { watchFolder } from '../config/watch-folder.ts';
import type { Theme } from '../monitor/draw/theme.ts';
import { FIRST_LOG } from '../monitor/log/log-state.ts';
import type { Kept } from '../monitor/state/kept.ts';
import type { FirstState, Message } from '../monitor/state/screen-state.ts';
import type { LookSettings } from '../monitor/state/settings.ts';
import { depthFor, hasUnicode } from '../monitor/theme/depth.ts';
import { ThemeShelf } from '../monitor/theme/theme-shelf.ts';
import { demoSnapshot } from './batch-command.ts';
import type { CommandLine, ScreenOptions } from './command-line.ts';
import { type Cause, farewell } from './farewell.ts';
import { FAULT_STATUS, faultText } from './fault.ts';
import { DEMO, openPlan, planFor } from './open-plan.ts';
import { openSession } from './open-session.ts';
import { knownWith, screenOf } from './screen-config.ts';
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
  const shelf = new ThemeShelf(themesPath(process.env));
  const loaded = loadConfig(path, knownWith(shelf));
  const { screen } = loaded.config;
  const session = openSession(
    files.map((file) => ({ file })),
    plan,
    { lingerMs: screen.linger },
  );
  if (session === undefined) return 1;
  if (plan !== undefined) session.watchManifest(() => openPlan(plan.file));
  const { status, text } = await untilQuit(session, { ...command.screen, path, loaded, shelf });
  await session.close();
  if (text !== '') process.stderr.write(text);
  return status;
}

/** How the screen begins. */
interface Opening extends ScreenOptions {
  /** Of the configuration. */
  readonly path: string;
  readonly loaded: LoadedConfig;
  readonly shelf: ThemeShelf;
}

/** What a configuration wants; the command line goes before it. */
function openedWith(config: Config, { mouse }: Opening): ReturnType<typeof screenOf> {
  const { settings, tables } = screenOf(config);
  return { tables, settings: { ...settings, mouse: mouse ?? settings.mouse } };
}

function firstStateOf(opening: Opening, session: Session): FirstState {
  const { tab, readOnly, tail, loaded, shelf } = opening;
  const { config } = loaded;
  const wanted = tab ?? config.screen.tab;
  return {
    ...openedWith(config, opening),
    tab: wanted === 'auto' ? (session.getSnapshot().tasks.length > 0 ? 'tasks' : 'host') : wanted,
    readOnly,
    ...(tail.length === 0 ? {} : followingFiles(tail)),
    themes: shelf.choices,
    message: complaint(opening, loaded),
  };
}

/** The log pane alone, with these files. */
function followingFiles(patterns: readonly string[]): FirstState {
  return { focus: 'log', zoomed: true, log: { ...FIRST_LOG, choice: { kind: 'files', patterns } } };
}

/** The first thing that is wrong in the configuration, or in the theme that it chooses. */
function complaint({ path, shelf }: Opening, { config, problems: [problem] }: LoadedConfig): Message | undefined {
  const wrong = problem === undefined ? shelf.problemOf(config.screen.theme) : { path, problem };
  return wrong && { text: formatConfigProblem(wrong.path, wrong.problem), bad: true };
}

/** How all looks on this terminal; the command line goes before what is set. */
function themeOf({ shelf, colours, ascii }: Opening, look: LookSettings): Theme {
  const depth = depthFor(process.env, colours ?? look.colours);
  return shelf.theme(look.theme, depth, hasUnicode(process.env, ascii ? 'always' : look.ascii));
}

/** How the monitor ended. */
interface Ending {
  /** To exit with. */
  readonly status: number;
  /** For the screen that stays. */
  readonly text: string;
}

function untilQuit(session: Session, opening: Opening): Promise<Ending> {
  return new Promise((resolve) => {
    const { stdin, stdout } = process;
    const { path, loaded, shelf } = opening;
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
    let isEnding = false;
    const end = async (status: number, cause: Cause): Promise<void> => {
      if (isEnding) return;
      isEnding = true;
      const text = farewell(cause, [...session.kernel.table.all()]);
      clearInterval(ticking);
      for (const signal of ENDING) process.off(signal, onSignal);
      await Promise.all([endWatch(), endThemes()]);
      const { kept } = monitor;
      await monitor.close();
      if (!first.readOnly) await keptOrTold(keeper, kept);
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
    const monitor = openMonitor({
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
      resumed: (ms) => session.kernel.suspendedFor(ms),
    });
    const known = knownWith(shelf);
    const follow = (now: LoadedConfig): void => {
      const kept = openedWith(now.config, opening);
      monitor.follow(keeper.kept, kept);
      keeper.follow(kept);
      tickEach(now.config.screen.refresh);
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
    tickEach(loaded.config.screen.refresh);
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

/** What was chosen is there the next time; where it cannot be kept, nobody is kept from leaving. */
async function keptOrTold(keeper: ScreenKeeper, kept: Kept): Promise<void> {
  try {
    await keeper.save(kept);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    process.stderr.write(`wasitop: ${error.message}\n`);
  }
}

/** As a hang-up has it. */
const GONE_STATUS = 128 + constants.signals.SIGHUP;

/** Milliseconds after which what a command led to can be seen. */
const FRAME_MS = 50;
