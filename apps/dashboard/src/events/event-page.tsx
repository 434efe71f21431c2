import type { EventDetail } from '@postrider/contracts';
import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Trans } from 'react-i18next';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { Facts } from '../parts/facts.js';
import { Id } from '../parts/id.js';
import { JsonView } from '../parts/json-view.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { ExactTime, Time } from '../parts/time.js';
import { CustomerLink } from '../shared/customer-link.js';
import { TestBadge } from '../shared/test-badge.js';
import { t } from '../texts/texts.js';
import { EventDeliveries } from './event-deliveries.js';
import { eventQuery } from './event-queries.js';
import { NoSubscribers } from './no-subscribers.js';

const route = getRouteApi('/shell/events/$eventId');
const parent = { to: '/events', name: t(($) => $.events.title) } as const;

/** One event: its data, and its deliveries or the reason why it has none. */
export function EventPage() {
  const { eventId } = route.useParams();
  const { data: event, error, isFetching, refetch } = useQuery(eventQuery(eventId));
  if (event === undefined) {
    return (
      <Page title={t(($) => $.events.event.title)} parent={parent}>
        <Card>
          {error === null ? (
            <BlockSkeleton height="20rem" />
          ) : (
            <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
          )}
        </Card>
      </Page>
    );
  }
  return <LoadedEvent event={event} />;
}

function LoadedEvent({ event }: { event: EventDetail }) {
  const { id, type, test, delivery_count } = event;
  const heading = (
    <Group gap="sm" component="span">
      <bdi>{type}</bdi>
      {test && <TestBadge />}
    </Group>
  );
  return (
    <Page title={t(($) => $.events.event.of, { type })} heading={heading} parent={parent}>
      <Stack gap="md">
        <Card>
          <EventFacts event={event} />
        </Card>
        {delivery_count === 0 ? (
          <NoSubscribers event={event} />
        ) : (
          <EventDeliveries eventId={id} total={delivery_count} />
        )}
        <Card title={t(($) => $.events.event.data)} description={t(($) => $.events.event.dataDescription)}>
          <JsonView value={event.data} what={t(($) => $.events.event.dataWhat)} />
        </Card>
      </Stack>
    </Page>
  );
}

function EventFacts({ event: { id, type, customer, created_at, delivery_count } }: { event: EventDetail }) {
  return (
    <Facts
      rows={[
        [t(($) => $.events.facts.id), <Id key="id" value={id} />],
        [
          t(($) => $.events.facts.type),
          <RouterAnchor key="type" to="/event-types/$eventType" params={{ eventType: type }} size="sm">
            {type}
          </RouterAnchor>,
        ],
        [
          t(($) => $.events.facts.customer),
          customer === undefined ? null : <CustomerLink key="customer" customer={customer} />,
        ],
        [
          t(($) => $.events.facts.published),
          <span key="created">
            <Trans
              i18nKey={($) => $.events.facts.time}
              components={{ exact: <ExactTime value={created_at} />, time: <Time value={created_at} /> }}
            />
          </span>,
        ],
        [
          t(($) => $.events.facts.to),
          delivery_count === 0
            ? t(($) => $.events.facts.nobody)
            : t(($) => $.events.endpoints, { count: delivery_count }),
        ],
      ]}
    />
  );
}
