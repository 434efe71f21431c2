import { Skeleton } from '@mantine/core';
import type { Overview } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { FirstSteps } from '../first-steps/first-steps.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { useHasCustomers } from '../shared/customers-query.js';
import { t } from '../texts/texts.js';
import { Failures } from './failures.js';
import { Figures } from './figures.js';
import { OutcomeCard } from './outcome-card.js';
import classes from './overview.module.css';
import { overviewQuery } from '../shared/overview-query.js';
import { overviewSearch } from '../shared/overview-search.js';
import { RangeControl } from './range-control.js';
import { ResponseTimes } from './response-times.js';
import type { Asked } from './shown-deliveries.js';
import { TopEndpoints, TopEventTypes } from './top-lists.js';
import { TroubledEndpoints } from './troubled-endpoints.js';

const CustomerFilter = lazy(async () => ({ default: (await import('./customer-filter.js')).CustomerFilter }));

const route = getRouteApi('/shell/');

/** What arrives, what fails and what is pending. */
export function OverviewPage() {
  const search = route.useSearch();
  const { customer, ...time } = search;
  const hasCustomers = useHasCustomers() || customer !== undefined;
  const navigate = useNavigate();
  const overview = useQuery(overviewQuery(search));

  return (
    <Page
      title={t(($) => $.overview.page.title)}
      actions={
        <>
          {hasCustomers && (
            <Suspense fallback={<Skeleton w={180} h={30} />}>
              <CustomerFilter
                value={customer}
                onChange={(chosen) => {
                  void navigate({ to: '/', search: overviewSearch({ ...time, customer: chosen }) });
                }}
              />
            </Suspense>
          )}
          <RangeControl
            search={time}
            onChange={(changed) => {
              void navigate({ to: '/', search: overviewSearch({ ...changed, customer }) });
            }}
          />
        </>
      }
    >
      <div className={classes.stack}>
        <FirstSteps />
        {overview.data !== undefined && <Content overview={overview.data} asked={search} />}
        {overview.isPending && <Skeletons />}
        {overview.isError && overview.data === undefined && (
          <ErrorState
            error={overview.error}
            retrying={overview.isFetching}
            onRetry={() => {
              void overview.refetch();
            }}
          />
        )}
      </div>
    </Page>
  );
}

function Content({ overview, asked }: { overview: Overview; asked: Asked }) {
  return (
    <>
      <Figures overview={overview} asked={asked} />
      <OutcomeCard overview={overview} customer={asked.customer} />
      <TroubledEndpoints endpoints={[...overview.failing_endpoints, ...overview.degraded_endpoints]} />
      <div className={classes.pair}>
        <ResponseTimes overview={overview} />
        <Failures overview={overview} asked={asked} />
      </div>
      <div className={classes.pair}>
        <TopEndpoints endpoints={overview.top_endpoints} />
        <TopEventTypes top={overview.top_event_types} />
      </div>
    </>
  );
}

function Skeletons() {
  return (
    <>
      <BlockSkeleton height={119} />
      <BlockSkeleton height={370} />
      <BlockSkeleton height={120} />
    </>
  );
}
