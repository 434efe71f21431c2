import { EntitySchema } from 'typeorm';

export interface Organization {
  id: string;
  name: string;
  /** Increases with every change to one of its endpoints, so that cached endpoints can be checked. */
  endpoints_version: number;
  /** Increases with every change to one of its event types. */
  event_types_version: number;
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
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
});
