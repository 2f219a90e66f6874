import { Command, Option } from 'commander';
import { parseDuration } from '../base/duration.ts';
import type { RawBatchOptions } from './batch-options.ts';
import { guarded, manifestOption, positive, type WithManifest } from './option-values.ts';
import {
  hasMouse,
  type RawScreenOptions,
  SCREEN_ALONE,
  type ScreenOptions,
  screenOf,
  tailOption,
  withScreenOptions,
} from './screen-options.ts';

/** What `wasitop`, or `wasitop top`, was asked for: the monitor. */
export interface MonitorOptions {
  readonly command: 'monitor';
  readonly files: readonly string[];
  readonly manifest: string | undefined;
  readonly screen: ScreenOptions;
}

/** What `wasitop top --batch` was asked for. */
export interface BatchRunOptions {
  readonly command: 'batch';
  readonly files: readonly string[];
  readonly manifest: string | undefined;
  readonly options: RawBatchOptions;
}

type RawTopOptions = RawBatchOptions & RawScreenOptions & WithManifest & { readonly batch?: boolean };

/** The command itself; `accept` gets what it was asked for. */
export function topCommand(accept: (options: MonitorOptions | BatchRunOptions) => void): Command {
  return withScreenOptions(withBatchOptions(new Command('top')), tailOption())
    .description('open the monitor on tasks or on the processes of this machine, or print snapshots of them')
    .argument('[files...]', 'modules to run')
    .addOption(manifestOption())
    .action((files: string[], _options: object, command: Command) => accept(requestOf(files, command)));
}

function withBatchOptions(command: Command): Command {
  return command
    .option('--host', 'the processes of this machine')
    .addOption(new Option('--tasks', 'the tasks').conflicts('host'))
    .option('-b, --batch', 'print text, as top -b does')
    .option('-n, --count <n>', 'how many snapshots', positive, 1)
    .addOption(
      new Option('-d, --delay <time>', 'time between two').argParser(guarded(parseDuration)).default(1_000, '1s'),
    )
    .option('--json', 'one JSON object a snapshot; with --batch')
    .addOption(new Option('--csv', 'a table for spreadsheets; with --batch').conflicts('json'))
    .option('--sort <column>', 'a column; -column from the largest, +column from the least')
    .option('--filter <text>', "show only some: chrome, 'cpu>5 and user=root'")
    .option('--columns <list>', 'columns with commas between')
    .addOption(new Option('--cpu <of>', 'what 100 % are').choices(['core', 'machine']))
    .option('--threads', 'threads of programs, each on a line')
    .option('--kernel-threads', 'threads of the kernel');
}

function requestOf(files: readonly string[], command: Command): MonitorOptions | BatchRunOptions {
  const options = { ...command.optsWithGlobals<RawTopOptions>(), mouse: hasMouse(command) };
  const { manifest } = options;
  if (options.batch) {
    const [useless] = SCREEN_ALONE.filter((name) => given(command, name));
    if (useless !== undefined) command.error(`error: ${flagOf(command, useless)} goes without --batch`);
    return { command: 'batch', files, manifest, options };
  }
  const [useless] = BATCH_ALONE.filter((name) => given(command, name));
  if (useless !== undefined) command.error(`error: ${flagOf(command, useless)} goes with --batch`);
  return { command: 'monitor', files, manifest, screen: screenOf(options) };
}

/** Whether it was typed, before the command's name or behind it. */
function given(command: Command, name: string): boolean {
  return [command, command.parent].some((one) => one?.getOptionValueSource(name) === 'cli');
}

/** An option as it is typed. */
function flagOf(command: Command, name: string): string {
  return command.options.find((option) => option.attributeName() === name)?.long ?? name;
}

/** Options of `top` that mean nothing to the monitor. */
const BATCH_ALONE = ['count', 'delay', 'json', 'csv', 'sort', 'filter', 'columns', 'cpu', 'threads', 'kernelThreads'];
