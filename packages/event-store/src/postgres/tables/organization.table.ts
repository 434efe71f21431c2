import type { CustomerLimits, PortalSettings, RequestFormat } from '@postrider/contracts';
import { EntitySchema } from 'typeorm';

export interface Organization {
  id: string;
  name: string;
  /** Increases with every change to one of its endpoints, so that cached endpoints can be checked. */
  endpoints_version: number;
  /** Increases with every change to one of its event types, the searchable paths, or the limits of customers. */
  event_types_version: number;
  customers_version: number;
  /** Whether receivers get the `traceparent` of an event. */
  forward_traceparent: boolean;
  /** Paths whose values are indexed when an event is published. */
  searchable_paths: string[];
  /** Null for the default format. */
  request_format: RequestFormat | null;
  /** Null for the default. */
  portal: PortalSettings | null;
  /** Limits of customers without their own; null for those of the settings. */
  customer_limits: Partial<Omit<CustomerLimits, 'limits'>> | null;
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
    customers_version: { type: 'int', default: 0 },
    forward_traceparent: { type: 'boolean', default: false },
    searchable_paths: { type: 'text', array: true, default: () => "'{}'" },
    request_format: { type: 'json', nullable: true },
    portal: { type: 'json', nullable: true },
    customer_limits: { type: 'json', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
});
