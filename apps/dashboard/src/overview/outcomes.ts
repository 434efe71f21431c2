import type { Series } from '../charts/series.js';
import { t } from '../texts/texts.js';
import type { Bucket } from '../shared/overview-query.js';

type Outcome = 'delivered' | 'retried' | 'failed';

/** In the order in which they are stacked. */
const outcomes: readonly { key: Outcome; name: string; color: string }[] = [
  { key: 'delivered', name: t(($) => $.overview.outcomes.delivered), color: 'var(--pr-good-mark)' },
  { key: 'retried', name: t(($) => $.overview.outcomes.retried), color: 'var(--pr-wait-mark)' },
  { key: 'failed', name: t(($) => $.overview.outcomes.failed), color: 'var(--pr-bad-mark)' },
];

/** Of a customer nobody knows which failed attempts are followed by a retry. */
export function outcomeSeries(buckets: readonly Bucket[]): Series[] {
  const isKnown = buckets.every(({ retried }) => retried !== null);
  return outcomes
    .filter(({ key }) => isKnown || key !== 'retried')
    .map((outcome) => ({
      ...outcome,
      values: buckets.map((bucket) => bucket[isKnown || outcome.key !== 'failed' ? outcome.key : 'failed_attempts']),
    }));
}
