import { rangeOf, type Range } from './ranges.js';

/** Which time the overview is of, as it stands in the URL: a range that ends now, or one between two times. */
export interface OverviewSearch {
  range?: Range;
  since?: string;
  until?: string;
}

export function overviewSearch({ range, since, until }: Record<string, unknown>): OverviewSearch {
  const from = timeOf(since);
  const to = timeOf(until);
  if (from !== undefined) return { since: from, ...(to === undefined ? {} : { until: to }) };
  const known = rangeOf(range);
  return known === undefined ? {} : { range: known };
}

const timeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
