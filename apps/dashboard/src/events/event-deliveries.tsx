import type { DeliverySummary } from '@postrider/contracts';
import { Group, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EndpointName } from '../shared/endpoint-name.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { ErrorState } from '../parts/error-state.js';
import { count, countOf } from '../parts/format.js';
import { RowsSkeleton } from '../parts/loading.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { NextAttempt, Time } from '../parts/time.js';
import { lastResponse } from '../shared/last-response.js';
import { deliveriesPerEvent, eventDeliveriesQuery } from './event-queries.js';

const columns: readonly Column<DeliverySummary>[] = [
  { key: 'endpoint', header: 'Endpoint', plain: true, cell: ({ endpoint_id }) => <EndpointName id={endpoint_id} /> },
  { key: 'status', header: 'Status', width: '8rem', cell: ({ status }) => <DeliveryBadge status={status} /> },
  { key: 'response', header: 'Last response', width: '24%', cell: lastResponse },
  {
    key: 'attempts',
    header: 'Attempts',
    width: '6rem',
    align: 'right',
    cell: ({ attempt_count }) => count(attempt_count),
  },
  { key: 'when', header: 'When', width: '10rem', cell: (delivery) => <When delivery={delivery} /> },
  {
    key: 'more',
    header: 'Delivery',
    width: '6rem',
    plain: true,
    cell: ({ id }) => (
      <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: id }} size="sm">
        Details<VisuallyHidden> of delivery {id}</VisuallyHidden>
      </RouterAnchor>
    ),
  },
];

/** The deliveries of an event. Live. */
export function EventDeliveries({ eventId, total }: { eventId: string; total: number }) {
  const { data, error, isFetching, refetch } = useQuery(eventDeliveriesQuery(eventId));
  return (
    <Card title="Deliveries" flush>
      {data === undefined ? (
        error === null ? (
          <RowsSkeleton rows={Math.min(total, deliveriesPerEvent)} />
        ) : (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )
      ) : (
        <DataTable label="Deliveries" columns={columns} rows={data.data} rowKey={({ id }) => id} />
      )}
      {total > deliveriesPerEvent && <AllDeliveries eventId={eventId} total={total} />}
    </Card>
  );
}

function AllDeliveries({ eventId, total }: { eventId: string; total: number }) {
  return (
    <Group p="sm" justify="center">
      <RouterButton to="/deliveries" search={{ event_id: eventId }} variant="default" size="xs">
        All {countOf(total, 'delivery', 'deliveries')}
      </RouterButton>
    </Group>
  );
}

function When({ delivery: { next_attempt_at, completed_at } }: { delivery: DeliverySummary }) {
  if (completed_at !== null) return <Time value={completed_at} />;
  if (next_attempt_at === null) return null;
  return (
    <span>
      <NextAttempt at={next_attempt_at} />
    </span>
  );
}
