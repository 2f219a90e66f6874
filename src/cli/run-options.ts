import { Command, InvalidArgumentError, Option } from 'commander';
import { parseCount } from '../base/count.ts';
import { parseDuration } from '../base/duration.ts';
import { parseLevel } from '../base/level.ts';
import type { TaskLimits } from '../base/limits.ts';
import { parseSize } from '../base/size.ts';
import { SysError } from '../base/sys-error.ts';
import { parseAddress } from '../vfs/listener.ts';
import { RUN_STATUSES } from './exit-status.ts';
import { collected, guarded, manifestOption } from './option-values.ts';

/** A host directory to be mounted: `HOST[::GUEST][:ro]`. */
export interface DirectoryOption {
  readonly host: string;
  readonly guest: string;
  readonly readOnly: boolean;
}

/** What `wasitop run` was asked for. */
export interface RunOptions {
  readonly command: 'run';
  readonly file: string;
  readonly args: readonly string[];
  readonly directories: readonly DirectoryOption[];
  /** Whether it sees `/dev`, `/task` and the root of its namespace; an entry of a manifest always does. */
  readonly ns: boolean;
  /** `NAME=value` each. */
  readonly env: readonly string[];
  readonly cwd: string;
  readonly level: number;
  readonly limits: Partial<TaskLimits>;
  readonly memoryPolicy: 'deny' | 'kill';
  readonly isolation: 'shared' | 'thread';
  readonly engine: 'native' | 'wasmer';
  readonly listen: readonly string[];
  readonly invoke: string | undefined;
}

/** What `wasitop run` was asked for where it names an entry of a manifest. */
export interface RunEntryOptions {
  readonly command: 'run-entry';
  /** The manifest; the one in the current directory where it is undefined. */
  readonly manifest: string | undefined;
  /** A command's name, or with `--exec` an entry's id. */
  readonly word: string;
  readonly exec: boolean;
  readonly args: readonly string[];
  /** The options that were given; all others are as the manifest has them. */
  readonly given: Partial<Omit<RunOptions, 'command' | 'file' | 'args'>>;
}

/** `wasitop run list`. */
export interface RunListOptions {
  readonly command: 'run-list';
  readonly manifest: string | undefined;
}

const STATUSES = `
Exit status:
${RUN_STATUSES.map(([status, meaning]) => `  ${status.padEnd(7)}${meaning}\n`).join('')}`;

interface RawRunOptions {
  readonly dir?: readonly DirectoryOption[];
  readonly ns?: boolean;
  readonly env?: readonly string[];
  readonly cwd: string;
  readonly level: number;
  readonly memory?: number;
  readonly fuel?: number;
  readonly timeout?: number;
  readonly cpuTime?: number;
  readonly memoryPolicy: 'deny' | 'kill';
  readonly isolation: 'shared' | 'thread';
  readonly engine: 'native' | 'wasmer';
  readonly listen?: readonly string[];
  readonly invoke?: string;
  readonly manifest?: string;
  readonly exec?: string;
}

/** The command itself; `accept` gets what it was asked for. */
export function runCommand(
  accept: (options: RunOptions | RunEntryOptions | RunListOptions) => void,
  environment: NodeJS.ProcessEnv,
): Command {
  return new Command('run')
    .description('run one program on this terminal')
    .argument('[file]', 'a WebAssembly module, or a command of the manifest; list shows these')
    .argument('[args...]', "the program's own arguments")
    .passThroughOptions()
    .addOption(
      new Option('--preopen, --dir <host[::guest][:ro]>', 'let it see a directory (may be repeated)').argParser(
        collected(guarded(parseDirectory)),
      ),
    )
    .option('--ns', 'let it see its namespace: /, /dev and /task')
    .option(
      '--env <name[=value]>',
      'set a variable, or hand on one of ours (may be repeated)',
      collected(variable(environment)),
    )
    .option('--cwd <dir>', 'its working directory, absolute', guarded(parseCwd), '/')
    .option('--level <0-7>', 'priority, 0 is the highest', guarded(parseLevel), 4)
    .option('--memory <size>', 'most memory, such as 64M', guarded(parseSize))
    .addOption(
      new Option('--memory-policy <policy>', 'refuse to grow past it, or end it')
        .choices(['deny', 'kill'])
        .default('deny'),
    )
    .option('--fuel <units>', 'most instructions, weighted; 10M is ten million', guarded(parseCount))
    .option('--timeout <time>', 'most time, such as 10s', guarded(parseDuration))
    .option('--cpu-time <time>', 'most CPU time', guarded(parseDuration))
    .addOption(
      new Option('--isolation <kind>', 'share a cpu, or have a thread of its own')
        .choices(['shared', 'thread'])
        .default('shared'),
    )
    .addOption(
      new Option('--engine <engine>', 'wasmer: in a copy of its directories, written back if it exits with 0')
        .choices(['native', 'wasmer'])
        .default('native'),
    )
    .option('--listen <addr>', 'open a listening socket for it (may be repeated)', collected(guarded(checkAddress)))
    .option('--invoke <function>', 'call this export with the arguments and print its results')
    .addOption(manifestOption())
    .option('--exec <ns:entry>', 'run this entry of the manifest, whether it is a command or not')
    .addHelpText('after', STATUSES)
    .action((file: string | undefined, args: string[], _options: RawRunOptions, command: Command) =>
      accept(requestOf(file, args, command)),
    );
}

