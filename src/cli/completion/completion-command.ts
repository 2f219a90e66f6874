import { programOf } from '../command-line.ts';
import { type CommandNode, treeOf } from '../command-tree.ts';
import type { Shell } from '../completion-options.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const INSTALL = `wasitop completion SHELL prints a script for that shell. To have it in every shell that is opened from now on:

  bash   mkdir -p ~/.local/share/bash-completion/completions
         wasitop completion bash > ~/.local/share/bash-completion/completions/wasitop
         (needs the package bash-completion; without it, put this into ~/.bashrc: eval "$(wasitop completion bash)")
  zsh    mkdir -p ~/.zsh/completions
         wasitop completion zsh > ~/.zsh/completions/_wasitop
         and in ~/.zshrc: fpath=(~/.zsh/completions $fpath); autoload -Uz compinit; compinit
  fish   mkdir -p ~/.config/fish/completions
         wasitop completion fish > ~/.config/fish/completions/wasitop.fish

For this shell alone: eval "$(wasitop completion bash)", the same with zsh, or wasitop completion fish | source
`;

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The script that completes arguments in a shell; without one, how to install it. */
export function completionText(shell: Shell | undefined): string {
  return shell === undefined ? INSTALL : SCRIPTS[shell](withHelp(treeOf(programOf('', {}, () => {}))));
}

/** With `help`, behind which all commands may stand, without anything of theirs. */
function withHelp(root: CommandNode): CommandNode {
  const helpOn = (node: CommandNode): CommandNode => ({
    ...node,
    path: `help ${node.path}`.trim(),
    options: [],
    arguments: [],
    commands: node.commands.map(helpOn),
  });
  return { ...root, commands: [...root.commands, { ...helpOn(root), description: 'show what a command can do' }] };
}
