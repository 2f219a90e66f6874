import { givenCommand } from './cli/given-command.ts';
import { monitorCommand } from './cli/monitor-command.ts';
import { statusOf } from './cli/status-of.ts';

/** The monitor with all that its first frame needs in one file, because that starts sooner; whatever else is asked for is left to `main.ts`. */
const command = givenCommand();
if (command?.command === 'monitor' || command?.command === 'demo')
  process.exit(await statusOf(() => monitorCommand(command)));
await import('./main.ts');
