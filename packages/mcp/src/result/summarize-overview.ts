import type { FailureCount, Overview } from '@postrider/contracts';
import type * as z from 'zod';
import { cutText } from './cut.js';

/** Bounds that keep a summary under 2 kB. */
const most = { failures: 4, failing: 4, degraded: 2, url: 80 } as const;

type ListedEndpoint = Overview['failing_endpoints'][number];

/** What is failing now, for a model: the figures that lead to a next step, and what it may be. */
export function summarizeOverview(overview: Overview): Record<string, unknown> {
  const { totals, failures, failing_endpoints, degraded_endpoints } = overview;
  return {
    range: overview.range,
    from: overview.from,
    delivered: totals.delivered,
    failed_deliveries: totals.failed,
    failed_attempts: totals.failed_attempts,
    success_rate: totals.success_rate,
    pending: overview.pending,
    pending_capped: overview.pending_capped || undefined,
    oldest_pending_at: overview.oldest_pending_at,
    response_ms_p95: totals.response_ms_p95,
    failures: failures.slice(0, most.failures).map(inWords),
    failing_endpoint_count: failing_endpoints.length,
    failing_endpoints: failing_endpoints.slice(0, most.failing).map(endpoint),
    degraded_endpoints: degraded_endpoints.slice(0, most.degraded).map(endpoint),
    next: next(overview),
  };
}

/** `503: 10 attempts`, or the reason where there was no response. */
const inWords = ({ reason, response_status, attempts }: z.infer<typeof FailureCount>): string =>
  `${response_status === null ? reason : String(response_status)}: ${String(attempts)} attempts`;

const endpoint = ({ id, url, active, failing_since, last_failure, pending }: ListedEndpoint) => ({
  id,
  url: cutText(url, most.url),
  ...(!active && { active }),
  ...(failing_since !== null && { failing_since }),
  ...(last_failure && { last_failure: String(last_failure.response_status ?? last_failure.reason) }),
  pending,
});

function next({ failing_endpoints, totals }: Overview): string {
  const [first] = failing_endpoints;
  if (first) {
    return `list_webhook_deliveries {"endpoint_id":"${first.id}","limit":1}, then explain_webhook_delivery with its id.`;
  }
  if ((totals.failed ?? 0) > 0) return 'list_webhook_deliveries {"status":"failed"}, then explain_webhook_delivery.';
  return 'No endpoint is failing. If something did not arrive, find its event with list_webhook_events.';
}
