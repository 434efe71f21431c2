import type { DeliveryCount, DeliverySummary, Endpoint } from '@postrider/contracts';
import { statuses } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';

export type ReplayCount = DeliveryCount;

/** Counts selected deliveries as the API counts those of a filter. Without a list of endpoints none is skipped. */
export function countOfSelected(
  deliveries: readonly DeliverySummary[],
  endpoints: readonly Pick<Endpoint, 'id' | 'active'>[] | undefined,
): ReplayCount {
  const inactive = new Set(endpoints?.filter(({ active }) => !active).map(({ id }) => id));
  const known = new Set(endpoints?.map(({ id }) => id));
  const countOf = (matches: (delivery: DeliverySummary) => boolean): number => deliveries.filter(matches).length;
  return {
    count: deliveries.length,
    complete: true,
    pending: countOf(({ status }) => status === 'pending'),
    delivered: countOf(({ status }) => status === 'delivered'),
    failed: countOf(({ status }) => status === 'failed'),
    of_inactive_endpoints: countOf(({ endpoint_id }) => inactive.has(endpoint_id)),
    of_deleted_endpoints: endpoints === undefined ? 0 : countOf(({ endpoint_id }) => !known.has(endpoint_id)),
    inactive_endpoint_ids: [...inactive].filter((id) => deliveries.some(({ endpoint_id }) => endpoint_id === id)),
  };
}

/** "12 deliveries: 3 delivered, 9 failed." */
export function matchingInWords(counted: ReplayCount): string {
  const { count, complete } = counted;
  if (!complete) return count === 0 ? t(($) => $.bulk.replay.unknown) : t(($) => $.bulk.replay.more, { count });
  if (count === 0) return t(($) => $.bulk.replay.none);
  const parts = statuses
    .filter((status) => counted[status] > 0)
    .map((status) => t(($) => $.bulk.replay.ofStatus[status], { count: counted[status] }));
  return t(($) => $.bulk.replay.matching, { count, statuses: parts.join(', ') });
}

/** What is skipped and why; empty if nothing is. */
export function skippedInWords({ of_inactive_endpoints, of_deleted_endpoints }: ReplayCount): string[] {
  return [
    ...(of_inactive_endpoints > 0 ? [t(($) => $.bulk.replay.skipsInactive, { count: of_inactive_endpoints })] : []),
    ...(of_deleted_endpoints > 0 ? [t(($) => $.bulk.replay.skipsDeleted, { count: of_deleted_endpoints })] : []),
  ];
}
