import { Command } from 'commander';
import { action } from '../session.js';
import { operationSummary } from '../views/operations.js';
import { follow } from './follow.js';

export function operationsCommand(): Command {
  const operations = new Command('operations').description('bulk replays and recoveries');
  const argument = ['<id>', "the operation's id (blk_…)"] as const;
  operations
    .command('get')
    .description('how far it is')
    .argument(...argument)
    .action(
      action(async ({ client, output }, id: string) => {
        output.show(await client.operations.get(id), operationSummary);
      }),
    );
  operations
    .command('wait')
    .description('wait until it ends; Ctrl-C cancels it')
    .argument(...argument)
    .action(
      action(async (session, id: string) => {
        await follow(session, await session.client.operations.get(id), {});
      }),
    );
  operations
    .command('cancel')
    .description('stop it; what it has scheduled is sent')
    .argument(...argument)
    .action(
      action(async ({ client, output }, id: string) => {
        output.show(await client.operations.cancel(id), operationSummary);
      }),
    );
  return operations;
}
