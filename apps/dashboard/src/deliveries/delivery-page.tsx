import { Grid, Stack } from '@mantine/core';
import type { DeliveryDetail } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.js';
import { can, isPortal } from '../api/permissions.js';
import { CustomerLink } from '../shared/customer-link.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { Facts } from '../parts/facts.js';
import { CopyButton } from '../parts/copy-button.js';
import { count } from '../parts/format.js';
import { Id } from '../parts/id.js';
import { JsonView } from '../parts/json-view.js';
import { PageSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { Attempts } from './attempts.js';
import { BackToList } from './back-to-list.js';
import classes from './delivery.module.css';
import { TestBadge } from '../shared/test-badge.js';
import { deliveryQuery } from '../shared/delivery-queries.js';
import { History } from './history.js';
import { ListNeighbors } from './list-neighbors.js';
import { ReplayButton } from './replay-button.js';
import { ResendButton } from './resend-button.js';
import { RetrySchedule } from './retry-schedule.js';
import { Situation } from './situation.js';

const route = getRouteApi('/shell/deliveries/$deliveryId');

/** One delivery: its status, attempts, payload and event history. Live. */
export function DeliveryPage() {
  const { deliveryId } = route.useParams();
  const { data, error, isFetching, refetch } = useQuery(deliveryQuery(deliveryId));
  if (data !== undefined) return <Delivery key={data.id} delivery={data} />;
  if (error === null) return <PageSkeleton />;
  return (
    <Page title={t(($) => $.deliveries.delivery.title)} back={<BackToList />}>
      <Card>
        {error instanceof ApiError && error.status === 404 ? (
          <EmptyState
            title={t(($) => $.deliveries.delivery.missing)}
            action={
              <RouterButton to="/deliveries" variant="default">
                {t(($) => $.deliveries.delivery.back)}
              </RouterButton>
            }
          >
            {t(($) => $.deliveries.delivery.missingReason)}
          </EmptyState>
        ) : (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )}
      </Card>
    </Page>
  );
}

function Delivery({ delivery }: { delivery: DeliveryDetail }) {
  const { id, event_type, status, test, payload, retry_schedule } = delivery;
  return (
    <Page
      title={t(($) => $.deliveries.delivery.of, { type: event_type })}
      heading={
        <>
          <bdi>{event_type}</bdi> <DeliveryBadge status={status} /> {test && <TestBadge />}
        </>
      }
      description={test ? t(($) => $.deliveries.delivery.test) : undefined}
      back={<BackToList />}
      actions={
        <>
          <ListNeighbors id={id} />
          {can('test') && <ResendButton delivery={delivery} />}
          {can('replay') && <ReplayButton delivery={delivery} />}
        </>
      }
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <Situation delivery={delivery} />
            <Attempts delivery={delivery} />
            <Card
              title={t(($) => $.deliveries.delivery.payload)}
              description={t(($) => $.deliveries.delivery.payloadDescription)}
            >
              {payload === null ? (
                t(($) => $.deliveries.delivery.payloadDropped)
              ) : (
                <JsonView value={payload} what={t(($) => $.deliveries.delivery.payloadWhat)} />
              )}
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <Details delivery={delivery} />
            {retry_schedule !== null && status === 'pending' && <RetrySchedule schedule={retry_schedule} />}
            {!isPortal() && <History id={id} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Details({ delivery }: { delivery: DeliveryDetail }) {
  const { id, endpoint_id, customer, event_id, event_type, attempt_count, created_at, completed_at, status } = delivery;
  return (
    <Card title={t(($) => $.deliveries.details.title)}>
      <Facts
        rows={[
          [
            t(($) => $.deliveries.details.endpoint),
            <EndpointName key="endpoint" id={endpoint_id} lines={3} customer={null} />,
          ],
          [
            t(($) => $.deliveries.details.customer),
            customer === undefined || isPortal() ? null : <CustomerLink key="customer" customer={customer} />,
          ],
          [
            t(($) => $.deliveries.details.event),
            isPortal() ? (
              <Id key="event" value={event_id} what={t(($) => $.deliveries.details.eventIdWhat)} />
            ) : (
              <span key="event" className={classes.fact}>
                <RouterAnchor to="/events/$eventId" params={{ eventId: event_id }} size="sm" title={event_id} truncate>
                  {event_id}
                </RouterAnchor>
                <CopyButton value={event_id} what={t(($) => $.deliveries.details.eventIdWhat)} />
              </span>
            ),
          ],
          [
            t(($) => $.deliveries.details.eventType),
            <RouterAnchor
              key="type"
              to="/deliveries"
              search={{ event_type }}
              size="sm"
              title={t(($) => $.deliveries.details.ofType)}
            >
              {event_type}
            </RouterAnchor>,
          ],
          [
            t(($) => $.deliveries.details.delivery),
            <Id key="id" value={id} what={t(($) => $.deliveries.details.deliveryIdWhat)} />,
          ],
          [t(($) => $.deliveries.details.attempts), count(attempt_count)],
          [t(($) => $.deliveries.details.created), <ExactTime key="created" value={created_at} />],
          [
            status === 'delivered' ? t(($) => $.deliveries.details.delivered) : t(($) => $.deliveries.details.failed),
            completed_at === null ? null : <ExactTime key="completed" value={completed_at} />,
          ],
        ]}
      />
    </Card>
  );
}
