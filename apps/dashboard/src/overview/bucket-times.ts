const day = 86_400;

/** "minute", "15 minutes", "2 hours": how long each bar is. */
export function spanOf(seconds: number): string {
  if (seconds < 3600) return unit(seconds / 60, 'minute');
  return seconds < day ? unit(seconds / 3600, 'hour') : unit(seconds / day, 'day');
}

const unit = (value: number, name: string): string => (value === 1 ? name : `${value} ${name}s`);

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndClock = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric' });

/** Below the axis, as short as it can be. */
export const tick = (start: string, bucketSeconds: number): string =>
  (bucketSeconds >= 3600 ? weekday : clock).format(Date.parse(start));

/** "Tue, Nov 24, 14:15 – 14:30". */
export function span(start: string, bucketSeconds: number): string {
  const from = Date.parse(start);
  return `${dayAndClock.format(from)} – ${clock.format(from + bucketSeconds * 1000)}`;
}
