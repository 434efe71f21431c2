import { Command } from 'commander';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { createCustomerOption, ofCustomer, ofCustomerOption, type CustomerOptions } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { showing } from '../session.js';
import { publishedEvent } from '../views/events.js';
import { examples } from './examples.js';

export function publishCommand(): Command {
  return new Command('publish')
    .description('publish an event to all endpoints that subscribe to its type')
    .argument('<type>', 'event type')
    .requiredOption('--data <json>', `event data: ${jsonForms}`)
    .option('--id <id>', 'your own event id: publishing it again sends nothing')
    .option(...ofCustomerOption)
    .option(...createCustomerOption)
    .addHelpText(
      ...examples(
        `postrider publish budget.exceeded --data '{"budget_id": "bud_8f2k1"}'`,
        'postrider publish shop.order_placed --data @order.json --id order-5512',
        `postrider publish budget.exceeded --data '{}' --customer acme`,
        'jq .order order.json | postrider publish shop.order_placed --data -',
      ),
    )
    .action(
      showing((client, type: string, { data, id, ...options }: PublishOptions) => {
        const event = { type, data: readJsonArgument('--data', data), ...defined({ id }), ...ofCustomer(options) };
        return client.events.publish(event);
      }, publishedEvent),
    );
}

interface PublishOptions extends CustomerOptions {
  data: string;
  id?: string;
}

export function triggerCommand(): Command {
  return new Command('trigger')
    .description('publish the example of an event type to all endpoints that subscribe to it')
    .argument('<type>', 'event type')
    .option('--data <json>', `event data instead of the example: ${jsonForms}`)
    .option(...ofCustomerOption)
    .option(...createCustomerOption)
    .addHelpText(...examples('postrider trigger budget.exceeded'))
    .action(
      showing(async (client, type: string, { data, ...options }: TriggerOptions) => {
        const given = data === undefined ? undefined : readJsonArgument('--data', data);
        const event = { type, data: given ?? (await client.eventTypes.get(type)).example, ...ofCustomer(options) };
        return client.events.publish(event);
      }, publishedEvent),
    );
}

interface TriggerOptions extends CustomerOptions {
  data?: string;
}
