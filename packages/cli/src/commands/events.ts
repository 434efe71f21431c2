import { Command } from 'commander';
import { action } from '../session.js';
import { eventDetails, eventTable } from '../views/events.js';
import { showList, withPaging, type PagingOptions } from './paging.js';

export function eventsCommand(): Command {
  const events = new Command('events').description('published events');
  withPaging(
    events
      .command('list')
      .description('list events, newest first, including those without subscribers')
      .option('--type <type>', 'only this event type'),
  ).action(
    action((session, { type, ...options }: PagingOptions & { type?: string }) => {
      const filter = type === undefined ? {} : { event_type: type };
      const listOf = (query: object) => session.client.events.list({ ...filter, ...query });
      return showList(session, options, listOf, eventTable, 'No matching events.');
    }),
  );
  events
    .command('get')
    .description('show an event with its data and its deliveries')
    .argument('<id>', "event id: the producer's own, or Postrider's (evt_…)")
    .action(
      action(async ({ client, output }, id: string) => {
        output.show(await client.events.get(id), eventDetails);
      }),
    );
  return events;
}
