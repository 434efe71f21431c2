import { timeFormat } from '../parts/time-zone.js';
import { t } from '../texts/texts.js';

const short = timeFormat({
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "Nov 23, 08:00". */
const shortTime = (iso: string): string => short.format(new Date(iso));

/** A time range in words; both ends may be open. */
export function rangeInWords(since: string | undefined, until: string | undefined): string {
  if (since !== undefined && until !== undefined) {
    // Of one day, which it names once.
    return short.formatRange(new Date(since), new Date(until));
  }
  if (since !== undefined) return t(($) => $.deliveries.range.since, { since: shortTime(since) });
  return until === undefined
    ? t(($) => $.deliveries.range.any)
    : t(($) => $.deliveries.range.before, { until: shortTime(until) });
}
