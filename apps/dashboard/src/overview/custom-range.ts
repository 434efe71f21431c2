import { timeFormat } from '../parts/time-zone.js';
import { t } from '../texts/texts.js';

const short = timeFormat({
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "Nov 23, 08:00 – Nov 23, 09:00", or "Since Nov 23, 08:00". */
export function spanOfTimes(since: string, until: string | undefined): string {
  const from = short.format(Date.parse(since));
  if (until === undefined) return t(($) => $.overview.customRange.since, { time: from });
  return t(($) => $.overview.customRange.between, { from, to: short.format(Date.parse(until)) });
}
