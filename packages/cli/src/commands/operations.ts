import type { BulkOperation, OperationQuery } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { customerOption } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { onInterrupt } from '../interrupt.js';
import { action, showing } from '../session.js';
import { operationSummary, operationTable } from '../views/operations.js';
import { outputOption, saveExport, type FileOptions } from './export-file.js';
import { follow } from './follow.js';
import { showList } from './paging.js';

const statuses: BulkOperation['status'][] = ['running', 'completed', 'cancelled'];

export function operationsCommand(): Command {
  const operations = new Command('operations').description('bulk replays, recoveries and exports');
  const argument = ['<id>', 'operation id (blk_…)'] as const;
  showList(
    operations
      .command('list')
      .description('list operations, newest first')
      .addOption(new Option('--status <status>', 'only this status').choices(statuses))
      .option(...customerOption),
    (client, page, { status, customer }: Pick<OperationQuery, 'status' | 'customer'>) =>
      client.operations.list({ ...defined({ status, customer }), ...page }),
    operationTable,
    'No matching operations.',
  );
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
    .command('file')
    .description('download the file of a completed export')
    .argument(...argument)
    .option(...outputOption)
    .action(
      action(async (session, id: string, options: FileOptions) => {
        const completed = () => session.client.operations.get(id);
        await saveExport(session, options, { signal: onInterrupt(), completed });
      }),
    );
  operations
    .command('cancel')
    .description('cancel an operation; deliveries already scheduled are still sent')
    .argument(...argument)
    .action(showing((client, id: string) => client.operations.cancel(id), operationSummary));
  return operations;
}
