import type { Bucket } from './overview-query.js';

export type Outcome = 'delivered' | 'retried' | 'failed';

/** In the order in which they are stacked. */
export const outcomes: readonly { key: Outcome; name: string; color: string }[] = [
  { key: 'delivered', name: 'Delivered', color: 'var(--pr-good-mark)' },
  { key: 'retried', name: 'Retrying', color: 'var(--pr-wait-mark)' },
  { key: 'failed', name: 'Failed', color: 'var(--pr-bad-mark)' },
];

export const totalOf = (bucket: Bucket): number => bucket.delivered + bucket.retried + bucket.failed;
