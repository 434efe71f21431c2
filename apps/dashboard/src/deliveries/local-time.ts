import { locale } from '../texts/language.js';
import { t } from '../texts/texts.js';

/** A time for an input of type datetime-local, in the browser's time zone: "2026-11-23T08:00:00". */
export function toLocal(iso: string | undefined): string {
  const at = new Date(iso ?? Number.NaN);
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** ISO 8601; undefined for an empty input. */
export function fromLocal(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

const short = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "Nov 23, 08:00". */
const shortTime = (iso: string): string => short.format(new Date(iso));

/** A time range in words; both ends may be open. */
export function rangeInWords(since: string | undefined, until: string | undefined): string {
  if (since !== undefined && until !== undefined) {
    return t(($) => $.deliveries.range.between, { since: shortTime(since), until: shortTime(until) });
  }
  if (since !== undefined) return t(($) => $.deliveries.range.since, { since: shortTime(since) });
  return until === undefined
    ? t(($) => $.deliveries.range.any)
    : t(($) => $.deliveries.range.before, { until: shortTime(until) });
}
