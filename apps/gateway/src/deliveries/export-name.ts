import type { ExportFormat } from '@postrider/contracts';

interface Exported {
  since?: string | undefined;
  until?: string | undefined;
  format: ExportFormat;
}

/** The name of a file of deliveries, with their time range or the day on which it was asked for. */
export function exportName({ since, until, format }: Exported, now: Date): string {
  if (since === undefined && until === undefined) return `deliveries-${now.toISOString().slice(0, 10)}.${format}`;
  const begin = since === undefined ? 'before' : minuteOf(new Date(since));
  return `deliveries-${begin}-${minuteOf(until === undefined ? now : new Date(until))}.${format}`;
}

/** "2026-11-23T0800Z": a file's name has no colon. */
const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace(':', '')}Z`;
