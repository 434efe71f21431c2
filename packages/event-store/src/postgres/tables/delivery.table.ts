import type { DeliveryState } from '@postrider/domain';
import { EntitySchema } from 'typeorm';

/** Read model of the delivery streams. */
export const deliveryTable = new EntitySchema<DeliveryState>({
  name: 'delivery',
  tableName: 'deliveries',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    version: { type: 'int' },
    endpoint_id: { type: 'text' },
    event_id: { type: 'text' },
    event_stream_id: { type: 'text' },
    event_type: { type: 'text' },
    test: { type: 'boolean' },
    own_payload: { type: 'boolean' },
    status: { type: 'text' },
    attempt_count: { type: 'int' },
    response_status: { type: 'int', nullable: true },
    last_duration_ms: { type: 'int', nullable: true },
    failure_reason: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz' },
    next_attempt_at: { type: 'timestamptz', nullable: true },
    completed_at: { type: 'timestamptz', nullable: true },
    queue: { type: 'text' },
    budget_started_at: { type: 'timestamptz' },
    budget_attempts: { type: 'int' },
  },
});
