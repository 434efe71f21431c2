import { Command } from 'commander';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { action } from '../session.js';
import { publishedEvent } from '../views/events.js';
import { examples } from './examples.js';

export function publishCommand(): Command {
  return new Command('publish')
    .description('publish an event to everybody who subscribes to its type')
    .argument('<type>', 'the event type')
    .requiredOption('--data <json>', `what happened: ${jsonForms}`)
    .option('--id <id>', 'an id of your own: the same event again is not sent again')
    .addHelpText(
      'after',
      examples(
        `postrider publish budget.exceeded --data '{"budget_id": "bud_8f2k1"}'`,
        'postrider publish shop.order_placed --data @order.json --id order-5512',
        'jq .order order.json | postrider publish shop.order_placed --data -',
      ),
    )
    .action(
      action(async ({ client, output }, type: string, { data, id }: { data: string; id?: string }) => {
        const event = { type, data: readJsonArgument('--data', data), ...(id !== undefined && { id }) };
        output.show(await client.events.publish(event), publishedEvent);
      }),
    );
}

export function triggerCommand(): Command {
  return new Command('trigger')
    .description("publish a type's example, to try a receiver: everybody who subscribes to it gets it")
    .argument('<type>', 'the event type')
    .option('--data <json>', `instead of the example: ${jsonForms}`)
    .addHelpText('after', examples('postrider trigger budget.exceeded'))
    .action(
      action(async ({ client, output }, type: string, { data }: { data?: string }) => {
        const given = data === undefined ? undefined : readJsonArgument('--data', data);
        const event = { type, data: given ?? (await client.eventTypes.get(type)).example };
        output.show(await client.events.publish(event), publishedEvent);
      }),
    );
}
