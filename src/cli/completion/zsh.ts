import type { Option } from 'commander';
import { allNodes, type CommandNode, nameOf, namesOf, placeholderOf } from '../command-tree.ts';
import { type Completed, completedOption, endsAtArgument, positions } from './completed.ts';

/** A script that completes the program's arguments in zsh: a function for each command. */
export function zshScript(root: CommandNode): string {
  return `#compdef wasitop
# Completion of wasitop for zsh, made by: wasitop completion zsh

${allNodes(root).map(functionOf).join('\n')}
${MACHINERY}`;
}

function functionOf(node: CommandNode): string {
  const specs = [...node.options.map((option) => optionSpec(node, option)), ...argumentSpecs(node)];
  const flags = endsAtArgument(node) ? "-s -S -A '-*'" : '-s -S';
  const call = `_arguments ${flags} \\\n    ${specs.join(' \\\n    ')}`;
  if (node.commands.length === 0) return `${functionName(node)}() {\n  ${call}\n}\n`;
  const cases = node.commands.map((child) => `    ${nameOf(child)}) ${functionName(child)} && ret=0 ;;\n`).join('');
  const [first, others] = positions(node);
  return `${functionName(node)}_first() {
  local -a commands=(
${node.commands.map((child) => `    ${quoted(`${nameOf(child)}:${child.description}`)}\n`).join('')}  )
  _describe -t commands command commands
  ${action(first)}
}

${functionName(node)}() {
  local state ret=1
  local -a line
  ${call} && ret=0
  [[ $state == rest ]] || return ret
  words=("$line[1]" "$words[@]")
  ((CURRENT += 1))
  case $line[1] in
${cases}    *) ${action(others)} && ret=0 ;;
  esac
  return ret
}
`;
}

function argumentSpecs(node: CommandNode): string[] {
  const [first, others] = positions(node);
  if (node.commands.length > 0) return [quoted(`1:: :${functionName(node)}_first`), quoted('*::: :->rest')];
  const [argument, second] = node.arguments;
  if (argument === undefined) return [];
  if (argument.variadic) return [quoted(`*:${argument.name()}:${action(first)}`)];
  return [
    quoted(`1:${argument.name()}:${action(first)}`),
    ...(second === undefined ? [] : [quoted(`*:${second.name()}:${action(others)}`)]),
  ];
}

/** `'(-m --manifest)'{-m,--manifest}'[...]:file:...'` */
function optionSpec(node: CommandNode, option: Option): string {
  const names = namesOf(option);
  const isRepeated = option.description.includes('may be repeated');
  const before = isRepeated ? "'*'" : names.length > 1 ? quoted(`(${names.join(' ')})`) : '';
  const placeholder = placeholderOf(option);
  const value = placeholder === undefined ? '' : `:${escaped(placeholder)}:${action(completedOption(node, option))}`;
  // The value may stand behind a = too, or at once behind a letter.
  const written = value === '' ? names : names.map((name) => (name.startsWith('--') ? `${name}=` : `${name}+`));
  const spelled = written.length > 1 ? `{${written.join(',')}}` : (written[0] ?? '');
  return `${before}${spelled}${quoted(`[${escaped(option.description)}]${value}`)}`;
}

function action(completed: Completed): string {
  switch (completed.kind) {
    case 'words':
      return `(${completed.words.join(' ')})`;
    case 'files':
      return completed.endings.length === 0 ? '_files' : `_wasitop_files ${completed.endings.join(' ')}`;
    case 'directories':
      return '_files -/';
    case 'variables':
      return '_parameters -g "*export*"';
    case 'free':
      return '_message -e value value';
    default:
      return `_wasitop_${completed.kind}_words`;
  }
}

function functionName({ path }: CommandNode): string {
  return path === '' ? '_wasitop_main' : `_wasitop_main_${path.replaceAll(' ', '_')}`;
}

/** Brackets end a description, and a colon what it is of. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const MACHINERY = `_wasitop_ask() {
  local -a extra
  local at=\${_wasitop_line[(I)(-m|--manifest)]}
  ((at > 0)) && extra+=(-m "\${(Q)_wasitop_line[at + 1]}")
  ((\${_wasitop_line[(I)--host]})) && extra+=(--host)
  asked=("\${(@f)$(_call_program words \${_wasitop_line[1]} __complete $1 \${(q)extra} 2>/dev/null)}")
  asked=("\${(@)\${(@)asked//:/\\\\:}/$'\\t'/:}")
}

# Those with the ending first; all files where there are none.
_wasitop_files() {
  _files -g "*.(\${(j:|:)@})(-.)"
}

_wasitop_program_words() {
  local -a asked
  _wasitop_ask commands
  _describe -t commands 'command of the manifest' asked
  _wasitop_files wasm
}

_wasitop_entries_words() {
  local -a asked
  _wasitop_ask entries
  _describe -t entries entry asked
}

_wasitop_column_words() {
  local -a asked
  _wasitop_ask columns
  compset -P '[-+]'
  _describe -t columns column asked
}

_wasitop_columns_words() {
  local -a asked
  _wasitop_ask columns
  compset -P '*,'
  _describe -t columns column asked -qS ,
}

_wasitop() {
  local curcontext=$curcontext
  local -a _wasitop_line=("$words[@]")
  _wasitop_main
}

if [[ $funcstack[1] == _wasitop ]]; then
  _wasitop "$@"
else
  compdef _wasitop wasitop
fi
`;
