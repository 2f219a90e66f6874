import { visible } from '../base/visible.ts';

/** EX_IOERR of sysexits(3). */
const UNWRITTEN_STATUS = 74;

/** Writes lines to standard error. Each stays one line, and does nothing to the terminal, whatever stands in it. */
export function complain(...lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(lines.map((line) => `${visible(line)}\n`).join(''));
}

/**
 * From now on a failed write to standard output ends the process: quietly where its reader left, else with what went wrong.
 *
 * @param gone what to do where the reader left
 */
export function heedOutput(gone: () => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return gone();
    complain(`wasitop: standard output cannot be written (${error.code ?? error.message})`);
    process.exit(UNWRITTEN_STATUS);
  });
}

/** Writes a text to standard output. Resolves once it is written, also where nobody reads it to its end: a pipe takes only so much at a time. */
export function printText(text: string): Promise<void> {
  return new Promise((resolve) => {
    heedOutput(resolve);
    process.stdout.write(text, (error) => {
      if (!error) resolve();
    });
  });
}
