import type { Overview } from '@postrider/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { Range } from './ranges.js';

/** Attempts of a span of time, by what they came to. */
export type Bucket = Overview['buckets'][number];
export type FailingEndpoint = Overview['failing_endpoints'][number];

export const overviewQuery = (range: Range) =>
  queryOptions({
    queryKey: ['deliveries', 'overview', range],
    queryFn: ({ signal }) => manage<Overview>('GET', '/overview', { query: { range }, signal }),
    // Time goes on also where nothing is sent.
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
