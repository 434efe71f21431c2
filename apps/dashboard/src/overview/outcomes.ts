import type { Series } from '../charts/series.js';
import { t } from '../texts/texts.js';
import type { Bucket } from './overview-query.js';

type Outcome = 'delivered' | 'retried' | 'failed';

/** In the order in which they are stacked. */
const outcomes: readonly { key: Outcome; name: string; color: string }[] = [
  { key: 'delivered', name: t(($) => $.overview.outcomes.delivered), color: 'var(--pr-good-mark)' },
  { key: 'retried', name: t(($) => $.overview.outcomes.retried), color: 'var(--pr-wait-mark)' },
  { key: 'failed', name: t(($) => $.overview.outcomes.failed), color: 'var(--pr-bad-mark)' },
];

export const outcomeSeries = (buckets: readonly Bucket[]): Series[] =>
  outcomes.map((outcome) => ({ ...outcome, values: buckets.map((bucket) => bucket[outcome.key]) }));
