import { Command } from 'commander';
import { refuseWord } from './option-values.ts';

/** What `wasitop config` is asked for. */
export type ConfigOptions =
  | { readonly command: 'config'; readonly what: 'path' | 'show' | 'themes' }
  | { readonly command: 'config'; readonly what: 'check'; readonly file: string | undefined };

/** `wasitop config path`, `show`, `check` and `themes`. */
export function configCommand(accept: (options: ConfigOptions) => void): Command {
  return new Command('config')
    .description("look at the monitor's configuration")
    .usage('<command>')
    .allowExcessArguments()
    .action((_options: object, command: Command) => refuseWord(command))
    .addCommand(
      new Command('path').description('print where it lies').action(() => accept({ command: 'config', what: 'path' })),
    )
    .addCommand(
      new Command('show')
        .description('print all keys with their values, as the file would have them')
        .action(() => accept({ command: 'config', what: 'show' })),
    )
    .addCommand(
      new Command('check')
        .description('say what is wrong in it, and in themes of your own')
        .argument('[file]', 'another file to look at')
        .action((file: string | undefined) => accept({ command: 'config', what: 'check', file })),
    )
    .addCommand(
      new Command('themes')
        .description('print the names of all themes, what they are, and where')
        .action(() => accept({ command: 'config', what: 'themes' })),
    );
}
