import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { pipeline, Readable } from 'node:stream';
import { builtin } from '../../base/builtin.ts';
import { hostCode, hostError } from '../../vfs/host-error.ts';

/** A command of a shell that has the terminal. */
export interface ShellCommand {
  /** Resolves once it has ended, with what there is to say of it: `''` where it went well. */
  readonly ended: Promise<string>;
  /** Asks it to end, because wasitop does. */
  hangUp(): void;
}

/**
 * Runs a command line by `sh` on the terminal, in our process group: what the keyboard sends meets it and us alike, and a shell stops both.
 * @param input goes into its standard input, piece by piece as it is read; that is the terminal otherwise
 */
export function startShell(command: string, input: string | Iterable<string> | undefined): ShellCommand {
  let child: ChildProcess;
  try {
    child = builtin.childProcess.spawn('sh', ['-c', command], {
      stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
    });
  } catch (error) {
    return { ended: Promise.resolve(unstarted(error)), hangUp: () => {} };
  }
  let problem = '';
  // Without descriptors for it there is no pipe, and that is told as an error.
  if (input !== undefined && child.stdin)
    pipeline(Readable.from(input), child.stdin, (error) => {
      // A pager that is left at once reads no more, and that is no failure.
      if (error && !isClosed(error)) problem = error.message;
    });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(unstarted(error)));
    child.once('exit', (code, signal) => {
      const told = () => resolve(failureOf(command, code, signal) || problem);
      // What the keyboard sent is on its way to us too, and is not ours: it comes before the terminal is ours again.
      if (endingOf(code, signal) === undefined) told();
      else setTimeout(told, KEYBOARD_MS);
    });
  });
  return { ended, hangUp: () => void child.kill('SIGHUP') };
}

/** Why there is no shell. @throws what is no error of the host */
function unstarted(error: unknown): string {
  const code = hostCode(error);
  if (code === 'ENOENT') return 'there is no sh on the PATH';
  if (code === 'E2BIG') return 'the command is too long for this system';
  if (code === undefined) throw error;
  return (hostError(error, 'start', 'sh') as Error).message;
}

/** Milliseconds after which a signal that was sent to several has met all of them. */
const KEYBOARD_MS = 100;

const CLOSED: readonly (string | undefined)[] = [
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
];

function isClosed(error: NodeJS.ErrnoException): boolean {
  return CLOSED.includes(error.code);
}

const SIGNALS = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** The signal that ended a command; a shell says the same of what it started. */
function endingOf(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  return signal ?? SIGNALS.get((code ?? 0) - 128);
}

/** Of several commands any may have failed; the shell does not say which. */
const COMPOUND = /[;|&\n(){}`]/;

function failureOf(command: string, code: number | null, signal: NodeJS.Signals | null): string {
  if (code === 0) return '';
  const isCompound = COMPOUND.test(command);
  const name = isCompound ? 'the command' : command.trim().split(/\s/, 1)[0];
  const ending = endingOf(code, signal);
  if (ending !== undefined) return `${name}: ended by ${ending.slice(3)}`;
  if (isCompound) return `${name}: exit ${code}`;
  if (code === 127) return `${name}: there is no such command`;
  return code === 126 ? `${name}: it cannot be executed` : `${name}: exit ${code}`;
}
