import { fromLocal } from '../parts/local-time.js';
import { t } from '../texts/texts.js';

/** Time ranges with a name. */
export const spans = [
  { value: '1', label: t(($) => $.endpoints.recoverDialog.hour) },
  { value: '24', label: t(($) => $.endpoints.recoverDialog.day) },
  { value: '168', label: t(($) => $.endpoints.recoverDialog.week) },
  { value: 'exact', label: t(($) => $.endpoints.recoverDialog.exact) },
] as const;

/**
 * The time range of a recovery, as the API takes it: so many hours up to now, or from and to what `datetime-local` fields
 * hold, in the reader's time zone. Without an end it ends now.
 */
export function recoverRange(
  span: string,
  { from, to }: { from: string; to: string },
  now: number,
): { since: string; until?: string } {
  if (span !== 'exact') return { since: new Date(now - Number(span) * 3_600_000).toISOString() };
  return { since: instant(from), ...(to === '' ? {} : { until: instant(to) }) };
}

/** An invalid time is sent as it is, since the server's error explains it. */
const instant = (local: string): string => fromLocal(local) ?? local;
