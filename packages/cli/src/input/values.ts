import { InvalidArgumentError } from 'commander';

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Converts `90m`, `2h` or `7d` (before `now`), or a date or time, to ISO 8601. */
export function parseTime(text: string, now: Date): string {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    return new Date(now.getTime() - Number(count) * (unitMs[unit] ?? 0)).toISOString();
  }
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new InvalidArgumentError('Expected a time such as 90m, 2h or 7d (ago), or 2026-11-23T08:00:00Z.');
}

const time = (text: string): string => parseTime(text, new Date());

export const sinceOption = [
  '--since <time>',
  'start of the time range: 90m, 2h or 7d (ago), or 2026-11-23T08:00:00Z',
  time,
] as const;
export const untilOption = ['--until <time>', 'end of the time range (default: now)', time] as const;

export interface TimeRange {
  since?: string;
  until?: string;
}

export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };

/** What `parse` returns, or `none`: commander would make an empty text of null. */
export const orNone =
  <T>(parse: (text: string) => T) =>
  (text: string): T | 'none' =>
    text === 'none' ? text : parse(text);

export const nullIfNone = <T>(value: T | 'none' | undefined): T | null | undefined => (value === 'none' ? null : value);

export const rateLimit = orNone(wholeNumber(1, 10_000));

/** Parses `a,b`; a repeated option adds to the list. */
export const list = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
];

/** Parses `order_id=4711` or `data.order_id=4711`. The value may have further equals signs. */
export function dataFilter(text: string): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected a path and a value, such as order_id=4711.');
  const path = text.slice(0, at);
  return { [path.startsWith('data.') ? path : `data.${path}`]: text.slice(at + 1) };
}

/** Parses a URL, or its short form `4000`, `4000/hook` or `localhost:4000/hook`. */
export function httpUrl(text: string): URL {
  // A bare number would parse as an address: http://4000 is 0.0.15.160.
  const full = text.includes('://') ? text : `http://${text.replace(/^:?(?=\d+(\/|$))/, 'localhost:')}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new InvalidArgumentError('Expected a URL such as http://localhost:4000/hook.');
}
