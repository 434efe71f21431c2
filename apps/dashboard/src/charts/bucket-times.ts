import { timeFormat } from '../parts/time-zone.js';
import { t } from '../texts/texts.js';

const day = 86_400;

/** "minute", "15 minutes", "2 hours": how long each bar is. */
export function spanOf(seconds: number): string {
  if (seconds < 3600) return t(($) => $.charts.spans.minute, { count: seconds / 60 });
  if (seconds < day) return t(($) => $.charts.spans.hour, { count: seconds / 3600 });
  return t(($) => $.charts.spans.day, { count: seconds / day });
}

const clock = timeFormat({ hour: '2-digit', minute: '2-digit' });
const dayAndClock = timeFormat({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const weekday = timeFormat({ weekday: 'short', day: 'numeric' });

/** Below the axis, as short as it can be. */
export const tick = (start: string, byDay: boolean): string => (byDay ? weekday : clock).format(Date.parse(start));

/** "Tue, Nov 24, 14:15 – 14:30". */
export function span(start: string, bucketSeconds: number): string {
  const from = Date.parse(start);
  return `${dayAndClock.format(from)} – ${clock.format(from + bucketSeconds * 1000)}`;
}
