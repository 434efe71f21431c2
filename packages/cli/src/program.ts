import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addCompletion } from './commands/completion.js';
import { deliveriesCommand, replayCommand } from './commands/deliveries.js';
import { endpointsCommand, recoverCommand, rotateCommand } from './commands/endpoints.js';
import { eventTypesCommand } from './commands/event-types.js';
import { eventsCommand } from './commands/events.js';
import { examples } from './commands/examples.js';
import { listenCommand } from './commands/listen.js';
import { operationsCommand } from './commands/operations.js';
import { publishCommand, triggerCommand } from './commands/publish.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The whole command line. Its commands throw; a wrong usage is a CommanderError, told already. */
export function postriderProgram(): Command {
  const program = new Command('postrider')
    .description('Postrider at the terminal: webhooks published, delivered, replayed, and brought to your laptop.')
    .version(version, '-V, --version')
    .option('--url <url>', 'the server; else POSTRIDER_URL, else the running `npm start` of this folder')
    .option('--key <key>', 'the API key; else POSTRIDER_KEY')
    .option('--json', 'results as JSON on standard output, errors as JSON on standard error')
    .addHelpText(
      'after',
      examples(
        "postrider endpoints create https://example.com/hooks --events 'budget.*'",
        'postrider listen --forward http://localhost:4000/hook',
        'postrider trigger budget.exceeded',
        'postrider deliveries list --status failed',
        'postrider replay --status failed --since 2h',
      ),
    );
  program.commandsGroup('Resources:');
  program.addCommand(endpointsCommand()).addCommand(deliveriesCommand()).addCommand(eventsCommand());
  program.addCommand(eventTypesCommand()).addCommand(operationsCommand());
  program.commandsGroup('To do:');
  program.addCommand(listenCommand()).addCommand(publishCommand()).addCommand(triggerCommand());
  program.addCommand(replayCommand()).addCommand(recoverCommand()).addCommand(rotateCommand());
  forAll(program, (command) => {
    command
      .exitOverride()
      .showHelpAfterError('(--help shows what can be given)')
      .configureHelp({ showGlobalOptions: true })
      .helpCommand(false);
  });
  program.commandsGroup('Setup:');
  addCompletion(program);
  return program;
}

function forAll(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const each of command.commands) forAll(each, change);
}
