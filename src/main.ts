import { type CommandLine, parseCommandLine } from './cli/command-line.ts';
import { printText } from './cli/print.ts';
import { statusOf } from './cli/status-of.ts';
import { VERSION } from './cli/version.ts';

/** Each command loads what it needs, and no more. Resolves with the status to exit with. */
async function execute(command: CommandLine): Promise<number> {
  switch (command.command) {
    case 'print':
      return printed(command.text);
    case 'run': {
      const { runCommand } = await import('./cli/run-command.ts');
      return runCommand(command);
    }
    case 'run-entry': {
      const { runEntryCommand } = await import('./cli/run-entry-command.ts');
      return runEntryCommand(command);
    }
    case 'run-list': {
      const { runListCommand } = await import('./cli/run-entry-command.ts');
      return runListCommand(command);
    }
    case 'check': {
      const { checkCommand } = await import('./cli/check-command.ts');
      return checkCommand(command.manifest);
    }
    case 'config': {
      const { configCommand } = await import('./cli/config-command.ts');
      return configCommand(command, process.env);
    }
    case 'doctor': {
      const { doctorCommand } = await import('./cli/doctor/doctor-command.ts');
      return doctorCommand(command);
    }
    case 'completion': {
      const { completionText } = await import('./cli/completion/completion-command.ts');
      return printed(completionText(command.shell));
    }
    case 'words': {
      const { wordsText } = await import('./cli/completion/words-command.ts');
      return printed(wordsText(command));
    }
    case 'batch': {
      const { batchCommand } = await import('./cli/batch-command.ts');
      return batchCommand(command);
    }
    case 'demo':
    case 'monitor': {
      const { monitorCommand } = await import('./cli/monitor-command.ts');
      return monitorCommand(command);
    }
  }
}

async function printed(text: string): Promise<number> {
  await printText(text);
  return 0;
}

process.exit(await statusOf(() => execute(parseCommandLine(process.argv.slice(2), VERSION, process.env))));
