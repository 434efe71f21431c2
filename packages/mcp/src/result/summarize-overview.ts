import type { FailureCount, Overview } from '@postrider/contracts';
import type * as z from 'zod';

/** Bounds that keep a summary under 2 kB. */
const most = { causes: 5, failing: 4, degraded: 2, others: 2, url: 60 } as const;

type ListedEndpoint = Overview['failing_endpoints'][number];

/** What is failing now, for a model: the figures that lead to a next step, and what it may be. */
export function summarizeOverview(overview: Overview): Record<string, unknown> {
  const { totals, failing_endpoints, degraded_endpoints } = overview;
  const others = withFailures(overview);
  const first = [...failing_endpoints, ...degraded_endpoints, ...others][0];
  return {
    range: overview.range,
    from: overview.from,
    delivered: totals.delivered,
    failed_deliveries: totals.failed,
    failed_attempts: totals.failed_attempts,
    success_rate: totals.success_rate === null ? null : Math.round(totals.success_rate * 1_000) / 1_000,
    response_ms_p95: totals.response_ms_p95,
    pending: overview.pending,
    pending_capped: overview.pending_capped || undefined,
    oldest_pending_at: overview.oldest_pending_at,
    failed_attempts_by_cause: causes(overview.failures.slice(0, most.causes)),
    failing_endpoint_count: failing_endpoints.length,
    failing_endpoints: failing_endpoints.slice(0, most.failing).map(endpoint),
    degraded_endpoints: degraded_endpoints.slice(0, most.degraded).map(endpoint),
    other_endpoints_with_failures: others,
    next: first
      ? `list_webhook_deliveries ${JSON.stringify({ endpoint_id: first.id, limit: 1 })}, then explain_webhook_delivery with its id.`
      : 'Nothing is failing. If something did not arrive, find its event with list_webhook_events.',
  };
}

/** Numbers of failed attempts by status, or by reason where there was no response. */
function causes(failures: readonly z.infer<typeof FailureCount>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason, response_status, attempts } of failures) {
    const cause = response_status === null ? reason : String(response_status);
    counts[cause] = (counts[cause] ?? 0) + attempts;
  }
  return counts;
}

/** Endpoints of which some attempts failed, but that are neither failing nor degraded. */
function withFailures({ top_endpoints, failing_endpoints, degraded_endpoints }: Overview) {
  const listed = new Set([...failing_endpoints, ...degraded_endpoints].map(({ id }) => id));
  return top_endpoints
    .filter(({ id, failed }) => failed > 0 && !listed.has(id))
    .sort((a, b) => b.failed - a.failed)
    .slice(0, most.others)
    .map(({ id, url, delivered, failed }) => ({ id, url: short(url), delivered, failed_attempts: failed }));
}

const endpoint = ({ id, url, active, failing_since, degraded_since, last_failure, pending }: ListedEndpoint) => ({
  id,
  url: short(url),
  ...(!active && { active }),
  ...(failing_since !== null && { failing_since }),
  ...(degraded_since !== null && { degraded_since }),
  ...(last_failure && { last_failure: String(last_failure.response_status ?? last_failure.reason) }),
  pending,
});

const short = (url: string): string => (url.length <= most.url ? url : `${url.slice(0, most.url)}…`);
