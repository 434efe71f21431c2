import type { DeliverySummary } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EventCell } from '../shared/event-cell.js';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { recentDeliveriesQuery } from './endpoint-queries.js';

const columns: readonly Column<DeliverySummary>[] = [
  {
    key: 'type',
    header: t(($) => $.endpoints.recentDeliveries.event),
    plain: true,
    cell: ({ id, event_id, event_type, test }) => (
      <EventCell id={event_id} test={test}>
        <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: id }} size="sm" title={event_type}>
          {event_type}
        </RouterAnchor>
      </EventCell>
    ),
  },
  {
    key: 'status',
    header: t(($) => $.endpoints.recentDeliveries.status),
    width: '7.25rem',
    cell: ({ status }) => <DeliveryBadge status={status} />,
  },
  {
    key: 'response',
    header: t(($) => $.endpoints.recentDeliveries.lastResponse),
    width: '8.5rem',
    cell: (delivery) => lastResponse(delivery),
  },
  {
    key: 'created',
    header: t(($) => $.endpoints.recentDeliveries.created),
    width: '7rem',
    align: 'right',
    cell: ({ created_at }) => <Time value={created_at} />,
  },
];

/** The newest deliveries of the endpoint. */
export function RecentDeliveries({ endpointId }: { endpointId: string }) {
  const deliveries = useQuery(recentDeliveriesQuery(endpointId));
  return (
    <Card
      title={t(($) => $.endpoints.recentDeliveries.title)}
      flush
      actions={
        <RouterAnchor to="/deliveries" search={{ endpoint_id: endpointId }} size="sm">
          {t(($) => $.endpoints.recentDeliveries.all)}
        </RouterAnchor>
      }
    >
      {deliveries.isPending && <RowsSkeleton rows={10} height={43} />}
      {deliveries.isError && deliveries.data === undefined && (
        <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      )}
      {deliveries.data?.data.length === 0 && (
        <Text size="sm" c="dimmed" px={18} pb="md">
          {t(($) => $.endpoints.recentDeliveries.none)}
        </Text>
      )}
      {deliveries.data !== undefined && deliveries.data.data.length > 0 && (
        <DataTable
          label={t(($) => $.endpoints.recentDeliveries.title)}
          columns={columns}
          rows={deliveries.data.data}
          rowKey={({ id }) => id}
        />
      )}
    </Card>
  );
}
