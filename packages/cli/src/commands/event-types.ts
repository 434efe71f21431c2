import { Command } from 'commander';
import { defined } from '../input/defined.js';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { action, showing } from '../session.js';
import { UsageError } from '../usage-error.js';
import { eventTypeDetails, eventTypeTable } from '../views/event-types.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';

export function eventTypesCommand(): Command {
  const eventTypes = new Command('event-types').description('the catalogue of event types');
  eventTypes
    .command('list')
    .description('list all event types: one catalogue, without pages and times')
    .action(
      action(async ({ client, output }) => {
        output.show({ data: await client.eventTypes.list() }, ({ data }, screen) => eventTypeTable(data, screen));
      }),
    );
  eventTypes
    .command('get')
    .description('show an event type with its example and its schema')
    .argument('<type>', 'event type')
    .action(showing((client, type: string) => client.eventTypes.get(type), eventTypeDetails));
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
const changesOf = ({ description, example, schema }: EventTypeOptions) =>
  defined({
    description,
    example: example === undefined ? undefined : readJsonArgument('--example', example),
    schema: schema === 'none' ? null : schema === undefined ? undefined : readJsonArgument('--schema', schema),
  });

function createCommand(): Command {
  return new Command('create')
    .description('create an event type; a schema restricts the data that can be published')
    .argument('<type>', 'event type, such as shop.order_placed')
    .requiredOption('--description <text>', 'what the event means')
    .requiredOption('--example <json>', `example data: ${jsonForms}`)
    .option('--schema <json>', `JSON Schema for the data: ${jsonForms}`)
    .addHelpText(
      ...examples(
        `postrider event-types create shop.order_placed --description 'A customer placed an order.' --example @order.json --schema @order.schema.json`,
      ),
    )
    .action(
      showing((client, type: string, options: EventTypeOptions) => {
        const { description = '', example = {}, ...others } = changesOf(options);
        return client.eventTypes.create({ type, description, example, ...others });
      }, eventTypeDetails),
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
      showing((client, type: string, options: EventTypeOptions) => {
        const changes = changesOf(options);
        if (Object.keys(changes).length === 0) {
          throw new UsageError('nothing to change: postrider event-types update --help');
        }
        return client.eventTypes.update(type, changes);
      }, eventTypeDetails),
    );
}
