import { fromLocal, toLocal } from '../parts/local-time.js';
import { timeZone } from '../parts/time-zone.js';

const dayMs = 24 * 3_600_000;

/** The begin of the reader's day that is so many days ago. Noon is in the same day, whatever the clocks do at night. */
function beginOf(now: number, daysAgo: number, zone = timeZone): string | undefined {
  const [today = ''] = toLocal(now, 'minute', zone).split('T');
  const noon = new Date(Date.parse(`${today}T12:00:00Z`) - daysAgo * dayMs).toISOString().slice(0, 10);
  return fromLocal(`${noon}T00:00:00`, zone);
}

export const today = (now: number, zone = timeZone) => ({ since: beginOf(now, 0, zone) });

export const yesterday = (now: number, zone = timeZone) => ({
  since: beginOf(now, 1, zone),
  until: beginOf(now, 0, zone),
});
