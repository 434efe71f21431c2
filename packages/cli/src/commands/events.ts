import { Command } from 'commander';
import { action } from '../session.js';
import { eventDetails, eventTable } from '../views/events.js';
import { showList, withPaging, type PagingOptions } from './paging.js';

export function eventsCommand(): Command {
  const events = new Command('events').description('what was published');
  withPaging(
    events
      .command('list')
      .description('list events, newest first, also those that nobody subscribed to')
      .option('--type <type>', 'of this type'),
  ).action(
    action((session, { type, ...options }: PagingOptions & { type?: string }) => {
      const filter = type === undefined ? {} : { event_type: type };
      const listOf = (query: object) => session.client.events.list({ ...filter, ...query });
      return showList(session, options, listOf, eventTable, 'No such events.');
    }),
  );
  events
    .command('get')
    .description('show an event: its data, and its deliveries')
    .argument('<id>', "the event's id: the producer's own, or Postrider's (evt_…)")
    .action(
      action(async ({ client, output }, id: string) => {
        output.show(await client.events.get(id), eventDetails);
      }),
    );
  return events;
}
