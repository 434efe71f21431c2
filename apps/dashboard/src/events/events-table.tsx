import type { EventSummary } from '@postrider/contracts';
import { Group } from '@mantine/core';
import { EndpointName } from '../shared/endpoint-name.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { countOf } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { Outcome } from './outcome.js';

const columns: readonly Column<EventSummary>[] = [
  {
    key: 'type',
    header: 'Event',
    plain: true,
    cell: ({ id, type, test }) => (
      <Group gap="xs" wrap="nowrap" miw={0}>
        <RouterAnchor to="/events/$eventId" params={{ eventId: id }} fw={600} size="sm" dir="ltr" lineClamp={1}>
          {type}
        </RouterAnchor>
        {test && <StatusBadge tone="idle">Test</StatusBadge>}
      </Group>
    ),
  },
  { key: 'to', header: 'Sent to', cell: (event) => <WentTo event={event} /> },
  { key: 'outcome', header: 'Outcome', width: '24%', cell: (event) => <Outcome event={event} /> },
  {
    key: 'created',
    header: 'Published',
    width: '8rem',
    align: 'right',
    cell: ({ created_at }) => <Time value={created_at} />,
  },
];

export function EventsTable({ events }: { events: readonly EventSummary[] }) {
  return <DataTable label="Events" columns={columns} rows={events} rowKey={({ id }) => id} />;
}

function WentTo({ event: { id, deliveries, delivery_count } }: { event: EventSummary }) {
  const [first] = deliveries;
  if (delivery_count === 0) return 'No endpoint';
  // Those of a large publish call may be still to be made.
  if (delivery_count === 1 && first) return <EndpointName id={first.endpoint_id} />;
  return (
    <RouterAnchor to="/events/$eventId" params={{ eventId: id }} size="sm">
      {countOf(delivery_count, 'endpoint')}
    </RouterAnchor>
  );
}
