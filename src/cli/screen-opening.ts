import type { LoadedConfig } from '../config/check-values.ts';
import type { Config } from '../config/config.ts';
import { type ConfigProblem, formatConfigProblem } from '../config/problem.ts';
import type { Disks } from '../disk/disks.ts';
import type { Theme } from '../monitor/draw/theme.ts';
import { FIRST_LOG } from '../monitor/log/log-state.ts';
import type { Kept } from '../monitor/state/kept.ts';
import type { FirstState, Message } from '../monitor/state/screen-state.ts';
import type { LookSettings } from '../monitor/state/settings.ts';
import { depthFor, hasUnicode } from '../monitor/theme/depth.ts';
import type { ThemeShelf } from '../monitor/theme/theme-shelf.ts';
import { historyPath, readHistory } from './command-history.ts';
import { screenOf } from './screen-config.ts';
import type { ScreenOptions } from './screen-options.ts';
import type { Session } from './session/session.ts';

/** How the screen begins. */
export interface Opening extends ScreenOptions {
  /** Of the configuration. */
  readonly path: string;
  readonly loaded: LoadedConfig;
  readonly shelf: ThemeShelf;
  readonly disks: Disks;
  /** The configuration is on a mount that may hang. */
  readonly isFar: boolean;
  /** Why neither it nor the history can be read; undefined where both can. */
  readonly away: string | undefined;
}

/** What a configuration wants; the command line goes before it. */
export function openedWith(config: Config, { mouse }: Opening): Kept {
  const { settings, tables } = screenOf(config);
  return { tables, settings: { ...settings, mouse: mouse ?? settings.mouse } };
}

export function firstStateOf(opening: Opening, session: Session): FirstState {
  const { tab, readOnly, tail, loaded, shelf } = opening;
  const { config } = loaded;
  const wanted = tab ?? config.screen.tab;
  return {
    ...openedWith(config, opening),
    tab: wanted === 'auto' ? (session.getSnapshot().tasks.length > 0 ? 'tasks' : 'host') : wanted,
    readOnly,
    ...(tail.length === 0 ? {} : followingFiles(tail)),
    themes: shelf.choices,
    history: opening.away === undefined ? readHistory(historyPath(process.env)) : [],
    message: complaint(opening, loaded),
  };
}

/** The log pane alone, with these files. */
function followingFiles(patterns: readonly string[]): FirstState {
  return {
    focus: 'log',
    home: 'log',
    zoomed: true,
    log: { ...FIRST_LOG, choice: { kind: 'files', patterns }, files: patterns },
  };
}

/** Problems of a configuration that a message has room for. */
const MOST_TOLD = 8;

/** All that is wrong in the configuration, each with its line; else the first thing that is wrong in the theme that it chooses. */
export function complaint({ path, shelf }: Opening, { config, problems }: LoadedConfig): Message | undefined {
  if (problems.length > 0) return { text: problemsText(path, problems), bad: true };
  const wrong = shelf.problemOf(config.screen.theme);
  return wrong && { text: formatConfigProblem(wrong.path, wrong.problem), bad: true };
}

function problemsText(path: string, problems: readonly ConfigProblem[]): string {
  const told = problems.slice(0, MOST_TOLD).map((problem) => formatConfigProblem(path, problem));
  const left = problems.length - told.length;
  return [...told, ...(left === 0 ? [] : [`and ${left} more: wasitop config check`])].join('\n');
}

/** How all looks on this terminal; the command line goes before what is set. */
export function themeOf({ shelf, colours, ascii }: Opening, look: LookSettings): Theme {
  const depth = depthFor(process.env, colours ?? look.colours);
  return shelf.theme(look.theme, depth, hasUnicode(process.env, ascii ? 'always' : look.ascii));
}
