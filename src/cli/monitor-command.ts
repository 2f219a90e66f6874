import { constants } from 'node:os';
import { openMonitor } from '../../components/open-monitor.tsx';
import { themeFor } from '../monitor/draw/theme.ts';
import { demoSnapshot } from './batch-command.ts';
import type { CommandLine } from './command-line.ts';
import { DEMO, openPlan, planFor } from './open-plan.ts';
import { openSession } from './open-session.ts';
import { type Session, TICK_MS } from './session.ts';

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
  const session = openSession(
    files.map((file) => ({ file })),
    plan,
  );
  if (session === undefined) return 1;
  if (plan !== undefined) session.watchManifest(() => openPlan(plan.file));
  const status = await untilQuit(session);
  await session.close();
  return status;
}

function untilQuit(session: Session): Promise<number> {
  return new Promise((resolve) => {
    const { stdin, stdout } = process;
    const end = async (status: number): Promise<void> => {
      clearInterval(ticking);
      for (const signal of ENDING) process.off(signal, onSignal);
      await monitor.close();
      resolve(status);
    };
    const onSignal = (signal: NodeJS.Signals) => void end(128 + constants.signals[signal]);
    const monitor = openMonitor({
      source: session,
      dispatch: async (command) => {
        const answer = await session.dispatch(command);
        setTimeout(() => session.tick(), FRAME_MS);
        return answer;
      },
      theme: themeFor(process.env),
      stdin,
      stdout,
      quit: () => void end(0),
      resumed: (ms) => session.kernel.suspendedFor(ms),
    });
    const ticking = setInterval(() => session.tick(), TICK_MS);
    setTimeout(() => session.tick(), FRAME_MS * 4);
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

/** EX_SOFTWARE of sysexits(3). */
const FAULT_STATUS = 70;

/** Milliseconds after which what a command led to can be seen. */
const FRAME_MS = 50;
