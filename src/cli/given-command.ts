import { type CommandLine, parseCommandLine } from './command-line.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

/** The command that wasitop was started with; undefined where the line is wrong, which `main.ts` tells. */
export function givenCommand(): CommandLine | undefined {
  try {
    return parseCommandLine(process.argv.slice(2), VERSION, process.env);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
