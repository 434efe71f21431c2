import type { DeliveryStatus, FailureReason } from '@postrider/contracts';
import type { IdRange } from '../postgres/partitions/walk-back.js';

/** Filters that no index knows. */
export interface SearchFilter {
  response_status?: number | undefined;
  /** 5 for 500 to 599. */
  response_class?: number | undefined;
  failure_reason?: FailureReason | undefined;
  min_attempts?: number | undefined;
  min_duration_ms?: number | undefined;
  test?: boolean | undefined;
  replayed?: boolean | undefined;
}

export interface DeliveryFilter extends SearchFilter {
  organization_id: string;
  /** Deliveries to the customer's endpoints. '' for an unknown customer. */
  customer_id?: string | undefined;
  endpoint_id?: string | undefined;
  event_stream_id?: string | undefined;
  event_type?: string | undefined;
  status?: DeliveryStatus | undefined;
}

export interface Statement {
  text: string;
  values: unknown[];
}

export type Bind = (value: unknown) => string;

/** Returns whether no single index finds exactly the deliveries of a filter. */
export const isCompared = (filter: DeliveryFilter): boolean => comparisons(filter, () => '').length > 0;

/** The first `limit` deliveries of a range that an index finds. The deliveries of an event match all filters. */
export function indexedStatement(filter: DeliveryFilter, range: IdRange, limit: number): Statement {
  const values: unknown[] = [];
  return { text: indexed(filter, range, limit, binding(values)), values };
}

export interface ComparedPart {
  /** The number of deliveries that were compared, and the lowest of their ids. */
  compared: number;
  compared_to: string | null;
}

/**
 * The first `limit` matches among the first `part` deliveries of a range that an index finds. A row without a delivery
 * is the only one if nothing matches.
 */
export function comparedStatement(filter: DeliveryFilter, range: IdRange, part: number, limit: number): Statement {
  const values: unknown[] = [];
  const bind = binding(values);
  const text = `WITH part AS MATERIALIZED (${indexed(filter, range, part, bind)})
    SELECT s.compared, s.compared_to, m.*
      FROM (SELECT count(*)::int AS compared, min(id) AS compared_to FROM part) s
      LEFT JOIN LATERAL (
             SELECT * FROM part d WHERE ${comparisons(filter, bind).join(' AND ')}
              ORDER BY d.id DESC LIMIT ${bind(limit)}) m ON true`;
  return { text, values };
}

export const binding =
  (values: unknown[]): Bind =>
  (value) =>
    `$${String(values.push(value))}`;

/** Whether the deliveries of the type are read by its index. One index finds a page, so the narrower ones come first. */
const isTypeIndexed = ({ customer_id, endpoint_id, status }: DeliveryFilter): boolean =>
  endpoint_id === undefined && customer_id === undefined && (status === undefined || status === 'delivered');

function indexed(filter: DeliveryFilter, range: IdRange, limit: number, bind: Bind): string {
  const { organization_id, customer_id, endpoint_id, event_stream_id, status } = filter;
  const page = `ORDER BY d.id DESC LIMIT ${bind(limit)}`;
  // An event has few deliveries: the statement reads all of them, whatever the other filters are.
  if (event_stream_id !== undefined) {
    const columns = { 'organization_id =': organization_id, 'event_stream_id =': event_stream_id };
    const others = comparisons({ ...filter, event_stream_id: undefined }, bind, true);
    return `SELECT d.* FROM deliveries d WHERE ${conditions('d', columns, range, bind, others)} ${page}`;
  }
  const ofOne = status === 'pending' ? pendingPage : deliveryPage;
  if (endpoint_id !== undefined) return ofOne(filter, range, bind, `= ${bind(endpoint_id)}`, page);
  if (customer_id === undefined) return ofOne(filter, range, bind, undefined, page);
  // A customer has few endpoints: the newest deliveries of each.
  return `SELECT d.* FROM (SELECT id FROM endpoints
            WHERE organization_id = ${bind(organization_id)} AND customer_id = ${bind(customer_id)}) e
           CROSS JOIN LATERAL (${ofOne(filter, range, bind, '= e.id', page)}) d ${page}`;
}

