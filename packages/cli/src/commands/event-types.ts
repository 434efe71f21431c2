import type { EventTypeChanges } from '@postrider/sdk';
import { Command } from 'commander';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { action } from '../session.js';
import { UsageError } from '../usage-error.js';
import { eventTypeDetails, eventTypeTable } from '../views/event-types.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';

export function eventTypesCommand(): Command {
  const eventTypes = new Command('event-types').description('the catalogue of event types');
  eventTypes
    .command('list')
    .description('list all event types')
    .action(
      action(async ({ client, output }) => {
        output.show({ data: await client.eventTypes.list() }, ({ data }, screen) => eventTypeTable(data, screen));
      }),
    );
  eventTypes
    .command('get')
    .description('show an event type with its example and its schema')
    .argument('<type>', 'event type')
    .action(
      action(async ({ client, output }, type: string) => {
        output.show(await client.eventTypes.get(type), eventTypeDetails);
      }),
    );
  eventTypes.addCommand(createCommand()).addCommand(updateCommand());
  eventTypes
    .command('delete')
    .description('delete an event type; its events can no longer be published')
    .argument('<type>', 'event type')
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, type: string, { yes }: { yes?: boolean }) => {
        await confirm(`Delete event type ${type}?`, yes);
        await client.eventTypes.delete(type);
        output.show({ type, deleted: true }, () => `Deleted ${type}`);
      }),
    );
  return eventTypes;
}

interface EventTypeOptions {
  description?: string;
  example?: string;
  schema?: string;
}

/** The options that are set. `none` means no schema. */
const changesOf = ({ description, example, schema }: EventTypeOptions): EventTypeChanges => ({
  ...(description !== undefined && { description }),
  ...(example !== undefined && { example: readJsonArgument('--example', example) }),
  ...(schema !== undefined && { schema: schema === 'none' ? null : readJsonArgument('--schema', schema) }),
});

function createCommand(): Command {
  return new Command('create')
    .description('create an event type; a schema restricts the data that can be published')
    .argument('<type>', 'event type, such as shop.order_placed')
    .requiredOption('--description <text>', 'what the event means')
    .requiredOption('--example <json>', `example data: ${jsonForms}`)
    .option('--schema <json>', `JSON Schema for the data: ${jsonForms}`)
    .addHelpText(
      'after',
      examples(
        `postrider event-types create shop.order_placed --description 'A customer placed an order.' --example @order.json --schema @order.schema.json`,
      ),
    )
    .action(
      action(async ({ client, output }, type: string, options: EventTypeOptions) => {
        const { description = '', example = {}, schema } = changesOf(options);
        const eventType = { type, description, example, ...(schema !== undefined && { schema }) };
        output.show(await client.eventTypes.create(eventType), eventTypeDetails);
      }),
    );
}

function updateCommand(): Command {
  return new Command('update')
    .description('change an event type for events published from now on')
    .argument('<type>', 'event type')
    .option('--description <text>', 'what the event means')
    .option('--example <json>', `example data: ${jsonForms}`)
    .option('--schema <json>', `JSON Schema for the data: ${jsonForms}, or none`)
    .action(
      action(async ({ client, output }, type: string, options: EventTypeOptions) => {
        const changes = changesOf(options);
        if (Object.keys(changes).length === 0) {
          throw new UsageError('nothing to change: postrider event-types update --help');
        }
        output.show(await client.eventTypes.update(type, changes), eventTypeDetails);
      }),
    );
}
