import { locale } from '../texts/language.js';
import { remembered, remember } from '../browser/remembered.js';

export const timeZones = ['local', 'utc'] as const;
export type TimeZone = (typeof timeZones)[number];

const key = 'time-zone';

/** In which zone times are shown and entered. It changes with a reload. */
export const timeZone: TimeZone = remembered(key) === 'utc' ? 'utc' : 'local';

/** The name of that zone: "Europe/Berlin". */
export const zoneName = (): string =>
  timeZone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Reloads the page with times in that zone. */
export function chooseTimeZone(chosen: TimeZone): void {
  if (remember(key, chosen)) window.location.reload();
}

/** A format of times in the reader's language and zone. */
export const timeFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    ...options,
    ...(options.hour === undefined ? {} : { hourCycle: 'h23' }),
    ...(timeZone === 'utc' ? { timeZone: 'UTC' } : {}),
  });
