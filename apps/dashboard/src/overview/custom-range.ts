import { locale } from '../texts/language.js';
import { t } from '../texts/texts.js';

/** A time for an input of type datetime-local, in the browser's time zone: "2026-11-23T08:00". */
export function localTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

const short = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "Nov 23, 08:00 – Nov 23, 09:00", or "Since Nov 23, 08:00". */
export function spanOfTimes(since: string, until: string | undefined): string {
  const from = short.format(Date.parse(since));
  if (until === undefined) return t(($) => $.overview.customRange.since, { time: from });
  return t(($) => $.overview.customRange.between, { from, to: short.format(Date.parse(until)) });
}
