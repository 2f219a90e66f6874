import { allNodes, type CommandNode, namesOf, placeholderOf } from '../command-tree.ts';
import { type Completed, commandNames, completedOption, endsAtArgument, positions } from './completed.ts';

/** A script that completes the program's arguments in bash 4 and newer. */
export function bashScript(root: CommandNode): string {
  const nodes = allNodes(root);
  return `# Completion of wasitop for bash, made by: wasitop completion bash

# Sets commands, options, first, others and passing to what a command has.
_wasitop_command() {
  case $1 in
${nodes.map(commandCase).join('')}  esac
}

# Sets value to what completes an option's value, and to nothing for an option that has none.
_wasitop_value() {
  case "$1 $2" in
${nodes.flatMap(valueCases).join('')}    *) value= ;;
  esac
}
${MACHINERY}`;
}

function commandCase(node: CommandNode): string {
  const [first, others] = positions(node);
  const options = node.options.flatMap(namesOf).join(' ');
  return `    '${node.path}')
      commands='${commandNames(node).join(' ')}' options='${options}'
      first='${words(first)}' others='${words(others)}' passing=${endsAtArgument(node) ? 1 : ''} ;;
`;
}

function valueCases(node: CommandNode): string[] {
  return node.options
    .filter((option) => placeholderOf(option) !== undefined)
    .map((option) => {
      const patterns = namesOf(option).map((name) => `'${node.path} ${name}'`);
      return `    ${patterns.join(' | ')}) value='${words(completedOption(node, option))}' ;;\n`;
    });
}

function words(completed: Completed): string {
  if (completed.kind === 'words') return ['words', ...completed.words].join(' ');
  return completed.kind === 'files' ? ['files', ...completed.endings].join(' ') : completed.kind;
}

const MACHINERY = `
# Sets words to the words before the cursor: bash splits them at = and : too.
_wasitop_words() {
  local line=\${COMP_LINE:0:COMP_POINT} word i
  words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $i -gt 0 && $line != [[:space:]]* ]]; then
      words[\${#words[@]}-1]+=\${line:0:\${#word}}
    else
      line=\${line#"\${line%%[![:space:]]*}"}
      words+=("\${line:0:\${#word}}")
    fi
    line=\${line:\${#word}}
  done
}

_wasitop_ask() {
  "\${words[0]/#\\~/$HOME}" __complete "$1" \${manifest:+-m "$manifest"} \${host:+--host} 2>/dev/null | cut -f 1
}

_wasitop_files() {
  local IFS=$'\\n' ending
  compopt -o filenames
  for ending in "$@"; do
    COMPREPLY+=($(compgen -f -X "!*.$ending" -- "$cur"))
  done
  COMPREPLY+=($(compgen -d -- "$cur"))
  # No file of this kind, or a word with quotes or a tilde, which readline reads better.
  [[ \${#COMPREPLY[@]} -gt 0 && $# -gt 0 ]] || { COMPREPLY=(); compopt -o default; }
}

# Completes what is behind a sign or the last comma.
_wasitop_columns() {
  local start=$1
  COMPREPLY=($(compgen -P "$start" -W "$(_wasitop_ask columns)" -- "\${cur#"$start"}"))
}

_wasitop_offer() {
  local kind=$1
  shift
  case $kind in
    words) COMPREPLY+=($(compgen -W "$*" -- "$cur")) ;;
    files) _wasitop_files "$@" ;;
    directories) compopt -o filenames -o nospace; COMPREPLY=($(IFS=$'\\n'; compgen -d -- "$cur")) ;;
    variables) COMPREPLY=($(compgen -e -- "$cur")) ;;
    program)
      if [[ $cur != */* ]]; then COMPREPLY=($(compgen -W "list $(_wasitop_ask commands)" -- "$cur")); fi
      _wasitop_files wasm ;;
    entries) COMPREPLY=($(compgen -W "$(_wasitop_ask entries)" -- "$cur")) ;;
    column) _wasitop_columns "\${cur%%[!-+]*}" ;;
    columns)
      compopt -o nospace
      if [[ $cur == *,* ]]; then _wasitop_columns "\${cur%,*},"; else _wasitop_columns ''; fi ;;
  esac
}

_wasitop() {
  local words cur commands options first others passing value manifest= host= path= option= ended= count=0 word i
  COMPREPLY=()
  _wasitop_words
  cur=\${words[\${#words[@]}-1]}
  _wasitop_command ''
  for ((i = 1; i < \${#words[@]} - 1; i++)); do
    word=\${words[i]}
    if [[ -n $option ]]; then
      [[ $option == -m || $option == --manifest ]] && manifest=$word
      option=
    elif [[ -n $ended || $word != -?* ]]; then
      if [[ $count -eq 0 && " $commands " == *" $word "* ]]; then
        path="\${path:+$path }$word"
        _wasitop_command "$path"
      else
        ((++count))
        ended=$passing
      fi
    elif [[ $word == -- ]]; then
      ended=1
    else
      [[ $word == --host ]] && host=1
      [[ $word == --manifest=* ]] && manifest=\${word#*=}
      _wasitop_value "$path" "$word"
      option=\${value:+$word}
    fi
  done
  local before=
  if [[ -z $ended && -z $option && $cur == --*=* ]]; then
    option=\${cur%%=*}
    cur=\${cur#*=}
    [[ $COMP_WORDBREAKS == *=* ]] || before="$option="
  fi
  if [[ -n $option ]]; then
    _wasitop_value "$path" "$option"
    _wasitop_offer $value
  elif [[ -z $ended && $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
  elif [[ $count -gt 0 ]]; then
    _wasitop_offer $others
  else
    _wasitop_offer $first
    COMPREPLY=($(compgen -W "$commands" -- "$cur") "\${COMPREPLY[@]}")
  fi
  # What stands before the last colon is a word by itself to bash.
  local colon=
  [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]] && colon=\${cur%"\${cur##*:}"}
  for i in "\${!COMPREPLY[@]}"; do
    COMPREPLY[i]=$before\${COMPREPLY[i]#"$colon"}
  done
}

complete -F _wasitop wasitop
`;
