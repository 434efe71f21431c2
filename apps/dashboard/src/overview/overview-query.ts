import type { FailureReason } from '@postrider/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { Range } from './ranges.js';

/** Attempts that began in a span of time, by what they came to. */
export interface Bucket {
  start: string;
  delivered: number;
  retried: number;
  failed: number;
}

export interface LastFailure {
  at: string;
  reason: FailureReason;
  response_status: number | null;
}

export interface FailingEndpoint {
  id: string;
  url: string;
  active: boolean;
  failing_since: string | null;
  last_failure: LastFailure | null;
  pending: number;
}

export interface Overview {
  bucket_seconds: number;
  totals: {
    delivered: number;
    failed: number;
    retried: number;
    success_rate: number | null;
    response_ms_p50: number | null;
    response_ms_p95: number | null;
  };
  buckets: Bucket[];
  pending: number;
  oldest_pending_at: string | null;
  failing_endpoints: FailingEndpoint[];
}

export const overviewQuery = (range: Range) =>
  queryOptions({
    queryKey: ['deliveries', 'overview', range],
    queryFn: ({ signal }) => manage<Overview>('GET', '/overview', { query: { range }, signal }),
    // Time goes on also where nothing is sent.
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
