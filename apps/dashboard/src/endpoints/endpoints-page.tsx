import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can, isPortal } from '../api/permissions.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { count } from '../parts/format.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { customerEndpointsQuery } from '../shared/customer-endpoints-query.js';
import { CustomerSelect } from '../shared/customer-select.js';
import { useHasCustomers } from '../shared/customers-query.js';
import { createCommand } from './create-command.js';
import { activityQuery } from './endpoint-queries.js';
import { endpointState, matches } from '../shared/endpoint-state.js';
import { t } from '../texts/texts.js';
import classes from './endpoints.module.css';
import { endpointsSearch, type EndpointsSearch, states } from './endpoints-search.js';
import { EndpointsTable } from './endpoints-table.js';
import { byState, countIn, type EndpointRow } from './listed-endpoints.js';

const route = getRouteApi('/shell/endpoints');
const rowsAtOnce = 100;

/** All endpoints: state, attempts of the last day, and last failure. */
export function EndpointsPage() {
  const { customer } = route.useSearch();
  const all = useQuery({ ...allEndpointsQuery, enabled: customer === undefined });
  const ofCustomer = useQuery({ ...customerEndpointsQuery(customer ?? ''), enabled: customer !== undefined });
  const endpoints = customer === undefined ? all : ofCustomer;
  // Those that fail come first, and say since when.
  const hasActivity = !useQuery(activityQuery).isPending;
  const listed = hasActivity ? endpoints.data : undefined;
  const newEndpoint = can('manage') && (
    <RouterButton
      to="/endpoints/new"
      search={customer === undefined ? {} : { customer }}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t(($) => $.endpoints.page.newEndpoint)}
    </RouterButton>
  );
  return (
    <Page
      title={t(($) => $.endpoints.page.title)}
      description={t(($) => $.endpoints.page.description)}
      actions={newEndpoint}
    >
      {listed === undefined && !endpoints.isError && (
        <Card flush>
          <RowsSkeleton height={61} />
        </Card>
      )}
      {endpoints.isError && endpoints.data === undefined && (
        <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} retrying={endpoints.isFetching} />
      )}
      {listed?.length === 0 && customer === undefined && (
        <Card>
          <EmptyState
            title={t(($) => $.endpoints.page.none)}
            {...(isPortal() ? { action: newEndpoint } : { command: createCommand() })}
          >
            {can('manage') ? t(($) => $.endpoints.page.noneMore) : t(($) => $.endpoints.page.description)}
          </EmptyState>
        </Card>
      )}
      {listed !== undefined && (listed.length > 0 || customer !== undefined) && <Endpoints endpoints={listed} />}
    </Page>
  );
}

function Endpoints({ endpoints }: { endpoints: readonly EndpointRow['endpoint'][] }) {
  const { q = '', state, customer } = route.useSearch();
  const hasCustomers = useHasCustomers() || customer !== undefined;
  const navigate = useNavigate();
  const [shown, setShown] = useState(rowsAtOnce);
  const activities = useQuery(activityQuery).data;

  const search = (changes: { [Name in keyof EndpointsSearch]?: EndpointsSearch[Name] | undefined }): void => {
    void navigate({ to: '/endpoints', search: endpointsSearch({ q, state, customer, ...changes }), replace: true });
  };
  const found = endpoints
    .map((endpoint) => ({ endpoint, activity: activities?.get(endpoint.id) }))
    .filter(({ endpoint }) => matches(endpoint, q));
  const rows = byState(found).filter(
    ({ endpoint, activity }) => state === undefined || endpointState(endpoint, activity).key === state,
  );

  return (
    <Card flush>
      <Group p="sm" gap="sm">
        <TextInput
          aria-label={t(($) => $.endpoints.page.search)}
          placeholder={t(($) => $.endpoints.page.searchHint)}
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
        {hasCustomers && (
          <CustomerSelect
            aria-label={t(($) => $.endpoints.page.customer)}
            placeholder={t(($) => $.endpoints.page.anyCustomer)}
            size="xs"
            w={180}
            value={customer}
            onChange={(chosen) => {
              search({ customer: chosen });
            }}
          />
        )}
        <div className={classes.filter}>
          <SegmentedControl
            aria-label={t(($) => $.endpoints.page.status)}
            size="xs"
            w="max-content"
            data={[
              { value: 'all', label: t(($) => $.endpoints.page.all) },
              ...states.map((value) => ({
                value,
                label:
                  activities === undefined
                    ? t(($) => $.shared.endpointState[value])
                    : t(($) => $.endpoints.page.inState, {
                        state: t(($) => $.shared.endpointState[value]),
                        count: countIn(found, value),
                      }),
              })),
            ]}
            value={state ?? 'all'}
            onChange={(value) => {
              search({ state: endpointsSearch({ state: value }).state });
            }}
          />
        </div>
      </Group>
      {rows.length === 0 ? (
        <EmptyState
          title={t(($) => $.endpoints.page.noMatch)}
          action={
            <Button variant="default" size="xs" onClick={() => void navigate({ to: '/endpoints', search: {} })}>
              {t(($) => $.endpoints.page.showAll)}
            </Button>
          }
        >
          {endpoints.length === 0
            ? t(($) => $.endpoints.page.noneOfCustomer)
            : t(($) => $.endpoints.page.noMatchMore, { count: endpoints.length })}
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
            {t(($) => $.endpoints.page.showMore, { number: count(rows.length - shown) })}
          </Button>
        </Group>
      )}
    </Card>
  );
}
