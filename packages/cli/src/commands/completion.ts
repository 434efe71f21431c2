import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { examples } from './examples.js';

/** `postrider completion bash|zsh|fish|powershell` prints a script that calls the hidden `postrider complete`. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('print a shell completion script')
    .addHelpText(
      ...examples(
        'source <(postrider completion bash)                                   # in ~/.bashrc',
        'source <(postrider completion zsh)                                    # in ~/.zshrc',
        'postrider completion fish > ~/.config/fish/completions/postrider.fish',
      ),
    );
}
