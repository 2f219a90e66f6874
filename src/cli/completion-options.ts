import { Argument, Command, Option } from 'commander';
import { manifestOption } from './option-values.ts';

/** The shells whose completion we know. */
const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** What a completion script may ask for. */
const ASKED = ['commands', 'entries', 'columns'] as const;

/** What `wasitop completion` is asked for: a script, or how to install one; and what the scripts ask for. */
export type CompletionOptions =
  | { readonly command: 'completion'; readonly shell: Shell | undefined }
  | {
      readonly command: 'words';
      readonly asked: (typeof ASKED)[number];
      readonly manifest: string | undefined;
      readonly host: boolean;
    };

export function completionCommand(accept: (options: CompletionOptions) => void): Command {
  return new Command('completion')
    .description('print a script that completes arguments, or how to install it')
    .addArgument(new Argument('[shell]', 'the shell that it is for').choices(SHELLS))
    .action((shell: Shell | undefined) => accept({ command: 'completion', shell }));
}

/** For the scripts alone. */
export function wordsCommand(accept: (options: CompletionOptions) => void): Command {
  return new Command('__complete')
    .addArgument(new Argument('<what>').choices(ASKED))
    .addOption(manifestOption())
    .addOption(new Option('--host'))
    .action((asked: (typeof ASKED)[number], options: { readonly manifest?: string; readonly host?: boolean }) =>
      accept({ command: 'words', asked, manifest: options.manifest, host: options.host ?? false }),
    );
}
