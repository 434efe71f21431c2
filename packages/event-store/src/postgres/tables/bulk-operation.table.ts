import type { Actor, BulkKind, BulkRequest, DeliveryStatus } from '@postrider/contracts';
import { EntitySchema } from 'typeorm';
import type { SearchFilter } from '../../statements/filter-deliveries.js';

/** Selects the deliveries of a bulk replay or an export: absent members match all. A recovery has the endpoint and its customer. */
export interface BulkFilter {
  /** '' for an unknown customer. */
  customer_id?: string | undefined;
  endpoint_id?: string | undefined;
  /** The event's stream; '' for an unknown event. */
  event_stream_id?: string | undefined;
  delivery_ids?: string[] | undefined;
  status?: DeliveryStatus | undefined;
  event_type?: string | undefined;
  /** Filters that no index knows; absent without one. */
  search?: SearchFilter | undefined;
}

/** The progress of work over many streams. */
export interface BulkOperationRow {
  id: string;
  organization_id: string;
  kind: BulkKind;
  status: 'running' | 'completed' | 'cancelled';
  filter: BulkFilter;
  /** The id of the last processed stream. The next page begins after it. Of an export, the first id of its range. */
  position: string;
  /** All stream ids of the operation are lower. */
  bound: string;
  /** Number of matches; null until they are counted. */
  total: number | null;
  /** Number of matches up to `count_position`, while they are counted. */
  counted: number;
  count_position: string;
  processed: number;
  skipped: number;
  /** Null if an earlier release started it. */
  request: BulkRequest | null;
  /** Null if an earlier release started it. */
  actor: Actor | null;
  /** A bigint as text. The running operation with the lowest turn goes next. */
  turn: string;
  created_at: Date;
  completed_at: Date | null;
}

/** The streams of an operation. */
export type BulkRange = Pick<BulkOperationRow, 'organization_id' | 'filter' | 'position' | 'bound'>;

export const bulkOperationTable = new EntitySchema<BulkOperationRow>({
  name: 'bulk_operation',
  tableName: 'bulk_operations',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    kind: { type: 'text' },
    status: { type: 'text' },
    filter: { type: 'jsonb' },
    position: { type: 'text' },
    bound: { type: 'text' },
    total: { type: 'int', nullable: true },
    counted: { type: 'int' },
    count_position: { type: 'text' },
    processed: { type: 'int' },
    skipped: { type: 'int' },
    request: { type: 'json', nullable: true },
    actor: { type: 'json', nullable: true },
    turn: { type: 'bigint' },
    created_at: { type: 'timestamptz' },
    completed_at: { type: 'timestamptz', nullable: true },
  },
});
