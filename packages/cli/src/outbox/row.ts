/** An event that waits in the outbox. */
export interface OutboxRow {
  id: string;
  event_id: string;
  type: string;
  /** The producer's own text. */
  data: string;
  customer: string | null;
}

/** Why the API rejects an event permanently. */
export interface Refusal {
  code: string;
  message: string;
}

/** A row as `outbox list` shows it. */
export interface ListedRow extends Omit<OutboxRow, 'data'> {
  created_at: string;
  refused: (Refusal & { at: string }) | null;
}
