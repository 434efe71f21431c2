import type { DeliverySummary } from '@postrider/contracts';
import { Group, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { can } from '../api/permissions.js';
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
import { ReplayFailed } from './replay-failed.js';

const columnsOf = (eventId: string): readonly Column<DeliverySummary>[] => [
  {
    key: 'endpoint',
    header: t(($) => $.events.deliveries.endpoint),
    plain: true,
    cell: ({ endpoint_id, customer }) => <EndpointName id={endpoint_id} customer={customer} />,
  },
  {
    key: 'status',
    header: t(($) => $.events.deliveries.status),
    width: '12rem',
    cell: (delivery) => <Status delivery={delivery} />,
  },
  { key: 'response', header: t(($) => $.events.deliveries.response), width: '18%', cell: lastResponse },
  {
    key: 'attempts',
    header: t(($) => $.events.deliveries.attempts),
    width: '6rem',
    align: 'right',
    wide: true,
    cell: ({ attempt_count }) => count(attempt_count),
  },
  {
    key: 'completed',
    header: t(($) => $.events.deliveries.completed),
    width: '8rem',
    wide: true,
    cell: ({ completed_at }) => completed_at !== null && <Time value={completed_at} />,
  },
  {
    key: 'more',
    header: t(($) => $.events.deliveries.delivery),
    width: '6rem',
    align: 'right',
    plain: true,
    cell: ({ id }) => (
      <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: id }} state={{ event: eventId }} size="sm">
        <Trans
          i18nKey={($) => $.events.deliveries.details}
          values={{ id }}
          components={{ hidden: <VisuallyHidden /> }}
        />
      </RouterAnchor>
    ),
  },
];

const hasFailed = (deliveries: readonly DeliverySummary[]): boolean =>
  deliveries.some(({ status }) => status === 'failed');

/** Failed ones first, and otherwise as they are listed. */
const failedFirst = (deliveries: readonly DeliverySummary[]): DeliverySummary[] =>
  deliveries.toSorted((one, other) => Number(other.status === 'failed') - Number(one.status === 'failed'));

/** The deliveries of an event. Live. */
export function EventDeliveries({ eventId, total }: { eventId: string; total: number }) {
  const { data, error, isFetching, refetch } = useQuery(eventDeliveriesQuery(eventId));
  return (
    <Card
      title={t(($) => $.events.deliveries.title)}
      actions={can('replay') && data !== undefined && hasFailed(data.data) && <ReplayFailed eventId={eventId} />}
      flush
    >
      {data === undefined ? (
        error === null ? (
          <RowsSkeleton rows={Math.min(total, deliveriesPerEvent)} />
        ) : (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )
      ) : (
        <DataTable
          label={t(($) => $.events.deliveries.title)}
          columns={columnsOf(eventId)}
          rows={failedFirst(data.data)}
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

/** The status, with the time of the next attempt. */
function Status({ delivery: { status, next_attempt_at, attempt_count } }: { delivery: DeliverySummary }) {
  return (
    <Group gap="0.15rem 0.5rem">
      <DeliveryBadge status={status} />
      {next_attempt_at !== null && attempt_count > 0 && (
        <Text size="sm" c="dimmed" span>
          <NextAttempt at={next_attempt_at} />
        </Text>
      )}
    </Group>
  );
}