/** `endpoint` is the comparison of the endpoint's id. */
type PageOf = (
  filter: DeliveryFilter,
  range: IdRange,
  bind: Bind,
  endpoint: string | undefined,
  page: string,
) => string;

const deliveryPage: PageOf = (filter, range, bind, endpoint, page) => {
  const { organization_id, event_type, status } = filter;
  const columns = {
    'organization_id =': organization_id,
    'event_type =': isTypeIndexed(filter) ? event_type : undefined,
  };
  const others = [
    ...(endpoint === undefined ? [] : [`d.endpoint_id ${endpoint}`]),
    ...(status === 'failed' ? ['d.failed'] : []),
  ];
  return `SELECT d.* FROM deliveries d WHERE ${conditions('d', columns, range, bind, others)} ${page}`;
};

/**
 * Pending deliveries have a table of their own. OFFSET 0 keeps PostgreSQL from reading `deliveries` first. An endpoint's
 * pending deliveries are found by the endpoint alone.
 */
const pendingPage: PageOf = ({ organization_id }, range, bind, endpoint, page) => {
  const own = { 'organization_id =': organization_id };
  const keys =
    endpoint === undefined
      ? conditions('p', own, range, bind)
      : conditions('p', {}, range, bind, [`p.endpoint_id ${endpoint}`]);
  return `SELECT d.* FROM pending_deliveries p
           CROSS JOIN LATERAL (
                  SELECT o.* FROM deliveries o WHERE ${conditions('o', own, range, bind, ['o.id = p.id'])} OFFSET 0) d
          WHERE ${keys} ${page.replace('d.id', 'p.id')}`;
};

function conditions(
  table: string,
  columns: Readonly<Record<string, unknown>>,
  range: IdRange,
  bind: Bind,
  others: readonly string[] = [],
): string {
  const given = { ...columns, 'id >=': range.first, 'id <': range.before };
  const compared = Object.entries(given).flatMap(([column, value]) =>
    value === undefined ? [] : [`${table}.${column} ${bind(value)}`],
  );
  return [...compared, ...others].join(' AND ');
}

/** The conditions of filters that no index knows, on the deliveries `d`. */
export function searchConditions(filter: SearchFilter, bind: Bind): string[] {
  return [
    ...compare(bind, 'd.response_status =', filter.response_status),
    ...compare(bind, 'd.response_status / 100 =', filter.response_class),
    ...compare(bind, 'd.failure_reason =', filter.failure_reason),
    ...compare(bind, 'd.attempt_count >=', filter.min_attempts),
    ...compare(bind, 'd.last_duration_ms >=', filter.min_duration_ms),
    ...compare(bind, 'd.test =', filter.test),
    // A replay starts a new retry budget.
    ...compare(bind, '(d.budget_started_at <> d.created_at) =', filter.replayed),
  ];
}

export const compare = (bind: Bind, condition: string, value: unknown, end = ''): string[] =>
  value === undefined ? [] : [`${condition} ${bind(value)}${end}`];

/** The filters that the index of a filter does not know; all of them for the deliveries of an event. */
function comparisons(filter: DeliveryFilter, bind: Bind, all = false): string[] {
  const { event_stream_id, customer_id, endpoint_id, event_type, status } = filter;
  if (event_stream_id !== undefined) return [];
  return [
    ...compare(bind, 'd.endpoint_id =', all ? endpoint_id : undefined),
    ...compare(
      bind,
      'd.endpoint_id IN (SELECT id FROM endpoints WHERE customer_id =',
      all || endpoint_id !== undefined ? customer_id : undefined,
      ')',
    ),
    ...compare(bind, 'd.event_type =', all || !isTypeIndexed(filter) ? event_type : undefined),
    ...compare(bind, 'd.status =', all || status === 'delivered' ? status : undefined),
    ...searchConditions(filter, bind),
  ];
}
