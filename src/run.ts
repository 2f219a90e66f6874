import { type CommandLine, parseCommandLine } from './cli/command-line.ts';
import { runCommand } from './cli/run-command.ts';
import { UsageError } from './cli/usage-error.ts';
import { VERSION } from './cli/version.ts';

/** `wasitop run FILE` with all that it needs in one file, because that starts sooner; whatever else is asked for is left to `main.ts`. */
const command = parsed();
if (command?.command === 'run') process.exit(await runCommand(command));
await import('./main.ts');

function parsed(): CommandLine | undefined {
  try {
    return parseCommandLine(process.argv.slice(2), VERSION, process.env);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
