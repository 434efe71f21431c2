import { EntitySchema } from 'typeorm';

export interface Organization {
  id: string;
  name: string;
  /** Increases with every change to one of its endpoints, so that cached endpoints can be checked. */
  endpoints_version: number;
  /** Increases with every change to one of its event types. */
  event_types_version: number;
  /** Whether receivers get the `traceparent` of an event. */
  forward_traceparent: boolean;
  created_at: Date;
}

export const organizationTable = new EntitySchema<Organization>({
  name: 'organization',
  tableName: 'organizations',
  columns: {
    id: { type: 'text', primary: true },
    name: { type: 'text' },
    endpoints_version: { type: 'int', default: 0 },
    event_types_version: { type: 'int', default: 0 },
    forward_traceparent: { type: 'boolean', default: false },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
});
