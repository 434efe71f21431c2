import type { Overview } from '@postrider/contracts';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { t } from '../texts/texts.js';
import { FailingEndpoints } from './failing-endpoints.js';
import { Figures } from './figures.js';
import { FirstSteps } from './first-steps.js';
import { OutcomeCard } from './outcome-card.js';
import { totalOf } from './outcomes.js';
import classes from './overview.module.css';
import { overviewQuery } from './overview-query.js';
import { defaultRange, rangeName, rangeOf, ranges } from './ranges.js';

const route = getRouteApi('/shell/');

/** Attempts by outcome, pending deliveries and failing endpoints. */
export function OverviewPage() {
  const { range = defaultRange } = route.useSearch();
  const navigate = useNavigate();
  const overview = useQuery(overviewQuery(range));

  return (
    <Page
      title={t(($) => $.overview.page.title)}
      actions={
        <SegmentedControl
          aria-label={t(($) => $.overview.page.range)}
          size="xs"
          data={ranges.map((value) => ({ value, label: rangeName(value) }))}
          value={range}
          onChange={(value) => {
            const chosen = rangeOf(value) ?? defaultRange;
            void navigate({ to: '/', search: chosen === defaultRange ? {} : { range: chosen } });
          }}
        />
      }
    >
      <div className={classes.stack}>
        {overview.data !== undefined && <Content overview={overview.data} />}
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

function Content({ overview }: { overview: Overview }) {
  const endpoints = useQuery(allEndpointsQuery);
  const isQuiet = overview.pending === 0 && overview.buckets.every((bucket) => totalOf(bucket) === 0);
  if (isQuiet && endpoints.data?.length === 0) return <FirstSteps />;
  return (
    <>
      <Figures overview={overview} />
      <OutcomeCard overview={overview} />
      <FailingEndpoints endpoints={overview.failing_endpoints} />
    </>
  );
}

function Skeletons() {
  return (
    <>
      <BlockSkeleton height={98} />
      <BlockSkeleton height={392} />
      <BlockSkeleton height={120} />
    </>
  );
}
