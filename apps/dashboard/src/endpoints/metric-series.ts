import type { EndpointMetrics } from '@postrider/contracts';
import type { Series } from '../charts/series.js';
import { lastResponse } from '../shared/last-response.js';
import { t } from '../texts/texts.js';

type Metrics = Pick<EndpointMetrics, 'totals' | 'buckets'>;

export const outcomeSeries = ({ buckets }: Pick<Metrics, 'buckets'>): Series[] => [
  {
    key: 'delivered',
    name: t(($) => $.endpoints.charts.delivered),
    color: 'var(--pr-good-mark)',
    values: buckets.map(({ delivered }) => delivered),
  },
  {
    key: 'failed',
    name: t(($) => $.endpoints.charts.failed),
    color: 'var(--pr-bad-mark)',
    values: buckets.map(({ failed }) => failed),
  },
];

export const timeSeries = ({ buckets }: Pick<Metrics, 'buckets'>): Series[] => [
  {
    key: 'p50',
    name: 'p50',
    color: 'var(--mantine-primary-color-filled)',
    values: buckets.map(({ response_ms_p50 }) => response_ms_p50),
  },
  {
    key: 'p95',
    name: 'p95',
    color: 'var(--pr-wait-mark)',
    values: buckets.map(({ response_ms_p95 }) => response_ms_p95),
  },
];

const reasonColors = [
  'var(--pr-bad-mark)',
  'var(--pr-wait-mark)',
  'var(--mantine-primary-color-filled)',
  'var(--pr-good-mark)',
];

interface Failure {
  reason: EndpointMetrics['totals']['failures'][number]['reason'];
  response_status: number | null;
}

const keyOf = ({ reason, response_status }: Failure): string => `${reason} ${response_status ?? ''}`;

/** The most frequent reasons, and all others together. */
export function failureSeries({ totals, buckets }: Metrics): Series[] {
  const named = totals.failures.slice(0, reasonColors.length);
  const keys = new Set(named.map(keyOf));
  const sumOf = (failures: Metrics['totals']['failures'], isCounted: (key: string) => boolean): number =>
    failures.filter((failure) => isCounted(keyOf(failure))).reduce((sum, { attempts }) => sum + attempts, 0);
  const series = named.map((failure, index): Series => {
    const key = keyOf(failure);
    return {
      key,
      name: lastResponse({ response_status: failure.response_status, failure_reason: failure.reason }),
      color: reasonColors[index] ?? '',
      values: buckets.map(({ failures }) => sumOf(failures, (each) => each === key)),
    };
  });
  if (totals.failures.length <= named.length) return series;
  const others = buckets.map(({ failures }) => sumOf(failures, (each) => !keys.has(each)));
  return [
    ...series,
    { key: 'others', name: t(($) => $.endpoints.charts.others), color: 'var(--pr-idle-mark)', values: others },
  ];
}
