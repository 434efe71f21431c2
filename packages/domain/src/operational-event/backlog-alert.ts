import { operationalEventId, type OperationalEvent } from './operational-event.js';

/** When an old backlog was reported; null while it is short. */
export type BacklogAlert = string | null;

export interface BacklogSeen {
  /** When the oldest due delivery was due; null without one. */
  oldestDueAt: Date | null;
  /** Number of due deliveries, as far as they are counted. */
  due: number;
}

/** Reports the change from a short backlog to an old one, and not the way back. */
export function takeBacklog(
  before: BacklogAlert,
  { oldestDueAt, due }: BacklogSeen,
  { backlogAgeMs, now }: { backlogAgeMs: number; now: Date },
): { alert: BacklogAlert; events: OperationalEvent[] } {
  const ageMs = oldestDueAt ? now.getTime() - oldestDueAt.getTime() : 0;
  if (!oldestDueAt || ageMs < backlogAgeMs) return { alert: null, events: [] };
  if (before !== null) return { alert: before, events: [] };
  const type = 'postrider.backlog.aging';
  const oldest_due_at = oldestDueAt.toISOString();
  const data = { oldest_due_at, age_seconds: Math.floor(ageMs / 1_000), due_deliveries: due };
  const event_id = operationalEventId(type, String(now.getTime()));
  return { alert: now.toISOString(), events: [{ event_id, type, data }] };
}
