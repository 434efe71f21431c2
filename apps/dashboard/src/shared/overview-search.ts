import { rangeOf, type Range } from './overview-ranges.js';

/** What the overview is of, as it stands in the URL: a range that ends now, or one between two times, and a customer. */
export interface OverviewSearch {
  range?: Range;
  since?: string;
  until?: string;
  /** Either id of a customer. */
  customer?: string;
}

export function overviewSearch({ customer, ...time }: Record<string, unknown>): OverviewSearch {
  // An uid may look like a number.
  const owner = typeof customer === 'number' ? String(customer) : customer;
  return { ...timeRange(time), ...(typeof owner === 'string' && owner !== '' && { customer: owner }) };
}

function timeRange({ range, since, until }: Record<string, unknown>): OverviewSearch {
  const from = timeOf(since);
  const to = timeOf(until);
  if (from !== undefined) return { since: from, ...(to === undefined ? {} : { until: to }) };
  const known = rangeOf(range);
  return known === undefined ? {} : { range: known };
}

const timeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
