import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { count } from '../parts/format.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { createCommand } from './create-command.js';
import { activityQuery } from './endpoint-queries.js';
import { endpointState, matches } from '../shared/endpoint-state.js';
import { endpointsSearch, type EndpointsSearch } from './endpoints-search.js';
import { type EndpointRow, EndpointsTable } from './endpoints-table.js';

const route = getRouteApi('/shell/endpoints');
const rowsAtOnce = 100;

/** All endpoints: state, attempts of the last day, and last failure. */
export function EndpointsPage() {
  const endpoints = useQuery(allEndpointsQuery);
  const newEndpoint = (
    <RouterButton to="/endpoints/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New endpoint
    </RouterButton>
  );
  return (
    <Page title="Endpoints" description="The URLs that receive webhooks." actions={newEndpoint}>
      {endpoints.isPending && (
        <Card flush>
          <RowsSkeleton height={61} />
        </Card>
      )}
      {endpoints.isError && endpoints.data === undefined && (
        <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} retrying={endpoints.isFetching} />
      )}
      {endpoints.data?.length === 0 && (
        <Card>
          <EmptyState title="No endpoints yet" command={createCommand()}>
            An endpoint is a URL of yours that receives events. Create one with the button above, or from a terminal:
          </EmptyState>
        </Card>
      )}
      {endpoints.data !== undefined && endpoints.data.length > 0 && <Endpoints endpoints={endpoints.data} />}
    </Page>
  );
}

function Endpoints({ endpoints }: { endpoints: readonly EndpointRow['endpoint'][] }) {
  const { q = '', state } = route.useSearch();
  const navigate = useNavigate();
  const [shown, setShown] = useState(rowsAtOnce);
  const activities = useQuery(activityQuery).data;

  const search = (changes: { [Name in keyof EndpointsSearch]?: EndpointsSearch[Name] | undefined }): void => {
    void navigate({ to: '/endpoints', search: endpointsSearch({ q, state, ...changes }), replace: true });
  };
  const rows = endpoints
    .map((endpoint) => ({ endpoint, activity: activities?.get(endpoint.id) }))
    .filter(({ endpoint }) => matches(endpoint, q))
    .filter(({ endpoint, activity }) => state === undefined || endpointState(endpoint, activity).key === state);

  return (
    <Card flush>
      <Group p="sm" gap="sm">
        <TextInput
          aria-label="Search endpoints"
          placeholder="URL, description, event type or id"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={q}
          onChange={(event) => {
            search({ q: event.currentTarget.value });
          }}
          size="xs"
          flex={1}
          miw={200}
          maw={420}
        />
        <SegmentedControl
          aria-label="Status"
          size="xs"
          data={[
            { value: 'all', label: 'All' },
            { value: 'active', label: 'Active' },
            { value: 'failing', label: 'Failing' },
            { value: 'inactive', label: 'Deactivated' },
          ]}
          value={state ?? 'all'}
          onChange={(value) => {
            search({ state: endpointsSearch({ state: value }).state });
          }}
        />
      </Group>
      {rows.length === 0 ? (
        <EmptyState
          title="No endpoint matches"
          action={
            <Button variant="default" size="xs" onClick={() => void navigate({ to: '/endpoints', search: {} })}>
              Show all
            </Button>
          }
        >
          {count(endpoints.length)} endpoints exist, but none of them matches.
        </EmptyState>
      ) : (
        <EndpointsTable rows={rows.slice(0, shown)} />
      )}
      {rows.length > shown && (
        <Group justify="center" p="sm">
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setShown(shown + rowsAtOnce);
            }}
          >
            Show more ({count(rows.length - shown)})
          </Button>
        </Group>
      )}
    </Card>
  );
}
