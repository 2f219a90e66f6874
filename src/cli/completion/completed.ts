import type { Argument, Option } from 'commander';
import { type CommandNode, nameOf } from '../command-tree.ts';

/** What completes a value. */
export type Completed =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Files, those with one of these endings first, and directories. */
  | { readonly kind: 'files'; readonly endings: readonly string[] }
  | { readonly kind: 'directories' }
  /** Names of our own environment. */
  | { readonly kind: 'variables' }
  /** A module, or a command of the manifest. */
  | { readonly kind: 'program' }
  | { readonly kind: 'entries' }
  /** A column, with a sign before it or not; or several with commas between. */
  | { readonly kind: 'column' | 'columns' }
  /** Nobody can know it. */
  | { readonly kind: 'free' };

const FREE: Completed = { kind: 'free' };
const MODULES: Completed = { kind: 'files', endings: ['wasm'] };
const MANIFESTS: Completed = { kind: 'files', endings: ['yaml', 'yml'] };

/** What is no choice among words, by the command's path and the argument's or option's name. */
export const COMPLETED: Readonly<Record<string, Completed>> = {
  ' files': MODULES,
  'top files': MODULES,
  'run file': { kind: 'program' },
  'run args': { kind: 'files', endings: [] },
  'manifest check file': MANIFESTS,
  'config check file': { kind: 'files', endings: ['toml'] },
  ' --manifest': MANIFESTS,
  'run --manifest': MANIFESTS,
  'top --manifest': MANIFESTS,
  'run --dir': { kind: 'directories' },
  'run --env': { kind: 'variables' },
  'run --exec': { kind: 'entries' },
  'top --sort': { kind: 'column' },
  'top --columns': { kind: 'columns' },
};

/** The commands behind whose first argument everything is the program's own. */
const PASSING = ['run'];

export function endsAtArgument({ path }: CommandNode): boolean {
  return PASSING.includes(path);
}

export function completedArgument({ path }: CommandNode, argument: Argument): Completed {
  return known(argument.argChoices) ?? COMPLETED[`${path} ${argument.name()}`] ?? FREE;
}

/** @param option one that takes a value */
export function completedOption({ path }: CommandNode, option: Option): Completed {
  return known(option.argChoices) ?? COMPLETED[`${path} ${option.long}`] ?? FREE;
}

/** What the first argument may be, commands aside, and what those behind it. */
export function positions(node: CommandNode): readonly [first: Completed, others: Completed] {
  const [first, second = first?.variadic ? first : undefined] = node.arguments;
  const completed = (argument: Argument | undefined) =>
    argument === undefined ? FREE : completedArgument(node, argument);
  return [completed(first), completed(second)];
}

export function commandNames(node: CommandNode): string[] {
  return node.commands.map(nameOf);
}

function known(choices: readonly string[] | undefined): Completed | undefined {
  return choices && { kind: 'words', words: choices };
}
