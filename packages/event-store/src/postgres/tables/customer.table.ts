import type { CustomerState } from '@postrider/domain';
import { EntitySchema } from 'typeorm';

/** The number of changes of a customer and its endpoints belongs to the row. */
export type CustomerRow = CustomerState & { endpoints_version: number };

/** Read model of the customer streams. */
export const customerTable = new EntitySchema<CustomerRow>({
  name: 'customer',
  tableName: 'customers',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    version: { type: 'int' },
    uid: { type: 'text' },
    name: { type: 'text', nullable: true },
    metadata: { type: 'jsonb' },
    active: { type: 'boolean' },
    rate_limit: { type: 'int', nullable: true },
    publish_limit: { type: 'int', nullable: true },
    max_endpoints: { type: 'int', nullable: true },
    allowed_event_types: { type: 'text', array: true, nullable: true },
    endpoints_version: { type: 'int', default: 0 },
    created_at: { type: 'timestamptz' },
    updated_at: { type: 'timestamptz' },
    deleted_at: { type: 'timestamptz', nullable: true },
  },
});
