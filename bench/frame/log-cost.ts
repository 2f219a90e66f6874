import { FIRST_LOG } from '../../src/monitor/log/log-state.ts';
import { ThemeShelf } from '../../src/monitor/theme/theme-shelf.ts';
import { type KeyCost, Stage } from './stage.ts';

const LINES = 5_000;
const WRITER = 2;
/** Longer than a log that grows waits for its frame. */
const TICK_MS = 110;
const UP = '\u001b[A';

/** CPU milliseconds of a frame in which each line of a log is another one, and what scrolling a line up costs, with long lines cut and wrapped. */
export interface LogCost {
  readonly full: number;
  readonly cut: KeyCost;
  readonly wrapped: KeyCost;
}

export async function logCost(rounds: number): Promise<LogCost> {
  const stage = new Stage({ focus: 'log', zoomed: true, log: { ...FIRST_LOG, choice: { kind: 'all' } } });
  stage.theme = new ThemeShelf('').theme('default', 'truecolor', true);
  stage.source.write(WRITER, ...Array.from({ length: LINES }, (_, line) => colouredLine(line)));
  let line = LINES;
  const writeAll = () => stage.source.write(WRITER, ...Array.from({ length: stage.rows }, () => colouredLine(line++)));
  await stage.frames(rounds, writeAll, TICK_MS);
  const full = await stage.frames(rounds, writeAll, TICK_MS);
  const cut = await keysAfterSome(stage, rounds);
  stage.press('w');
  const wrapped = await keysAfterSome(stage, rounds);
  await stage.close();
  return { full, cut, wrapped };
}

async function keysAfterSome(stage: Stage, rounds: number): Promise<KeyCost> {
  await stage.keys(rounds, UP);
  return await stage.keys(3 * rounds, UP);
}

/** A line such as servers write: its level and two more parts in colours of their own, and of 60 to 240 columns. */
function colouredLine(line: number): string {
  const colour = 31 + (line % 6);
  const path = '/part'.repeat(1 + (line % 37));
  return `\u001b[1;${colour}mINFO\u001b[0m request \u001b[36m${line}\u001b[0m of ${path} took \u001b[38;5;${line % 256}m${line % 97} ms\u001b[0m`;
}
