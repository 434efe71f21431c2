import { Command } from 'commander';
import { applyCommand, diffCommand } from './commands/apply.js';
import { addCompletion } from './commands/completion.js';
import { contactsCommand } from './commands/contacts.js';
import { customersCommand } from './commands/customers.js';
import { deliveriesCommand, replayCommand } from './commands/deliveries.js';
import { endpointsCommand, recoverCommand, rotateCommand } from './commands/endpoints.js';
import { eventTypesCommand } from './commands/event-types.js';
import { eventsCommand } from './commands/events.js';
import { examples } from './commands/examples.js';
import { exportCommand } from './commands/export.js';
import { grantsCommand } from './commands/grants.js';
import { importCommand } from './commands/import.js';
import { keysCommand } from './commands/keys.js';
import { listenCommand } from './commands/listen.js';
import { openCommand } from './commands/open.js';
import { operationsCommand } from './commands/operations.js';
import { outboxCommand } from './commands/outbox.js';
import { overviewCommand } from './commands/overview.js';
import { portalCommand } from './commands/portal.js';
import { loginCommand, logoutCommand, profilesCommand } from './commands/profiles.js';
import { publishCommand, triggerCommand } from './commands/publish.js';
import { version } from './version.js';

/** The whole command line. Its commands throw. A usage error is a CommanderError, whose message is already printed. */
export function postriderProgram(): Command {
  const program = new Command('postrider')
    .description('Client of a Postrider server: manage endpoints, publish events, inspect and replay deliveries.')
    .version(version, '-V, --version')
    .option('--url <url>', 'server URL (default: POSTRIDER_URL, or the running `npm start` of this folder)')
    .option('--key <key>', 'API key (default: POSTRIDER_KEY)')
    .option('--profile <name>', 'stored server and key (default: the current profile of `postrider login`)')
    .option('--json', 'print results to standard output and errors to standard error, as JSON')
    .option('--jq <filter>', 'print what a filter of jq makes of the JSON')
    .addHelpText(
      ...examples(
        "postrider endpoints create https://example.com/hooks --events 'budget.*'",
        'postrider listen --forward http://localhost:4000/hook',
        'postrider trigger budget.exceeded',
        'postrider deliveries list --status failed',
        'postrider replay --status failed --since 2h',
      ),
    );
  program.commandsGroup('Resources:');
  program.addCommand(endpointsCommand()).addCommand(deliveriesCommand()).addCommand(eventsCommand());
  program.addCommand(eventTypesCommand()).addCommand(customersCommand()).addCommand(operationsCommand());
  program
    .addCommand(portalCommand())
    .addCommand(contactsCommand())
    .addCommand(keysCommand())
    .addCommand(grantsCommand())
    .addCommand(overviewCommand());
  program.commandsGroup('Actions:');
  program.addCommand(listenCommand()).addCommand(publishCommand()).addCommand(triggerCommand());
  program.addCommand(replayCommand()).addCommand(recoverCommand()).addCommand(rotateCommand());
  program.addCommand(outboxCommand()).addCommand(importCommand()).addCommand(exportCommand());
  program.addCommand(applyCommand()).addCommand(diffCommand()).addCommand(openCommand());
  program.commandsGroup('Setup:');
  program.addCommand(loginCommand()).addCommand(logoutCommand()).addCommand(profilesCommand());
  forAll(program, (command) => {
    command
      .exitOverride()
      .showHelpAfterError('(see --help)')
      .configureHelp({ showGlobalOptions: true })
      .helpCommand(false);
  });
  addCompletion(program);
  return program;
}

function forAll(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const each of command.commands) forAll(each, change);
}
