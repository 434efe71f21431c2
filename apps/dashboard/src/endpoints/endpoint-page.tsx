import type { Endpoint } from '@postrider/contracts';
import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.js';
import { can, isPortal } from '../api/permissions.js';
import { endpointTitle, shortUrl } from '../shared/endpoint-title.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { StatusBadge } from '../parts/status-badge.js';
import { EndpointActions } from './endpoint-actions.js';
import { EndpointCharts } from './endpoint-charts.js';
import { EndpointFacts } from './endpoint-facts.js';
import { EndpointHistory } from './endpoint-history.js';
import { EndpointNotice } from './endpoint-notice.js';
import { activityQuery, endpointQuery } from './endpoint-queries.js';
import { endpointState } from '../shared/endpoint-state.js';
import { CustomerLink } from '../shared/customer-link.js';
import { t } from '../texts/texts.js';
import classes from './endpoints.module.css';
import { RecentDeliveries } from './recent-deliveries.js';
import { SendTest } from './send-test.js';

const route = getRouteApi('/shell/endpoints/$endpointId');
const parent = { to: '/endpoints', name: t(($) => $.endpoints.page.title) } as const;

/** One endpoint: its state, its recent deliveries and its actions. */
export function EndpointPage() {
  const { endpointId } = route.useParams();
  const endpoint = useQuery(endpointQuery(endpointId));
  // The notice above the charts depends on it, and would move them.
  const hasActivity = !useQuery(activityQuery).isPending;

  if (endpoint.data !== undefined && hasActivity) return <Content endpoint={endpoint.data} key={endpointId} />;
  const isGone = endpoint.error instanceof ApiError && endpoint.error.status === 404;
  return (
    <Page title={t(($) => $.endpoints.endpoint.title)} parent={parent}>
      {(endpoint.isPending || endpoint.isSuccess) && <BlockSkeleton height={420} />}
      {isGone && <Gone id={endpointId} />}
      {endpoint.isError && !isGone && (
        <ErrorState error={endpoint.error} onRetry={() => void endpoint.refetch()} retrying={endpoint.isFetching} />
      )}
    </Page>
  );
}

function Gone({ id }: { id: string }) {
  const toDeliveries = (
    <RouterButton to="/deliveries" search={{ endpoint_id: id }} variant="default" size="xs">
      {t(($) => $.endpoints.endpoint.itsDeliveries)}
    </RouterButton>
  );
  return (
    <Card>
      <EmptyState title={t(($) => $.endpoints.endpoint.notFound)} action={toDeliveries}>
        {t(($) => $.endpoints.endpoint.notFoundMore)}
      </EmptyState>
    </Card>
  );
}

function Content({ endpoint }: { endpoint: Endpoint }) {
  const activity = useQuery(activityQuery).data?.get(endpoint.id);
  const { edit, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const { tone, name } = endpointState(endpoint, activity);
  const title = endpointTitle(endpoint);
  return (
    <Page
      title={t(($) => $.endpoints.endpoint.titleOf, { title })}
      heading={<bdi>{title}</bdi>}
      parent={parent}
      description={
        <Group gap="xs" mt={4}>
          <StatusBadge tone={tone}>{name}</StatusBadge>
          {title !== shortUrl(endpoint.url) && <bdi title={endpoint.url}>{shortUrl(endpoint.url)}</bdi>}
          {endpoint.customer !== undefined && !isPortal() && <CustomerLink customer={endpoint.customer} />}
        </Group>
      }
      actions={
        <EndpointActions
          endpoint={endpoint}
          isEdited={edit === true}
          onEdited={() => void navigate({ search, replace: true })}
        />
      }
    >
      <EndpointNotice endpoint={endpoint} activity={activity} />
      <EndpointCharts endpointId={endpoint.id} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <RecentDeliveries endpointId={endpoint.id} />
          {!isPortal() && <EndpointHistory endpointId={endpoint.id} />}
        </div>
        <div className={classes.column}>
          {can('test') && <SendTest endpoint={endpoint} />}
          <EndpointFacts endpoint={endpoint} />
        </div>
      </div>
    </Page>
  );
}
