import { Command } from 'commander';
import { refuseWord, type WithManifest } from './option-values.ts';

/** What `wasitop manifest check` was asked for. */
export interface CheckOptions {
  readonly command: 'check';
  readonly manifest: string | undefined;
}

/** The command itself; `accept` gets what it was asked for. */
export function manifestCommand(accept: (options: CheckOptions) => void): Command {
  const check = new Command('check')
    .description('say whether a manifest and its modules are as they should be')
    .argument('[file]', 'the manifest')
    .action((file: string | undefined, _options: object, command: Command) =>
      accept({ command: 'check', manifest: file ?? command.optsWithGlobals<WithManifest>().manifest }),
    );
  return new Command('manifest')
    .description('look at a manifest')
    .usage('<command>')
    .allowExcessArguments()
    .action((_options: object, command: Command) => refuseWord(command))
    .addCommand(check);
}
