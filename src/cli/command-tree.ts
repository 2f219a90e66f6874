import type { Argument, Command, Option } from 'commander';

/** A command with all that `--help` says of it: what completions and man pages are made from. */
export interface CommandNode {
  /** Behind the program's name: `''` for the program itself, `config check`. */
  readonly path: string;
  readonly description: string;
  /** Behind the path: `[options] [file]`. */
  readonly usage: string;
  readonly options: readonly Option[];
  readonly arguments: readonly Argument[];
  readonly commands: readonly CommandNode[];
  /** The examples that stand behind its help, a line each. */
  readonly examples: string;
}

/** The commands of a program, without those that nobody is told of. */
export function treeOf(command: Command, path = ''): CommandNode {
  const help = command.createHelp();
  const below = help.visibleCommands(command).filter((child) => child.name() !== 'help');
  return {
    path,
    description: command.description(),
    usage: command.usage(),
    options: help.visibleOptions(command),
    arguments: command.registeredArguments,
    commands: below.map((child) => treeOf(child, `${path} ${child.name()}`.trim())),
    examples: examplesOf(command),
  };
}

function examplesOf(command: Command): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  const lines = /^Examples:\n((?: {2}.*\n)+)/m.exec(help)?.[1] ?? '';
  return lines.replace(/^ {2}/gm, '').trimEnd();
}

/** A command and all below it. */
export function allNodes(node: CommandNode): CommandNode[] {
  return [node, ...node.commands.flatMap(allNodes)];
}

/** The last word of a command's path. */
export function nameOf({ path }: CommandNode): string {
  return path.slice(path.lastIndexOf(' ') + 1);
}

/** An option as it can be typed: `-m`, `--manifest`. One with two long names has the first of them as its short one. */
export function namesOf({ short, long }: Option): string[] {
  return [short, long].filter((name) => name !== undefined);
}

/** What stands for an option's value, `file` for `--manifest <file>`; undefined where it has none. */
export function placeholderOf({ flags, required, optional }: Option): string | undefined {
  return required || optional ? /[<[](.+)[>\]]$/.exec(flags)?.[1] : undefined;
}
