import type { Overview } from '@postrider/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { Range } from './ranges.js';

/** Attempts of a period, by outcome. */
export type Bucket = Overview['buckets'][number];
export type FailingEndpoint = Overview['failing_endpoints'][number];

export const overviewQuery = (range: Range) =>
  queryOptions({
    queryKey: ['deliveries', 'overview', range],
    queryFn: ({ signal }) => manage<Overview>('GET', '/overview', { query: { range }, signal }),
    // The period moves on without any change.
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
