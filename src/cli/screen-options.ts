import { type Command, Option } from 'commander';
import type { Tab } from '../monitor/data/row.ts';
import type { ColourChoice } from '../monitor/theme/depth.ts';

/** How the monitor opens. */
export interface ScreenOptions {
  /** Undefined where nobody said. */
  readonly tab: Tab | undefined;
  readonly readOnly: boolean;
  readonly mouse: boolean | undefined;
  /** Files of the host to follow from the start. */
  readonly tail: readonly string[];
  readonly colours: ColourChoice | undefined;
  readonly ascii: boolean;
  /** It is read line by line, and not drawn. */
  readonly accessible: boolean | undefined;
}

/** The same as they were typed. */
export interface RawScreenOptions {
  readonly host?: boolean;
  readonly tasks?: boolean;
  readonly readonly?: boolean;
  readonly mouse?: boolean;
  readonly tail?: readonly string[];
  readonly color?: string;
  readonly ascii?: boolean;
  readonly accessible?: boolean;
}

/** As other programs call them, and as we do. */
const COLOURS = new Map<string, ColourChoice>([
  ['auto', 'auto'],
  ['always', 'always'],
  ['never', 'none'],
  ['none', 'none'],
  ['16', '16'],
  ['256', '256'],
  ['truecolor', 'truecolor'],
]);

/** Options that mean nothing where no monitor opens, by the names of their values. */
export const SCREEN_ALONE = ['readonly', 'mouse', 'tail', 'color', 'ascii', 'accessible'];

/** Adds what every command has that opens the monitor. @param own options of this one, which stand among them */
export function withScreenOptions(command: Command, ...own: Option[]): Command {
  command
    .option('--readonly', 'show all, but change nothing outside of the screen')
    .option('--no-mouse', 'leave the mouse to the terminal');
  for (const option of own) command.addOption(option);
  return command
    .addOption(new Option('--color <when>', 'how many colours to use').choices([...COLOURS.keys()]))
    .option('--ascii', 'draw with ASCII characters alone')
    .option('--accessible', 'in words, line by line, for screen readers and braille lines');
}

export function tailOption(): Option {
  return new Option(
    '--tail <files...>',
    'follow files of this machine in the log pane; globs in quotes find new files',
  );
}

export function screenOf(raw: RawScreenOptions): ScreenOptions {
  const { host, tasks, readonly, mouse, tail = [], color, ascii, accessible } = raw;
  return {
    tab: host ? 'host' : tasks ? 'tasks' : undefined,
    readOnly: readonly ?? false,
    mouse: mouse === false ? false : undefined,
    tail,
    colours: color === undefined ? undefined : COLOURS.get(color),
    ascii: ascii ?? false,
    accessible,
  };
}

/** `--no-mouse` may stand before the command's name or behind it; the one that is not there has a value all the same. */
export function hasMouse(command: Command): boolean {
  return [command, command.parent].every((one) => one?.opts<RawScreenOptions>().mouse !== false);
}
