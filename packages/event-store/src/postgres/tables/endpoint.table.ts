import type { EndpointState } from '@postrider/domain';
import { EntitySchema } from 'typeorm';

/** Read model of the endpoint streams. */
export const endpointTable = new EntitySchema<EndpointState>({
  name: 'endpoint',
  tableName: 'endpoints',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    version: { type: 'int' },
    customer_id: { type: 'text', nullable: true },
    url: { type: 'text' },
    event_types: { type: 'text', array: true },
    name: { type: 'text', nullable: true },
    description: { type: 'text', nullable: true },
    uid: { type: 'text', nullable: true },
    metadata: { type: 'jsonb' },
    all_customers: { type: 'boolean' },
    active: { type: 'boolean' },
    disabled_reason: { type: 'text', nullable: true },
    format: { type: 'text' },
    envelope: { type: 'text' },
    rate_limit: { type: 'int', nullable: true },
    secrets: { type: 'jsonb' },
    created_at: { type: 'timestamptz' },
    updated_at: { type: 'timestamptz' },
    deleted_at: { type: 'timestamptz', nullable: true },
  },
});