/** A bare word is a command of the manifest; a file has a slash in its name, or ends in .wasm. */
function requestOf(
  file: string | undefined,
  args: readonly string[],
  command: Command,
): RunOptions | RunEntryOptions | RunListOptions {
  const options = command.optsWithGlobals<RawRunOptions>();
  const { manifest, exec } = options;
  if (exec !== undefined) {
    const all = file === undefined ? args : [file, ...args];
    return { command: 'run-entry', manifest, word: exec, exec: true, args: all, given: givenOptions(options, command) };
  }
  if (file === undefined) return command.error("error: missing required argument 'file'");
  if (file.includes('/') || file.endsWith('.wasm')) {
    if (manifest !== undefined) command.error(`error: -m goes with the name of a command; ${file} is a file`);
    return runOptions(file, args, options);
  }
  if (file !== 'list')
    return { command: 'run-entry', manifest, word: file, exec: false, args, given: givenOptions(options, command) };
  if (args.length > 0) command.error('error: run list takes no arguments');
  return { command: 'run-list', manifest };
}

/** What stands on the command line, without the defaults. */
function givenOptions(options: RawRunOptions, command: Command): RunEntryOptions['given'] {
  const { command: _command, file: _file, args: _args, ...all } = runOptions('', [], options);
  const names: Partial<Record<string, string>> = { directories: 'dir' };
  const isGiven = (key: string) => key === 'limits' || command.getOptionValueSource(names[key] ?? key) === 'cli';
  return Object.fromEntries(Object.entries(all).filter(([key]) => isGiven(key)));
}

function runOptions(file: string, args: readonly string[], options: RawRunOptions): RunOptions {
  const { dir: directories = [], env = [], listen = [], ns = false, cwd } = options;
  const { level, memoryPolicy, isolation, engine, invoke } = options;
  const limits = {
    ...(options.memory === undefined ? {} : { memory: options.memory }),
    ...(options.fuel === undefined ? {} : { fuel: options.fuel }),
    ...(options.timeout === undefined ? {} : { wallMs: options.timeout }),
    ...(options.cpuTime === undefined ? {} : { cpuMs: options.cpuTime }),
  };
  return {
    command: 'run',
    file,
    args,
    directories,
    ns,
    env,
    cwd,
    level,
    limits,
    memoryPolicy,
    isolation,
    engine,
    listen,
    invoke,
  };
}

/** `HOST`, `HOST::GUEST`, either with `:ro` behind. Without a guest path it is the host's, as given. */
function parseDirectory(text: string): DirectoryOption {
  const readOnly = text.endsWith(':ro');
  const [host = '', guest = host, ...more] = (readOnly ? text.slice(0, -3) : text).split('::');
  if (host === '' || guest === '' || more.length > 0)
    throw new SysError('EINVAL', 'dir', text, 'a directory is HOST, HOST::GUEST or either with :ro');
  return { host, guest, readOnly };
}

function parseCwd(text: string): string {
  if (!text.startsWith('/')) throw new SysError('EINVAL', 'cwd', text, 'the working directory must be absolute');
  return text;
}

function checkAddress(text: string): string {
  parseAddress(text);
  return text;
}

/** `NAME=value` as it is; `NAME` takes the value from our own environment, and is left out where there is none. */
function variable(environment: NodeJS.ProcessEnv) {
  return (text: string): string[] => {
    const name = text.split('=', 1)[0] ?? '';
    if (name === '' || text.includes('\0')) throw new InvalidArgumentError('a variable is NAME or NAME=value.');
    if (text.includes('=')) return [text];
    const value = environment[text];
    return value === undefined ? [] : [`${text}=${value}`];
  };
}
