import { firstIdAt, type BodyOf, type IdKind, type replayDeliveries } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import type { BulkFilter, BulkRange, Sql } from '@postrider/event-store';
import { findCustomerId } from '../customers/customer-store.js';
import { findEvent } from '../events/published-event-store.js';
import { validationFailed } from '../http/api-error.js';
import { earlier, idRange } from '../queries/id-range.js';

interface TimeRange {
  since?: string | undefined;
  until?: string | undefined;
}

/** The id of a customer that is unknown, which no delivery has. */
const noCustomer = '';

type DeliveryFilters = BodyOf<typeof replayDeliveries>;

/** The deliveries that the filter of a replay or an export selects. */
export async function deliveryRange(
  sql: Sql,
  organization_id: string,
  { since, until, customer, event_id, ...given }: DeliveryFilters,
  now: Date,
): Promise<BulkRange> {
  const { delivery_ids, endpoint_id, status, event_type, response_class, ...others } = given;
  const event = event_id === undefined ? undefined : await findEvent(sql, organization_id, event_id);
  const ofCustomer =
    customer === undefined ? undefined : await findCustomerId(sql, { organization_id, reference: customer });
  const search = {
    ...others,
    response_class: response_class === undefined ? undefined : Number.parseInt(response_class, 10),
  };
  const filter: BulkFilter = {
    delivery_ids,
    endpoint_id,
    status,
    event_type,
    ...(customer !== undefined && { customer_id: ofCustomer ?? noCustomer }),
    ...(event_id !== undefined && { event_stream_id: event?.id ?? '' }),
    ...(Object.values(search).some((value) => value !== undefined) && { search }),
  };
  return { organization_id, filter, ...positions('delivery', { since, until }, now) };
}

/** Throws ApiError 422 for a range that names an unknown customer: an operation over nothing is a typing error. */
export function ofKnownCustomer(range: BulkRange): BulkRange {
  if (range.filter.customer_id !== noCustomer) return range;
  throw validationFailed([{ field: 'customer', message: 'expected the id or the uid of a customer' }]);
}

/** The rest of a range after a cursor. Exports go from the newest delivery to the oldest. */
export const behind = (cursor: string | undefined, range: BulkRange): BulkRange => ({
  ...range,
  bound: earlier(range.bound, cursor) ?? range.bound,
});

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
