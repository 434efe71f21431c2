import { Command } from 'commander';
import { action, showing } from '../session.js';
import { operationSummary } from '../views/operations.js';
import { follow } from './follow.js';

export function operationsCommand(): Command {
  const operations = new Command('operations').description('bulk replays and recoveries');
  const argument = ['<id>', 'operation id (blk_…)'] as const;
  operations
    .command('get')
    .description('show the progress of an operation')
    .argument(...argument)
    .action(showing((client, id: string) => client.operations.get(id), operationSummary));
  operations
    .command('wait')
    .description('wait for an operation to end; Ctrl-C cancels it')
    .argument(...argument)
    .action(
      action(async (session, id: string) => {
        await follow(session, await session.client.operations.get(id), {});
      }),
    );
  operations
    .command('cancel')
    .description('cancel an operation; deliveries already scheduled are still sent')
    .argument(...argument)
    .action(showing((client, id: string) => client.operations.cancel(id), operationSummary));
  return operations;
}
