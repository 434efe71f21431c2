import type { Admin } from '@postrider/testing';

export interface HistoryEntry {
  readonly version: number;
  readonly occurred_at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The domain events of an endpoint, a delivery or a published event. */
export async function historyOf(admin: Admin, id: string): Promise<HistoryEntry[]> {
  return ((await admin.json('history', id)) as { data: HistoryEntry[] }).data;
}
