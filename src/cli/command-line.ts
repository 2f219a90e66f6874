import { Command, CommanderError } from 'commander';
import { didYouMean } from '../base/nearest.ts';
import { type CompletionOptions, completionCommand, wordsCommand } from './completion-options.ts';
import { type ConfigOptions, configCommand } from './config-options.ts';
import { type DemoOptions, demoCommand } from './demo-options.ts';
import { type DoctorOptions, doctorCommand } from './doctor-options.ts';
import { type CheckOptions, manifestCommand } from './manifest-options.ts';
import { manifestOption, type WithManifest } from './option-values.ts';
import { type RunEntryOptions, type RunListOptions, type RunOptions, runCommand } from './run-options.ts';
import { type RawScreenOptions, SCREEN_ALONE, screenOf, tailOption, withScreenOptions } from './screen-options.ts';
import { type BatchRunOptions, type MonitorOptions, topCommand } from './top-options.ts';
import { UsageError } from './usage-error.ts';

/** What the command line asks for. */
export type CommandLine =
  | RunOptions
  | RunEntryOptions
  | RunListOptions
  | ConfigOptions
  | CompletionOptions
  | DoctorOptions
  | CheckOptions
  | MonitorOptions
  | DemoOptions
  | BatchRunOptions
  /** Help or the version: print it, and exit 0. */
  | { readonly command: 'print'; readonly text: string };

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

/** Reads the arguments behind the program's name. @throws UsageError with what is wrong and what is known. */
export function parseCommandLine(
  argv: readonly string[],
  version: string,
  environment: NodeJS.ProcessEnv = {},
): CommandLine {
  if (argv[0] === 'help') return parseCommandLine(helpFor(argv.slice(1), version), version, environment);
  let parsed: CommandLine | undefined;
  let printed = '';
  const program = programOf(version, environment, (command) => {
    parsed = command;
  });
  const known = commandsBelow(program);
  refuseUnknownCommand(argv[0], known);
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
    throw new UsageError(plain(error.message), hintFor(withoutHelp(known).find((name) => name === argv[0])));
  }
  if (parsed === undefined) throw new UsageError('no command', hintFor());
  return parsed;
}

/** `help config check` asks for what `config check --help` says. */
function helpFor(words: readonly string[], version: string): string[] {
  const path = words.filter((word) => word !== '--help' && word !== '-h' && word !== 'help');
  let command = programOf(version, {}, () => {});
  for (const [index, word] of path.entries()) {
    const below = commandsBelow(command);
    const next = command.commands.find((one) => one.name() === word && below.includes(word));
    if (next === undefined) throw unknownHelp(path.slice(0, index), word, withoutHelp(below));
    command = next;
  }
  return [...path, '--help'];
}

function unknownHelp(before: readonly string[], word: string, known: readonly string[]): UsageError {
  const where = before.length === 0 ? '' : `${before.join(' ')} `;
  const text =
    known.length === 0 ? `there are no commands below ${where.trim()}` : `the commands are ${known.join(', ')}`;
  return new UsageError(`no help on '${where}${word}'; ${text}`, hintFor(before[0]));
}

/** The names of what can be typed behind a command. */
function commandsBelow(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
}

function withoutHelp(names: readonly string[]): string[] {
  return names.filter((name) => name !== 'help');
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** A bare word is a command and no module: `wasitop rnu x.wasm` shall not open a monitor on a file named `rnu`. */
function refuseUnknownCommand(word: string | undefined, known: readonly string[]): void {
  if (word === undefined || !/^[a-z][a-z-]*$/.test(word) || known.includes(word)) return;
  throw new UsageError(
    `unknown command '${word}'; the commands are ${known.join(', ')}${didYouMean(word, known)}`,
    `If it is a module, write ./${word}. ${hintFor()}`,
  );
}

function hintFor(command?: string): string {
  return `Try 'wasitop ${command === undefined ? '' : `${command} `}--help'.`;
}

/** The message of commander as one of ours: without its prefix, and what a parser of ours said behind a colon. */
function plain(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(
      /^command-argument value ('.*') is invalid for argument '(.*)'\. Allowed choices are /,
      'unknown $2 $1; there are ',
    )
    .replace(' is invalid. ', ' is invalid: ')
    .replace(/\.$/, '');
}

/** `wasitop --ascii doctor`: what the monitor has is nothing for a command without one. */
function refuseScreenOptions(program: Command, command: Command): void {
  if (command.name() === 'top' || command.name() === 'demo') return;
  const useless = program.options.find((option) => isGiven(program, option.attributeName()));
  if (useless !== undefined) program.error(`error: ${useless.long} is nothing for ${command.name()}`);
}

function isGiven(program: Command, name: string): boolean {
  return SCREEN_ALONE.includes(name) && program.getOptionValueSource(name) === 'cli';
}

type Accept = (command: CommandLine) => void;

/** The program with all its commands: what is typed, `--help`, completions and man pages come from it. */
export function programOf(version: string, environment: NodeJS.ProcessEnv, accept: Accept): Command {
  const program = new Command('wasitop')
    .description('A process monitor and scheduler for WebAssembly tasks.')
    .version(version, '-V, --version')
    .argument('[files...]', 'modules to run in the monitor')
    .addOption(manifestOption())
    .enablePositionalOptions()
    .helpCommand('help [command...]', 'show what a command can do')
    .hook('preSubcommand', refuseScreenOptions)
    .addHelpText('after', EXAMPLES);
  return withScreenOptions(program, tailOption())
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
