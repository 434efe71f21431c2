import { Command } from 'commander';
import { customerOption } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { dataFilter, list } from '../input/values.js';
import { action, showing } from '../session.js';
import { eventDetails, eventTable } from '../views/events.js';
import { showList } from './paging.js';

interface ListOptions {
  type?: string;
  customer?: string;
  data?: Record<string, string>;
}

export function eventsCommand(): Command {
  const events = new Command('events').description('published events');
  showList(
    events
      .command('list')
      .description('list events, newest first, including those without subscribers')
      .option('--type <type>', 'only this event type')
      .option(...customerOption)
      .option('--data <path=value>', 'only events with this value of a searchable path: order_id=4711', dataFilter),
    (client, page, { type, customer, data }: ListOptions) =>
      client.events.list({ ...defined({ event_type: type, customer, data }), ...page }),
    eventTable,
    'No matching events.',
  );
  events
    .command('get')
    .description('show an event with its data and its deliveries')
    .argument('<id>', "event id: the producer's own, or Postrider's (evt_…)")
    .action(showing((client, id: string) => client.events.get(id), eventDetails));
  events
    .command('searchable-paths')
    .description('show or set the paths of the values by which events are found')
    .option('--set <paths>', 'replace all paths, such as data.order_id,data.customer.id; none removes them', list)
    .action(
      action(async ({ client, output }, { set }: { set?: string[] }) => {
        const wanted = set?.length === 1 && set[0] === 'none' ? [] : set;
        const paths = await (wanted ? client.events.updateSearchablePaths(wanted) : client.events.searchablePaths());
        output.show({ paths }, () => (paths.length === 0 ? 'No searchable paths.' : paths.join('\n')));
      }),
    );
  return events;
}
