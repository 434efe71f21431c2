import type { CustomerChanges } from '@postrider/sdk';
import { Command } from 'commander';
import { defined } from '../input/defined.js';
import { metadataOption } from '../input/metadata.js';
import { list, nullIfNone, orNone, rateLimit, wholeNumber } from '../input/values.js';
import { action, showing } from '../session.js';
import { UsageError } from '../usage-error.js';
import { customerDetails, customerLimitDetails, customerTable } from '../views/customers.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';
import { showList } from './paging.js';

const customerArgument = ['<customer>', 'customer id (cus_…), or its uid'] as const;

export function customersCommand(): Command {
  const customers = new Command('customers').description('your own customers, with endpoints of their own');
  showList(
    customers
      .command('list')
      .description('list customers, newest first')
      .option('--search <text>', 'only those whose uid or name begins with this'),
    (client, page, { search }: { search?: string }) => client.customers.list({ ...defined({ search }), ...page }),
    customerTable,
    'No matching customers. To create one: postrider customers put <uid>',
  );
  customers
    .command('get')
    .description('show a customer with the limits that apply')
    .argument(...customerArgument)
    .action(showing((client, customer: string) => client.customers.get(customer), customerDetails));
  customers.addCommand(putCommand()).addCommand(updateCommand()).addCommand(limitsCommand());
  customers
    .command('delete')
    .description('delete a customer and its endpoints; their pending deliveries still complete')
    .argument(...customerArgument)
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, customer: string, { yes }: { yes?: boolean }) => {
        await confirm(`Delete customer ${customer} and its endpoints?`, yes);
        await client.customers.delete(customer);
        output.show({ customer, deleted: true }, () => `Deleted ${customer}`);
      }),
    );
  return customers;
}

interface CustomerOptions {
  name?: string;
  metadata?: Record<string, string>;
  rateLimit?: number | 'none';
  publishLimit?: number | 'none';
  maxEndpoints?: number | 'none';
  allowedEvents?: string[];
  active?: boolean;
  inactive?: boolean;
}

const withLimits = (command: Command): Command =>
  command
    .option('--rate-limit <count>', 'maximum requests per second over all endpoints, or none', rateLimit)
    .option(
      '--publish-limit <count>',
      'maximum published events per second and gateway, or none',
      orNone(wholeNumber(1, 100_000)),
    )
    .option('--max-endpoints <count>', 'maximum number of endpoints, or none', orNone(wholeNumber(1, 1_000)));

const withFields = (command: Command): Command =>
  withLimits(command.option('--name <text>', "a name for people; '' removes it").option(...metadataOption)).option(
    '--allowed-events <types>',
    'what its endpoints may get, such as budget.*,api_key.revoked; or none',
    list,
  );

function putCommand(): Command {
  return withFields(
    new Command('put')
      .description('create a customer, or replace all fields of the one that exists')
      .argument('<customer>', 'your own id of the customer, its uid; or the id (cus_…) of one that exists'),
  )
    .option('--inactive', 'its endpoints get no events until it is activated')
    .addHelpText(
      ...examples(
        "postrider customers put acme --name 'Acme Inc.' --metadata plan=pro --metadata region=eu",
        'postrider customers put acme --max-endpoints 5 --allowed-events "budget.*"',
      ),
    )
    .action(
      showing(
        (client, customer: string, options: CustomerOptions) => client.customers.put(customer, fieldsOf(options)),
        customerDetails,
      ),
    );
}

function updateCommand(): Command {
  return withFields(
    new Command('update').description('change the given fields of a customer').argument(...customerArgument),
  )
    .option('--active', 'activate the customer and its endpoints')
    .option('--inactive', 'deactivate the customer and its endpoints')
    .addHelpText(...examples('postrider customers update acme --inactive', 'postrider customers update acme --name ""'))
    .action(
      showing((client, customer: string, options: CustomerOptions) => {
        if (options.active && options.inactive) throw new UsageError('pass --active or --inactive, not both');
        const changes = fieldsOf(options);
        if (Object.keys(changes).length === 0) {
          throw new UsageError('nothing to change: postrider customers update --help');
        }
        return client.customers.update(customer, changes);
      }, customerDetails),
    );
}

function limitsCommand(): Command {
  return withLimits(
    new Command('limits').description(
      'show or set the limits of customers without their own; none: those of the settings',
    ),
  )
    .addHelpText(...examples('postrider customers limits', 'postrider customers limits --publish-limit 100'))
    .action(
      showing((client, options: CustomerOptions) => {
        const changes = limitsOf(options);
        return Object.keys(changes).length === 0 ? client.customers.limits() : client.customers.updateLimits(changes);
      }, customerLimitDetails),
    );
}

const limitsOf = (options: CustomerOptions) =>
  defined({
    rate_limit: nullIfNone(options.rateLimit),
    publish_limit: nullIfNone(options.publishLimit),
    max_endpoints: nullIfNone(options.maxEndpoints),
  });

const fieldsOf = (options: CustomerOptions): CustomerChanges => {
  const { name, allowedEvents } = options;
  return {
    ...limitsOf(options),
    ...defined({
      name: name === '' ? null : name,
      metadata: options.metadata,
      allowed_event_types: allowedEvents?.join() === 'none' ? null : allowedEvents,
      active: options.inactive ? false : options.active,
    }),
  };
};
