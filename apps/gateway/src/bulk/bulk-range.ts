import { firstIdAt, type BodyOf, type IdKind, type replayDeliveries, type startExport } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import type { BulkFilter, BulkRange, Sql } from '@postrider/event-store';
import { findCustomerId } from '../customers/customer-store.js';
import { findEvent } from '../events/published-event-store.js';
import { idRange } from '../queries/id-range.js';

interface TimeRange {
  since?: string | undefined;
  until?: string | undefined;
}

/** The deliveries that a filter selects. */
export async function replayRange(
  sql: Sql,
  organization_id: string,
  { since, until, customer, event_id, ...rest }: BodyOf<typeof replayDeliveries>,
  now: Date,
): Promise<BulkRange> {
  const event = event_id === undefined ? undefined : await findEvent(sql, organization_id, event_id);
  const ofCustomer =
    customer === undefined ? undefined : await findCustomerId(sql, { organization_id, reference: customer });
  const filter: BulkFilter = {
    ...rest,
    ...(customer !== undefined && { customer_id: ofCustomer ?? '' }),
    ...(event_id !== undefined && { event_stream_id: event?.id ?? '' }),
  };
  return { organization_id, filter, ...positions('delivery', { since, until }, now) };
}

/** The deliveries that the filter of an export selects. */
export async function exportRange(
  sql: Sql,
  organization_id: string,
  { format: _, ...given }: BodyOf<typeof startExport>,
  now: Date,
): Promise<BulkRange> {
  const { response_status, response_class, failure_reason, min_attempts, min_duration_ms, test, replayed, ...indexed } =
    given;
  const search = {
    response_status,
    response_class: response_class === undefined ? undefined : Number.parseInt(response_class, 10),
    failure_reason,
    min_attempts,
    min_duration_ms,
    test,
    replayed,
  };
  const range = await replayRange(sql, organization_id, indexed, now);
  const isSearch = Object.values(search).some((value) => value !== undefined);
  return isSearch ? { ...range, filter: { ...range.filter, search } } : range;
}

/** The events of a time range, for an endpoint. */
export const recoverRange = (
  { id, organization_id, customer_id }: Pick<EndpointState, 'id' | 'organization_id' | 'customer_id'>,
  range: TimeRange,
  now: Date,
): BulkRange => ({
  organization_id,
  filter: { endpoint_id: id, ...(customer_id !== null && { customer_id }) },
  ...positions('event', range, now),
});

/** The first id of a time range and the id after its last. A range ends now at the latest. */
function positions(kind: IdKind, range: TimeRange, now: Date): Pick<BulkRange, 'position' | 'bound'> {
  const latest = firstIdAt(kind, now);
  const { first = firstIdAt(kind, new Date(0)), bound = latest } = idRange(kind, range);
  return { position: first, bound: bound < latest ? bound : latest };
}
