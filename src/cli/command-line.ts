import { Command, CommanderError, Option } from 'commander';
import { parseDuration } from '../base/duration.ts';
import type { Tab } from '../monitor/data/row.ts';
import type { ColourChoice } from '../monitor/theme/depth.ts';
import type { RawBatchOptions } from './batch-options.ts';
import { type CompletionOptions, completionCommand, wordsCommand } from './completion-options.ts';
import { type ConfigOptions, configCommand } from './config-options.ts';
import { type DoctorOptions, doctorCommand } from './doctor-options.ts';
import { guarded, manifestOption, positive } from './option-values.ts';
import { type RunEntryOptions, type RunListOptions, type RunOptions, runCommand } from './run-options.ts';
import { UsageError } from './usage-error.ts';

/** What the command line asks for. */
export type CommandLine =
  | RunOptions
  | RunEntryOptions
  | RunListOptions
  | ConfigOptions
  | CompletionOptions
  | DoctorOptions
  /** `wasitop manifest check`. */
  | { readonly command: 'check'; readonly manifest: string | undefined }
  | {
      readonly command: 'monitor';
      readonly files: readonly string[];
      readonly manifest: string | undefined;
      readonly screen: ScreenOptions;
    }
  | { readonly command: 'demo'; readonly screen: ScreenOptions }
  | {
      readonly command: 'batch';
      readonly files: readonly string[];
      readonly manifest: string | undefined;
      readonly options: RawBatchOptions;
    }
  /** Help or the version: print it, and exit 0. */
  | { readonly command: 'print'; readonly text: string };

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

const EXAMPLES = `
Examples:
  wasitop demo                                   the monitor, with a few tasks to look at
  wasitop server.wasm worker.wasm                the monitor, with these two running
  wasitop -m wasitop.yaml                        the monitor, with the entries of a manifest running
  wasitop run hello.wasm --name you              run a program; all behind the file is its own
  wasitop run --dir .::/work --memory 64M --timeout 10s tool.wasm /work/in.txt
  wasitop run --invoke add lib.wasm 2 3          call one function and print what it returns
  wasitop run NAME                               run a command of the manifest; run list shows them
  wasitop top --host                             the monitor, with the processes of this machine
  wasitop --tail /var/log/syslog '/srv/*.log'    the monitor, following these files
  wasitop top --batch --json -n 3 -d 1 a.wasm    three snapshots of tasks, a second apart, as JSON
  wasitop top --batch --host --sort mem --filter 'user=root and cpu>1'
`;

/** The commands there are; anything else in their place is a module for the monitor. */
const COMMANDS = ['run', 'top', 'demo', 'manifest', 'config', 'doctor', 'completion', 'help'];

/** Reads the arguments behind the program's name. @throws UsageError with what is wrong and what is known. */
export function parseCommandLine(
  argv: readonly string[],
  version: string,
  environment: NodeJS.ProcessEnv = {},
): CommandLine {
  refuseUnknownCommand(argv[0]);
  let parsed: CommandLine | undefined;
  let printed = '';
  const program = programOf(version, environment, (command) => {
    parsed = command;
  });
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: () => {},
    });
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'print', text: printed };
    throw new UsageError(plain(error.message), hintFor(argv[0]));
  }
  if (parsed === undefined) throw new UsageError('no command', hintFor(undefined));
  return parsed;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** A bare word is a command and no module: `wasitop rnu x.wasm` shall not open a monitor on a file named `rnu`. */
function refuseUnknownCommand(word: string | undefined): void {
  if (word === undefined || !/^[a-z][a-z-]*$/.test(word) || COMMANDS.includes(word)) return;
  throw new UsageError(
    `unknown command '${word}'; the commands are ${COMMANDS.join(', ')}`,
    `If it is a module, write ./${word}. ${hintFor(undefined)}`,
  );
}

function hintFor(command: string | undefined): string {
  const known = command !== undefined && command !== 'help' && COMMANDS.includes(command);
  return `Try 'wasitop ${known ? `${command} ` : ''}--help'.`;
}

/** The message of commander as one of ours: without its prefix, and what a parser of ours said behind a colon. */
function plain(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(' is invalid. ', ' is invalid: ')
    .replace(/\.$/, '');
}

type Accept = (command: CommandLine) => void;

/** The program with all its commands: what is typed, `--help`, completions and man pages come from it. */
export function programOf(version: string, environment: NodeJS.ProcessEnv, accept: Accept): Command {
  return new Command('wasitop')
    .description('A process monitor and scheduler for WebAssembly tasks.')
    .version(version, '-V, --version')
    .argument('[files...]', 'modules to run in the monitor')
    .addOption(manifestOption())
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show what a command can do')
    .addHelpText('after', EXAMPLES)
    .addOption(readOnlyOption())
    .option('--no-mouse', 'leave the mouse to the terminal')
    .addOption(tailOption())
    .addOption(colourOption())
    .option('--ascii', 'draw with ASCII characters alone')
    .addOption(accessibleOption())
    .action((files: string[], options: WithManifest & RawScreenOptions) =>
      accept({ command: 'monitor', files, manifest: options.manifest, screen: screenOf(options) }),
    )
    .addCommand(runCommand(accept, environment))
    .addCommand(topCommand(accept))
    .addCommand(demoCommand(accept))
    .addCommand(manifestCommand(accept))
    .addCommand(configCommand(accept))
    .addCommand(doctorCommand(accept))
    .addCommand(completionCommand(accept))
    .addCommand(wordsCommand(accept), { hidden: true });
}

