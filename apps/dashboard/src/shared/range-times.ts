import { timeZone } from '../parts/time-zone.js';
import { today, yesterday } from './days.js';
import { given, type ListFilters, type UrlFilters } from './delivery-filters.js';
import type { ListRange } from './list-ranges.js';

const minute = 60_000;
const lengths = { '15m': 15 * minute, '1h': 60 * minute, '24h': 24 * 60 * minute, '7d': 7 * 24 * 60 * minute };

/** The times of a range, as it is now. */
export function timesOf(
  range: ListRange,
  now: number,
  zone = timeZone,
): { since: string | undefined; until?: string | undefined } {
  if (range === 'today') return today(now, zone);
  if (range === 'yesterday') return yesterday(now, zone);
  return { since: new Date(now - lengths[range]).toISOString() };
}

/** The filters as the API takes them: with the times that a range has now. */
export function withTimes({ range, ...filters }: UrlFilters, now: number): ListFilters {
  return range === undefined ? filters : given({ ...filters, ...timesOf(range, now) });
}
