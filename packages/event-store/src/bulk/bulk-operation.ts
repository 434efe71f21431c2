import type { BulkKind, DeliveryStatus } from '@postrider/contracts';

/** Which deliveries a bulk replay takes; absent members match all. A recovery has its endpoint alone. */
export interface BulkFilter {
  endpoint_id?: string | undefined;
  /** The event's stream; '' for an event that there is not. */
  event_stream_id?: string | undefined;
  delivery_ids?: string[] | undefined;
  status?: DeliveryStatus | undefined;
  event_type?: string | undefined;
}

/** A row of `bulk_operations`: how far work over many streams has come. The streams themselves hold what was done. */
export interface BulkOperationRow {
  id: string;
  organization_id: string;
  kind: BulkKind;
  status: 'running' | 'completed' | 'cancelled';
  filter: BulkFilter;
  /** The last stream that was dealt with; the next page begins behind it. */
  position: string;
  /** The last stream that can be part of it. */
  bound: string;
  total: number;
  processed: number;
  skipped: number;
  created_at: Date;
  completed_at: Date | null;
}
