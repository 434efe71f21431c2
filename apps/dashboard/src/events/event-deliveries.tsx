import type { DeliverySummary } from '@postrider/contracts';
import { Group, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { EndpointName } from '../shared/endpoint-name.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { ErrorState } from '../parts/error-state.js';
import { count } from '../parts/format.js';
import { RowsSkeleton } from '../parts/loading.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { NextAttempt, Time } from '../parts/time.js';
import { lastResponse } from '../shared/last-response.js';
import { t } from '../texts/texts.js';
import { deliveriesPerEvent, eventDeliveriesQuery } from './event-queries.js';

const columns: readonly Column<DeliverySummary>[] = [
  {
    key: 'endpoint',
    header: t(($) => $.events.deliveries.endpoint),
    plain: true,
    cell: ({ endpoint_id, customer }) => <EndpointName id={endpoint_id} customer={customer} />,
  },
  {
    key: 'status',
    header: t(($) => $.events.deliveries.status),
    width: '8rem',
    cell: ({ status }) => <DeliveryBadge status={status} />,
  },
  { key: 'response', header: t(($) => $.events.deliveries.response), width: '24%', cell: lastResponse },
  {
    key: 'attempts',
    header: t(($) => $.events.deliveries.attempts),
    width: '6rem',
    align: 'right',
    cell: ({ attempt_count }) => count(attempt_count),
  },
  {
    key: 'when',
    header: t(($) => $.events.deliveries.when),
    width: '10rem',
    cell: (delivery) => <When delivery={delivery} />,
  },
  {
    key: 'more',
    header: t(($) => $.events.deliveries.delivery),
    width: '7rem',
    plain: true,
    cell: ({ id }) => (
      <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: id }} size="sm">
        <Trans
          i18nKey={($) => $.events.deliveries.details}
          values={{ id }}
          components={{ hidden: <VisuallyHidden /> }}
        />
      </RouterAnchor>
    ),
  },
];

/** The deliveries of an event. Live. */
export function EventDeliveries({ eventId, total }: { eventId: string; total: number }) {
  const { data, error, isFetching, refetch } = useQuery(eventDeliveriesQuery(eventId));
  return (
    <Card title={t(($) => $.events.deliveries.title)} flush>
      {data === undefined ? (
        error === null ? (
          <RowsSkeleton rows={Math.min(total, deliveriesPerEvent)} />
        ) : (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )
      ) : (
        <DataTable
          label={t(($) => $.events.deliveries.title)}
          columns={columns}
          rows={data.data}
          rowKey={({ id }) => id}
        />
      )}
      {total > deliveriesPerEvent && <AllDeliveries eventId={eventId} total={total} />}
    </Card>
  );
}

function AllDeliveries({ eventId, total }: { eventId: string; total: number }) {
  return (
    <Group p="sm" justify="center">
      <RouterButton to="/deliveries" search={{ event_id: eventId }} variant="default" size="xs">
        {t(($) => $.events.deliveries.all, { count: total })}
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
