import type { Event, EventDetail, PublishedEvent } from '@postrider/sdk';
import { sanitize, sanitizeLines } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { plural, when } from '../output/text.js';
import { statusColumn } from './deliveries.js';

const statuses = ({ deliveries, delivery_count }: Event): string => {
  if (delivery_count === 0) return 'no subscribers';
  const counts = (['delivered', 'pending', 'failed'] as const).map((status) => {
    const count = deliveries.filter((delivery) => delivery.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const more = delivery_count - deliveries.length;
  return [...counts.flat(), ...(more > 0 ? [`${more} more`] : [])].join(', ');
};

export const eventTable = table<Event>([
  { heading: 'Event', value: ({ id }) => id },
  { heading: 'Type', value: ({ type, test }) => (test ? `${type} (test)` : type) },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen) },
  { heading: 'Customer', value: ({ customer }) => customer?.uid ?? '', isOptional: true },
  { heading: 'Deliveries', value: statuses, isOptional: true },
]);

const deliveryTable = table<EventDetail['deliveries'][number]>([
  { heading: 'Delivery', value: ({ id }) => id },
  statusColumn,
  { heading: 'Endpoint', value: ({ endpoint_id }) => endpoint_id },
]);

export function eventDetails(event: EventDetail, screen: Screen): string {
  const { deliveries, delivery_count } = event;
  return [
    details(
      [
        ['Event', sanitize(event.id)],
        ['Type', event.test ? `${event.type} (test)` : event.type],
        ['Customer', event.customer && sanitize(event.customer.uid)],
        ['Created', when(event.created_at, screen)],
        ['Deliveries', delivery_count === 0 ? 'none (no subscribers)' : String(delivery_count)],
      ],
      screen,
    ),
    ...(deliveries.length > 0 ? [deliveryTable(deliveries, screen)] : []),
    sanitizeLines(JSON.stringify(event.data, null, 2)),
  ].join('\n\n');
}

export function publishedEvent({ id, type, deliveries }: PublishedEvent, { colors }: Screen): string {
  const to = deliveries.length === 0 ? 'no subscribers' : plural(deliveries.length, 'delivery', 'deliveries');
  const lines = deliveries.map((delivery) => `  ${delivery.id}  →  ${delivery.endpoint_id}`);
  return [`${colors.green('✔')} ${type}  ${colors.bold(id)}  ${to}`, ...lines].join('\n');
}
