import type { Option } from 'commander';
import { allNodes, type CommandNode, nameOf, namesOf, placeholderOf } from '../command-tree.ts';
import { type Completed, completedOption, endsAtArgument, positions } from './completed.ts';

/** A script that completes the program's arguments in fish 3 and newer. */
export function fishScript(root: CommandNode): string {
  const nodes = allNodes(root);
  const takers = nodes.flatMap((node) =>
    node.options.filter((option) => placeholderOf(option) !== undefined).flatMap((option) => names(node, option)),
  );
  const parents = nodes.flatMap((node) => node.commands.map((child) => quoted(`${node.path} ${nameOf(child)}`)));
  return `# Completion of wasitop for fish, made by: wasitop completion fish

# Whether the words before the cursor name this command, with arguments behind it ("some"), without ("none"), or either ("any").
function __wasitop_at
    set -l path ''
    set -l count 0
    set -l skip 0
    set -l ended 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if test $ended = 0; and string match -q -- '-*' $word
            test $word = --; and set ended 1
            contains -- "$path $word" ${takers.join(' ')}; and set skip 1
        else if test $count = 0; and contains -- "$path $word" ${parents.join(' ')}
            set path (string trim -- "$path $word")
        else
            set count 1
            contains -- "$path" ${nodes
              .filter(endsAtArgument)
              .map(({ path }) => quoted(path))
              .join(' ')}; and set ended 1
        end
    end
    test "$path" = "$argv[1]"; or return 1
    switch $argv[2]
        case options
            test $ended = 0
        case none
            test $count = 0
        case some
            test $count = 1
    end
end

function __wasitop_ask
    set -l words (commandline -opc)
    set -l extra
    for at in (seq (count $words))
        contains -- $words[$at] -m --manifest; and set extra $extra -m $words[(math $at + 1)]
        test $words[$at] = --host; and set extra $extra --host
    end
    eval (string escape -- $words[1]) __complete $argv (string escape -- $extra) 2>/dev/null
end

function __wasitop_columns
    set -l start (string replace -r -- '^--[^=]*=' '' (commandline -ct) | string match -r -- $argv[1])
    for line in (__wasitop_ask columns)
        echo "$start$line"
    end
end

function __wasitop_files
    for ending in $argv
        __fish_complete_suffix .$ending
    end
end

complete -c wasitop -f
${nodes.map(linesOf).join('')}`;
}

function linesOf(node: CommandNode): string {
  const at = (what: string) => `complete -c wasitop -n ${quoted(`__wasitop_at ${quoted(node.path)} ${what}`)}`;
  const [first, others] = positions(node);
  const lines = [
    ...node.commands.map((child) => `${at('none')} -a ${nameOf(child)} -d ${quoted(child.description)}`),
    ...node.options.map((option) => `${at('options')} ${optionSpec(node, option)}`),
    ...(first.kind === 'free' ? [] : [`${at('none')} ${offered(first)}`]),
    ...(others.kind === 'free' ? [] : [`${at('some')} ${offered(others)}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function optionSpec(node: CommandNode, option: Option): string {
  const spelled = namesOf(option).map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  const value = placeholderOf(option) === undefined ? '' : ` -r ${offered(completedOption(node, option))}`;
  return `${spelled.join(' ')}${value} -d ${quoted(option.description)}`;
}

function offered(completed: Completed): string {
  switch (completed.kind) {
    case 'words':
      return `-f -a ${quoted(completed.words.join(' '))}`;
    case 'files':
      return completed.endings.length === 0 ? '-F' : `-f -a '(__wasitop_files ${completed.endings.join(' ')})'`;
    case 'directories':
      return "-f -a '(__fish_complete_directories)'";
    case 'variables':
      return "-f -a '(set -nx)'";
    case 'program':
      return "-f -a '(__wasitop_ask commands; __wasitop_files wasm)'";
    case 'entries':
      return "-f -a '(__wasitop_ask entries)'";
    case 'column':
      return `-f -a '(__wasitop_columns "^[-+]?")'`;
    case 'columns':
      return `-f -a '(__wasitop_columns ".*,|^")'`;
    case 'free':
      return '-f';
  }
}

function names(node: CommandNode, option: Option): string[] {
  return namesOf(option).map((name) => quoted(`${node.path} ${name}`));
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
