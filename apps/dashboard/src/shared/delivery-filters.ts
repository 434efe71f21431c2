import type { DeliveryStatus, FailureReason, ResponseClass } from '@postrider/contracts';
import { en } from '../texts/en/en.js';
import { type ListRange, listRangeOf } from './list-ranges.js';

/** The filters of deliveries that an index knows, with the API's names. */
export interface DeliveryFilters {
  /** Either id of a customer: deliveries to its endpoints. */
  customer?: string;
  endpoint_id?: string;
  status?: DeliveryStatus;
  event_type?: string;
  event_id?: string;
  /** ISO 8601: made at this time or later. */
  since?: string;
  /** ISO 8601: made before this time. */
  until?: string;
}

/** Filters that no index knows. */
export interface ComparedFilters {
  response_status?: number;
  response_class?: ResponseClass;
  failure_reason?: FailureReason;
  min_attempts?: number;
  /** Of the last attempt. */
  min_duration_ms?: number;
  test?: boolean;
  replayed?: boolean;
}

/** The filters as the API takes them. */
export interface ListFilters extends DeliveryFilters, ComparedFilters {
  /** The API takes times alone. */
  range?: never;
}

/** The filters as the URL and saved views have them. */
export interface UrlFilters extends Omit<ListFilters, 'range'> {
  /** In place of `since` and `until`: times that move on with the clock. */
  range?: ListRange;
}

/** A filter's value; undefined removes it. */
export type FilterChange = { [Name in keyof UrlFilters]?: UrlFilters[Name] | undefined };

/** The search of the list's URL. */
export interface DeliveriesSearch extends UrlFilters {
  cursor?: string;
}

export const statuses = ['pending', 'delivered', 'failed'] as const satisfies readonly DeliveryStatus[];
export const responseClasses = ['2xx', '3xx', '4xx', '5xx'] as const satisfies readonly ResponseClass[];
export const failureReasons = Object.keys(en.shared.failures) as FailureReason[];

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((each) => each === value);

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

function wholeNumberOf(value: unknown, min: number, max: number): number | undefined {
  const number = Number(textOf(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= min && number <= max ? number : undefined;
}

const flagOf = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

/** Reads the filters of a URL and drops invalid ones. */
export function searchOf(search: Record<string, unknown>): DeliveriesSearch {
  const [since, until] = [instantOf(search.since), instantOf(search.until)];
  const found = {
    customer: textOf(search.customer),
    endpoint_id: textOf(search.endpoint_id),
    status: oneOf(statuses, search.status),
    event_type: textOf(search.event_type),
    event_id: textOf(search.event_id),
    since,
    until,
    range: since === undefined && until === undefined ? listRangeOf(search.range) : undefined,
    response_status: wholeNumberOf(search.response_status, 100, 599),
    response_class: oneOf(responseClasses, search.response_class),
    failure_reason: oneOf(failureReasons, search.failure_reason),
    min_attempts: wholeNumberOf(search.min_attempts, 0, 1_000_000),
    min_duration_ms: wholeNumberOf(search.min_duration_ms, 0, 3_600_000),
    test: flagOf(search.test),
    replayed: flagOf(search.replayed),
    cursor: textOf(search.cursor),
  };
  return given(found);
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without the members that are undefined. */
export function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** The filters without the place in the list. */
export function filtersOf({ cursor: _cursor, ...filters }: DeliveriesSearch): UrlFilters {
  return filters;
}

export const isFiltered = (filters: UrlFilters): boolean => Object.keys(filters).length > 0;

/** The filters among them that no index knows. */
export function comparedOf({
  customer: _customer,
  endpoint_id: _endpoint,
  status: _status,
  event_type: _type,
  event_id: _event,
  since: _since,
  until: _until,
  range: _range,
  ...others
}: UrlFilters): ComparedFilters {
  return others;
}
