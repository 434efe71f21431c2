import { describe, expect, it } from '@jest/globals';
import { takeBacklog, type BacklogAlert } from './backlog-alert.js';

const now = new Date('2026-11-23T12:00:00.000Z');
const old = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const take = (before: BacklogAlert, oldestDueAt: Date | null) =>
  takeBacklog(before, { oldestDueAt, due: 12 }, { backlogAgeMs: 300_000, now });

describe('an old backlog', () => {
  it('is reported when it becomes too old, and not again while it is', () => {
    expect(take(null, old(299))).toEqual({ alert: null, events: [] });
    const reported = take(null, old(300));
    expect(reported.events).toEqual([
      {
        event_id: `postrider_backlog_aging:${String(now.getTime())}`,
        type: 'postrider.backlog.aging',
        data: { oldest_due_at: old(300).toISOString(), age_seconds: 300, due_deliveries: 12 },
      },
    ]);
    expect(take(reported.alert, old(400))).toEqual({ alert: reported.alert, events: [] });
  });

  it('is reported again after it was short or empty', () => {
    for (const short of [old(1), null]) {
      const { alert, events } = take(now.toISOString(), short);
      expect(events).toEqual([]);
      expect(take(alert, old(301)).events).toHaveLength(1);
    }
  });
});
