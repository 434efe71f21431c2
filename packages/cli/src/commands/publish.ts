import { Command } from 'commander';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { createCustomerOption, ofCustomer, ofCustomerOption, type CustomerOptions } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { override, withOverrides, type Override } from '../input/set-value.js';
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
    .option(
      '--set <path=value>',
      'a value in the data, such as budget.id=bud_8f2k1 or items.0.price=10.50; repeatable',
      override,
    )
    .option(...ofCustomerOption)
    .option(...createCustomerOption)
    .addHelpText(
      ...examples(
        'postrider trigger budget.exceeded',
        'postrider trigger budget.exceeded --set spend_usd=1003.17 --set budget_id=bud_8f2k1',
        'postrider trigger shop.order_placed --data @order.json --set order.id=5512',
      ),
    )
    .action(
      showing(async (client, type: string, { data: given, set = [], ...options }: TriggerOptions) => {
        const own = given === undefined ? undefined : readJsonArgument('--data', given);
        const data = withOverrides(own ?? (await client.eventTypes.get(type)).example, set);
        return client.events.publish({ type, data, ...ofCustomer(options) });
      }, publishedEvent),
    );
}

interface TriggerOptions extends CustomerOptions {
  data?: string;
  set?: Override[];
}
