import type { Option } from 'commander';
import { allNodes, type CommandNode, namesOf, placeholderOf } from '../../src/cli/command-tree.ts';
import { EXIT_STATUSES, RUN_STATUSES } from '../../src/cli/exit-status.ts';
import { ENVIRONMENT, FILES } from './facts.ts';
import { bold, escaped, italic, item, literal, macro, page } from './roff.ts';

/** Whose page a command has: that of the first word behind the program. */
export function pageName({ path }: CommandNode): string {
  return ['wasitop', ...path.split(' ').slice(0, 1)].filter((word) => word !== '').join('-');
}

/** The page of a command and of those below it; that of the program itself has its commands as a list. */
export function commandPage(node: CommandNode, version: string, others: readonly string[]): string {
  const isRoot = node.path === '';
  const nodes = isRoot ? [node] : allNodes(node);
  return page(pageName(node), 1, version, [
    ...section('NAME', [`${escaped(pageName(node))} \\- ${escaped(node.description.replace(/\.$/, ''))}`]),
    ...section('SYNOPSIS', nodes.filter(isUsable).flatMap(synopsis).join('\n.br\n').split('\n')),
    ...section(
      'DESCRIPTION',
      nodes.flatMap((one) => description(one, node)),
    ),
    ...section('OPTIONS', isRoot ? node.options.flatMap(optionItem) : []),
    ...section('COMMANDS', isRoot ? node.commands.flatMap(commandItem) : []),
    ...section('EXIT STATUS', statuses(node)),
    ...section('ENVIRONMENT', isRoot ? ENVIRONMENT.flatMap(([name, meaning]) => item(bold(name), meaning)) : []),
    ...section('FILES', isRoot ? FILES.flatMap(([path, meaning]) => item(italic(path), meaning)) : []),
    ...section('EXAMPLES', node.examples === '' ? [] : literal(node.examples)),
    ...section('SEE ALSO', [seeAlso(others)]),
  ]);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [macro('SH', title), ...lines];
}

/** A command that only has others below it does nothing by itself. */
function isUsable({ path, commands }: CommandNode): boolean {
  return path === '' || commands.length === 0;
}

function synopsis(node: CommandNode): string[] {
  const usage = node.usage.replace(' [command]', '');
  const lines = [`${bold(`wasitop ${node.path}`.trim())} ${escaped(usage)}`.trim()];
  if (node.path !== '') return lines;
  return [...lines, `${bold('wasitop')} ${italic('command')} ${escaped('[options]')} ...`];
}

function description(node: CommandNode, top: CommandNode): string[] {
  const heading = node === top ? [] : [macro('SS', `wasitop ${node.path}`)];
  const text = node.description.replace(/\.$/, '');
  return [
    ...heading,
    `${escaped(text.slice(0, 1).toUpperCase() + text.slice(1))}.`,
    ...node.arguments.flatMap((argument) => item(italic(argument.name()), withChoices(argument.description, argument))),
    ...(node.path === '' ? [] : node.options.flatMap(optionItem)),
  ];
}

function optionItem(option: Option): string[] {
  const placeholder = placeholderOf(option);
  const names = namesOf(option).map(bold).join(', ');
  const preset =
    placeholder === undefined || option.defaultValue === undefined
      ? ''
      : ` Without it: ${option.defaultValueDescription ?? option.defaultValue}.`;
  const text = `${withChoices(option.description, option)}${preset === '' ? '' : `.${preset}`}`;
  return item(placeholder === undefined ? names : `${names} ${italic(placeholder)}`, text);
}

function withChoices(text: string, { argChoices }: { readonly argChoices?: readonly string[] | undefined }): string {
  return argChoices === undefined ? text : `${text}: ${argChoices.join(', ')}`;
}

function commandItem(node: CommandNode): string[] {
  return item(`${bold(pageName(node))}(1)`, node.description);
}

function statuses({ path }: CommandNode): string[] {
  const rows = path === 'run' ? [...RUN_STATUSES, ...EXIT_STATUSES.slice(2)] : EXIT_STATUSES;
  return rows.flatMap(([status, meaning]) => item(bold(status), `${meaning}.`));
}

function seeAlso(others: readonly string[]): string {
  return others.map((name) => `${bold(name.replace(/\.\d$/, ''))}(${name.slice(-1)})`).join(',\n');
}
