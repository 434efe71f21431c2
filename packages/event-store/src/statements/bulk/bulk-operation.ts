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
  /** How many matched when they were counted; null until they are. */
  total: number | null;
  /** Matches up to `count_position`, while they are counted. */
  counted: number;
  count_position: string;
  processed: number;
  skipped: number;
  /** A bigint as text. The running operation with the lowest turn goes next. */
  turn: string;
  created_at: Date;
  completed_at: Date | null;
}

/** What of an operation says which streams it takes. */
export type BulkRange = Pick<BulkOperationRow, 'organization_id' | 'filter' | 'position' | 'bound'>;
