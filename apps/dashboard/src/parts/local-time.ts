import { timeZone, type TimeZone } from './time-zone.js';

/** Milliseconds by which the reader's clock is ahead of UTC at a time. */
export const offsetAt = (at: number, zone: TimeZone = timeZone): number =>
  zone === 'utc' ? 0 : -new Date(at).getTimezoneOffset() * 60_000;

/**
 * A time for an input of type datetime-local, in the reader's time zone: "2026-11-23T08:00:00", or to the minute. Empty
 * without a time.
 */
export function toLocal(at: string | number | undefined, to: 'second' | 'minute' = 'second', zone = timeZone): string {
  const time = new Date(at ?? Number.NaN).getTime();
  if (Number.isNaN(time)) return '';
  return new Date(time + offsetAt(time, zone)).toISOString().slice(0, to === 'second' ? 19 : 16);
}

/** ISO 8601 of what such an input holds; undefined if it holds no time. */
export function fromLocal(text: string, zone = timeZone): string | undefined {
  const at = new Date(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
