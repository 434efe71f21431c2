import type { EndpointMetrics } from '@postrider/contracts';
import { SegmentedControl, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { spanOf } from '../charts/bucket-times.js';
import { ChartCard } from '../charts/chart-card.js';
import { ErrorState } from '../parts/error-state.js';
import { count, countUpTo, duration, percent } from '../parts/format.js';
import { BlockSkeleton } from '../parts/loading.js';
import { t } from '../texts/texts.js';
import { metricsQuery } from './endpoint-queries.js';
import { chartRanges, defaultChartRange, endpointSearch } from './endpoints-search.js';
import classes from './endpoints.module.css';
import { failureSeries, outcomeSeries, timeSeries } from './metric-series.js';

const route = getRouteApi('/shell/endpoints/$endpointId');

/** Outcomes, response times, failures and pending deliveries of an endpoint over time. */
export function EndpointCharts({ endpointId }: { endpointId: string }) {
  const { range = defaultChartRange } = route.useSearch();
  const navigate = useNavigate();
  const metrics = useQuery(metricsQuery(endpointId, range));
  return (
    <section aria-label={t(($) => $.endpoints.charts.title)}>
      <div className={classes.chartsHead}>
        <Title order={2}>{t(($) => $.endpoints.charts.title)}</Title>
        <SegmentedControl
          aria-label={t(($) => $.endpoints.charts.range)}
          size="xs"
          data={chartRanges.map((value) => ({ value, label: t(($) => $.endpoints.charts.ranges[value]) }))}
          value={range}
          onChange={(value) => {
            void navigate({
              to: '/endpoints/$endpointId',
              params: { endpointId },
              search: endpointSearch({ range: value }),
              replace: true,
              resetScroll: false,
            });
          }}
        />
      </div>
      {metrics.isPending && <BlockSkeleton height={620} />}
      {metrics.isError && metrics.data === undefined && (
        <ErrorState
          error={metrics.error}
          retrying={metrics.isFetching}
          onRetry={() => {
            void metrics.refetch();
          }}
        />
      )}
      {metrics.data !== undefined && <Charts metrics={metrics.data} />}
    </section>
  );
}

function Charts({ metrics }: { metrics: EndpointMetrics }) {
  const { totals, buckets, bucket_seconds, pending, pending_capped, pending_by_creation } = metrics;
  const time = { starts: buckets.map(({ start }) => start), bucketSeconds: bucket_seconds, small: true };
  const span = spanOf(bucket_seconds);
  return (
    <div className={classes.charts}>
      <ChartCard
        {...time}
        title={t(($) => $.endpoints.charts.attempts)}
        description={firstAttempts(totals)}
        label={t(($) => $.endpoints.charts.attemptsLabel, { span })}
        series={outcomeSeries(metrics)}
        total={({ key }) => count(key === 'delivered' ? totals.delivered : totals.failed)}
        none={<None>{t(($) => $.endpoints.charts.noAttempts)}</None>}
      />
      <ChartCard
        {...time}
        title={t(($) => $.endpoints.charts.times)}
        description={t(($) => $.endpoints.charts.per, { span })}
        label={t(($) => $.endpoints.charts.timesLabel, { span })}
        kind="lines"
        series={timeSeries(metrics)}
        format={duration}
        total={({ key }) => shownTime(key === 'p50' ? totals.response_ms_p50 : totals.response_ms_p95)}
        none={<None>{t(($) => $.endpoints.charts.noResponses)}</None>}
      />
      <ChartCard
        {...time}
        title={t(($) => $.endpoints.charts.failures)}
        description={t(($) => $.endpoints.charts.per, { span })}
        label={t(($) => $.endpoints.charts.failuresLabel, { span })}
        series={failureSeries(metrics)}
        total={({ values }) => count(values.reduce<number>((sum, value) => sum + (value ?? 0), 0))}
        none={<None>{t(($) => $.endpoints.charts.noFailures)}</None>}
      />
      <ChartCard
        {...time}
        title={t(($) => $.endpoints.charts.pending)}
        description={t(($) => $.endpoints.charts.pendingDescription)}
        label={t(($) => $.endpoints.charts.pendingLabel, { span })}
        series={[
          {
            key: 'pending',
            name: t(($) => $.endpoints.charts.pendingNow),
            color: 'var(--pr-wait-mark)',
            values: pending_by_creation.map((bucket) => bucket.pending),
          },
        ]}
        total={() => countUpTo(pending, pending_capped)}
        none={<None>{t(($) => $.endpoints.charts.nonePending)}</None>}
      />
    </div>
  );
}

/** How many deliveries arrived at once; "not counted yet" for those of an earlier release. */
function firstAttempts({ first_attempts, failed_first_attempts }: EndpointMetrics['totals']): string {
  if (first_attempts === null || failed_first_attempts === null) return t(($) => $.endpoints.charts.notCounted);
  if (first_attempts === 0) return t(($) => $.endpoints.charts.noFirstAttempts);
  const share = percent((first_attempts - failed_first_attempts) / first_attempts);
  return t(($) => $.endpoints.charts.atFirst, { share });
}

const shownTime = (ms: number | null): string => (ms === null ? '–' : duration(ms));

function None({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" className={classes.none}>
      {children}
    </Text>
  );
}
