import type { Overview } from '@postrider/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { OverviewSearch } from './overview-search.js';
import { defaultRange } from './overview-ranges.js';

/** Attempts of a period, by outcome. */
export type Bucket = Overview['buckets'][number];
export type TroubledEndpoint = Overview['failing_endpoints'][number];

export const overviewQuery = ({ range = defaultRange, since, until, customer }: OverviewSearch) => {
  const query = { ...(since === undefined ? { range } : { since, until }), customer };
  return queryOptions({
    queryKey: ['deliveries', 'overview', query],
    queryFn: ({ signal }) => manage<Overview>('GET', '/overview', { query, signal }),
    // Failing endpoints may be deactivated.
    meta: { alsoTopics: ['endpoints'] },
    // The period moves on without any change.
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
};
