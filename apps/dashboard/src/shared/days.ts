import { fromLocal, toLocal } from '../parts/local-time.js';
import { timeZone } from '../parts/time-zone.js';

const dayMs = 24 * 3_600_000;

/** The start of the reader's day a number of days ago. Noon is in the same day, whatever the clocks do at night. */
function startOf(now: number, daysAgo: number, zone = timeZone): string | undefined {
  const [today = ''] = toLocal(now, 'minute', zone).split('T');
  const noon = new Date(Date.parse(`${today}T12:00:00Z`) - daysAgo * dayMs).toISOString().slice(0, 10);
  return fromLocal(`${noon}T00:00:00`, zone);
}

export const today = (now: number, zone = timeZone) => ({ since: startOf(now, 0, zone) });

export const yesterday = (now: number, zone = timeZone) => ({
  since: startOf(now, 1, zone),
  until: startOf(now, 0, zone),
});
