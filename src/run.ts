import { givenCommand } from './cli/given-command.ts';
import { runCommand } from './cli/run-command.ts';

/** `wasitop run FILE` with all that it needs in one file, because that starts sooner; whatever else is asked for is left to `main.ts`. */
const command = givenCommand();
if (command?.command === 'run') process.exit(await runCommand(command));
await import('./main.ts');
