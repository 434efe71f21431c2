import type { DeliveryStatus } from '@postrider/contracts';

/** The filters of deliveries, with the API's names. */
export interface DeliveryFilters {
  endpoint_id?: string;
  status?: DeliveryStatus;
  event_type?: string;
  event_id?: string;
  /** ISO 8601: made at this time or later. */
  since?: string;
  /** ISO 8601: made before this time. */
  until?: string;
}

/** The search of the list's URL. */
export interface DeliveriesSearch extends DeliveryFilters {
  cursor?: string;
}

export const statuses = ['pending', 'delivered', 'failed'] as const satisfies readonly DeliveryStatus[];

const statusOf = (value: unknown): DeliveryStatus | undefined => statuses.find((status) => status === value);

/** An id such as `1001` comes from the URL as a number. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text;
}

function instantOf(value: unknown): string | undefined {
  const text = textOf(value);
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** Reads the filters of a URL and drops invalid ones. */
export function searchOf(search: Record<string, unknown>): DeliveriesSearch {
  const found = {
    endpoint_id: textOf(search.endpoint_id),
    status: statusOf(search.status),
    event_type: textOf(search.event_type),
    event_id: textOf(search.event_id),
    since: instantOf(search.since),
    until: instantOf(search.until),
    cursor: textOf(search.cursor),
  };
  return given(found);
}

/** Without the members that are undefined. */
export function given(search: {
  [Name in keyof DeliveriesSearch]: DeliveriesSearch[Name] | undefined;
}): DeliveriesSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The filters without the place in the list. */
export function filtersOf({ cursor: _cursor, ...filters }: DeliveriesSearch): DeliveryFilters {
  return filters;
}

export const isFiltered = (filters: DeliveryFilters): boolean => Object.keys(filters).length > 0;
