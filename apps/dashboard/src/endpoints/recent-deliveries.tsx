import type { DeliverySummary } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { recentDeliveriesQuery } from './endpoint-queries.js';
import classes from './endpoints.module.css';

const columns: readonly Column<DeliverySummary>[] = [
  {
    key: 'type',
    header: 'Event',
    plain: true,
    cell: ({ id, event_type, test }) => (
      <span className={classes.url}>
        <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: id }} size="sm" title={event_type}>
          {event_type}
        </RouterAnchor>
        {test && (
          <Text span size="xs" c="dimmed">
            {' '}
            test
          </Text>
        )}
      </span>
    ),
  },
  { key: 'status', header: 'Status', width: '7.25rem', cell: ({ status }) => <DeliveryBadge status={status} /> },
  { key: 'response', header: 'Last response', width: '8.5rem', cell: (delivery) => lastResponse(delivery) },
  { key: 'created', header: 'Created', width: '7rem', cell: ({ created_at }) => <Time value={created_at} /> },
];

/** The newest deliveries of the endpoint. */
export function RecentDeliveries({ endpointId }: { endpointId: string }) {
  const deliveries = useQuery(recentDeliveriesQuery(endpointId));
  return (
    <Card
      title="Latest deliveries"
      flush
      actions={
        <RouterAnchor to="/deliveries" search={{ endpoint_id: endpointId }} size="sm">
          All deliveries
        </RouterAnchor>
      }
    >
      {deliveries.isPending && <RowsSkeleton rows={10} height={43} />}
      {deliveries.isError && deliveries.data === undefined && (
        <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      )}
      {deliveries.data?.data.length === 0 && (
        <Text size="sm" c="dimmed" px={18} pb="md">
          No deliveries yet. Send a test event to check that it responds.
        </Text>
      )}
      {deliveries.data !== undefined && deliveries.data.data.length > 0 && (
        <DataTable label="Latest deliveries" columns={columns} rows={deliveries.data.data} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}
