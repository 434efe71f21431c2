import { locale } from '../texts/language.js';
import { t } from '../texts/texts.js';
import { timeFormat } from './time-zone.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const counts = new Intl.NumberFormat(locale);
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToTenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: false });
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });

/** "just now", "12 s ago", "in 5 min"; past thirty days the date. Both in milliseconds since 1970. */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 5) return seconds > 0 ? t(($) => $.parts.time.soon) : t(($) => $.parts.time.now);
  if (distance >= 30 * day) return dates.format(at);
  const time = roughly(distance);
  return seconds > 0 ? t(($) => $.parts.time.ahead, { time }) : t(($) => $.parts.time.ago, { time });
}

/** How long something has lasted: "12 s", "3 min". */
export const elapsedTime = (since: number, now: number): string =>
  roughly(Math.max(0, Math.round((now - since) / 1000)));

/** In the largest unit that fits: "2 min". */
function roughly(seconds: number): string {
  if (seconds < minute) return inUnit(seconds, 's');
  if (seconds < hour) return inUnit(seconds / minute, 'min');
  return seconds < day ? inUnit(seconds / hour, 'h') : inUnit(seconds / day, 'd');
}

type Unit = 'ms' | 's' | 'min' | 'h' | 'd';

const inUnit = (value: number, unit: Unit): string => `${Math.trunc(value)} ${t(($) => $.parts.units[unit])}`;

const dates = timeFormat({ year: 'numeric', month: 'short', day: 'numeric' });

const absolute = timeFormat({
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'short',
});

/** In the reader's time zone, to the millisecond. */
export const absoluteTime = (at: number): string => absolute.format(at);

/** "1,234,567". */
export const count = (value: number): string => counts.format(value);

/** "1,000+" where counting stopped there. */
export const countUpTo = (value: number, capped: boolean): string => count(value) + (capped ? '+' : '');

/** "99.95%". Never 100% while something failed, nor 0% while something succeeded. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value > 0 && value < 100 && (value > 99 || value < 1) ? 2 : 1;
  const power = 10 ** digits;
  const rounded = value > 50 ? Math.floor(value * power) / power : Math.ceil(value * power) / power;
  return shares.format(rounded / 100);
}

/** "840 ms", "1.2 s", "4 min 10 s", "3 h 5 min", "2 d 4 h". */
export function duration(ms: number): string {
  if (ms < 1000) return inUnit(Math.round(ms), 'ms');
  const seconds = ms / 1000;
  if (seconds < 10) return `${tenths.format(seconds)} ${t(($) => $.parts.units.s)}`;
  const whole = Math.round(seconds);
  if (whole < minute) return inUnit(whole, 's');
  if (whole < hour) return pair(whole, minute, 'min', 1, 's');
  if (whole < day) return pair(whole, hour, 'h', minute, 'min');
  return pair(whole, day, 'd', hour, 'h');
}

function pair(seconds: number, unit: number, name: Unit, smaller: number, smallerName: Unit): string {
  const first = inUnit(seconds / unit, name);
  const rest = Math.floor((seconds % unit) / smaller);
  return rest === 0 ? first : `${first} ${inUnit(rest, smallerName)}`;
}

/** "256 KiB". */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const kibibytes = value / 1024;
  if (kibibytes < 1024) return `${upToTenths.format(kibibytes)} KiB`;
  return `${upToTenths.format(kibibytes / 1024)} MiB`;
}
