import { Command } from 'commander';
import { defined } from '../input/defined.js';
import { showing } from '../session.js';
import { eventDetails, eventTable } from '../views/events.js';
import { showList } from './paging.js';

export function eventsCommand(): Command {
  const events = new Command('events').description('published events');
  showList(
    events
      .command('list')
      .description('list events, newest first, including those without subscribers')
      .option('--type <type>', 'only this event type'),
    (client, page, { type }: { type?: string }) => client.events.list({ ...defined({ event_type: type }), ...page }),
    eventTable,
    'No matching events.',
  );
  events
    .command('get')
    .description('show an event with its data and its deliveries')
    .argument('<id>', "event id: the producer's own, or Postrider's (evt_…)")
    .action(showing((client, id: string) => client.events.get(id), eventDetails));
  return events;
}
