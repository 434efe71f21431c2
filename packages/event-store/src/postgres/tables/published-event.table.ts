import type { PublishedEventState } from '@postrider/domain';
import { EntitySchema } from 'typeorm';

/** Read model of the published events' streams. */
export const publishedEventTable = new EntitySchema<PublishedEventState>({
  name: 'published_event',
  tableName: 'published_events',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    version: { type: 'int' },
    event_id: { type: 'text' },
    event_type: { type: 'text' },
    test: { type: 'boolean' },
    delivery_count: { type: 'int' },
    customer_id: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz' },
  },
});
