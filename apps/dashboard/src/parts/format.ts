const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const counts = new Intl.NumberFormat('en');

/** "just now", "12 s ago", "in 5 min"; past thirty days the date. Both in milliseconds since 1970. */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 5) return seconds > 0 ? 'in a moment' : 'just now';
  if (distance >= 30 * day) return new Date(at).toISOString().slice(0, 10);
  const text = roughly(distance);
  return seconds > 0 ? `in ${text}` : `${text} ago`;
}

/** In the largest unit that fits: "2 min". */
function roughly(seconds: number): string {
  if (seconds < minute) return `${seconds} s`;
  if (seconds < hour) return `${Math.trunc(seconds / minute)} min`;
  return seconds < day ? `${Math.trunc(seconds / hour)} h` : `${Math.trunc(seconds / day)} d`;
}

const absolute = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
  timeZoneName: 'short',
});

/** In the time zone of whoever looks, to the millisecond. */
export const absoluteTime = (at: number): string => absolute.format(at);

/** "1,234,567". */
export const count = (value: number): string => counts.format(value);

/** "1,000+" where counting stopped there. */
export const countUpTo = (value: number, capped: boolean): string => count(value) + (capped ? '+' : '');

/** "1 delivery", "2 deliveries". */
export const countOf = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** "99.95%". Never 100% while something failed, nor 0% while something succeeded. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value > 0 && value < 100 && (value > 99 || value < 1) ? 2 : 1;
  const power = 10 ** digits;
  const rounded = value > 50 ? Math.floor(value * power) / power : Math.ceil(value * power) / power;
  return `${rounded}%`;
}

/** "840 ms", "1.2 s", "4 min 10 s", "3 h 5 min", "2 d 4 h". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return pair(whole, minute, 'min', 1, 's');
  if (whole < day) return pair(whole, hour, 'h', minute, 'min');
  return pair(whole, day, 'd', hour, 'h');
}

function pair(seconds: number, unit: number, name: string, smaller: number, smallerName: string): string {
  const first = Math.floor(seconds / unit);
  const rest = Math.floor((seconds % unit) / smaller);
  return rest === 0 ? `${first} ${name}` : `${first} ${name} ${rest} ${smallerName}`;
}

/** "256 KiB". */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const kibibytes = value / 1024;
  if (kibibytes < 1024) return `${Number(kibibytes.toFixed(1))} KiB`;
  return `${Number((kibibytes / 1024).toFixed(1))} MiB`;
}