interface WithManifest {
  readonly manifest?: string;
}

function manifestCommand(accept: Accept): Command {
  const check = new Command('check')
    .description('say whether a manifest and its modules are as they should be')
    .argument('[file]', 'the manifest')
    .action((file: string | undefined, _options: object, command: Command) =>
      accept({ command: 'check', manifest: file ?? command.optsWithGlobals<WithManifest>().manifest }),
    );
  return new Command('manifest')
    .description('look at a manifest')
    .action((_options: object, command: Command) => command.error('error: missing command; there is manifest check'))
    .addCommand(check);
}

interface RawScreenOptions {
  readonly host?: boolean;
  readonly tasks?: boolean;
  readonly readonly?: boolean;
  readonly mouse?: boolean;
  readonly tail?: readonly string[];
  readonly color?: string;
  readonly ascii?: boolean;
  readonly accessible?: boolean;
}

function screenOf({
  host,
  tasks,
  readonly,
  mouse,
  tail = [],
  color,
  ascii,
  accessible,
}: RawScreenOptions): ScreenOptions {
  return {
    tab: host ? 'host' : tasks ? 'tasks' : undefined,
    readOnly: readonly ?? false,
    mouse: mouse === false ? false : undefined,
    tail,
    colours: color === undefined ? undefined : COLOURS[color],
    ascii: ascii ?? false,
    accessible,
  };
}

/** `--no-mouse` may stand before the command's name or behind it; the one that is not there has a value all the same. */
function hasMouse(command: Command): boolean {
  return [command, command.parent].every((one) => one?.opts<RawScreenOptions>().mouse !== false);
}

function tailOption(): Option {
  return new Option(
    '--tail <files...>',
    'follow files of this machine in the log pane; globs in quotes find new files',
  );
}

/** As other programs call them, and as we do. */
const COLOURS: Readonly<Record<string, ColourChoice>> = {
  auto: 'auto',
  always: 'always',
  never: 'none',
  16: '16',
  256: '256',
  truecolor: 'truecolor',
};

function colourOption(): Option {
  const choices = ['auto', 'always', 'never', '16', '256', 'truecolor'];
  return new Option('--color <when>', 'how many colours to use').choices(choices);
}

function readOnlyOption(): Option {
  return new Option('--readonly', 'show all, but change nothing outside of the screen');
}

function accessibleOption(): Option {
  return new Option('--accessible', 'in words, line by line, for screen readers and braille lines');
}

function demoCommand(accept: Accept): Command {
  return new Command('demo')
    .description('open the monitor on a few example tasks')
    .addOption(readOnlyOption())
    .option('--no-mouse', 'leave the mouse to the terminal')
    .addOption(colourOption())
    .option('--ascii', 'draw with ASCII characters alone')
    .addOption(accessibleOption())
    .action((_options: object, command: Command) => {
      const options = { ...command.optsWithGlobals<WithManifest & RawScreenOptions>(), mouse: hasMouse(command) };
      if (options.manifest !== undefined) command.error('error: the demo takes no manifest; leave -m out');
      accept({ command: 'demo', screen: screenOf(options) });
    });
}

type RawTopOptions = RawBatchOptions & RawScreenOptions & WithManifest & { readonly batch?: boolean };

function topCommand(accept: Accept): Command {
  return new Command('top')
    .description('open the monitor on tasks or on the processes of this machine, or print snapshots of them')
    .argument('[files...]', 'modules to run')
    .option('--host', 'the processes of this machine')
    .addOption(new Option('--tasks', 'the tasks').conflicts('host'))
    .option('-b, --batch', 'print text, as top -b does')
    .option('-n, --count <n>', 'how many snapshots', positive, 1)
    .option('-d, --delay <time>', 'time between two', guarded(parseDuration), 1_000)
    .option('--json', 'one JSON object a snapshot; with --batch')
    .addOption(new Option('--csv', 'a table for spreadsheets; with --batch').conflicts('json'))
    .option('--sort <column>', 'a column; -column from the largest, +column from the least')
    .option('--filter <text>', "show only some: chrome, 'cpu>5 and user=root'")
    .option('--columns <list>', 'columns with commas between')
    .addOption(new Option('--cpu <of>', 'what 100 % are').choices(['core', 'machine']))
    .option('--threads', 'threads of programs, each on a line')
    .option('--kernel-threads', 'threads of the kernel')
    .addOption(readOnlyOption())
    .option('--no-mouse', 'leave the mouse to the terminal')
    .addOption(tailOption())
    .addOption(colourOption())
    .option('--ascii', 'draw with ASCII characters alone')
    .addOption(accessibleOption())
    .addOption(manifestOption())
    .action((files: string[], _options: object, command: Command) => {
      const options = { ...command.optsWithGlobals<RawTopOptions>(), mouse: hasMouse(command) };
      const { manifest } = options;
      if (options.batch) return accept({ command: 'batch', files, manifest, options });
      const [useless] = BATCH_ALONE.filter((name) => command.getOptionValueSource(name) === 'cli');
      if (useless !== undefined) command.error(`error: ${flagOf(command, useless)} goes with --batch`);
      accept({ command: 'monitor', files, manifest, screen: screenOf(options) });
    });
}

/** An option as it is typed. */
function flagOf(command: Command, name: string): string {
  return command.options.find((option) => option.attributeName() === name)?.long ?? name;
}

/** Options of `top` that mean nothing to the monitor. */
const BATCH_ALONE = ['count', 'delay', 'json', 'csv', 'sort', 'filter', 'columns', 'cpu', 'threads', 'kernelThreads'];
