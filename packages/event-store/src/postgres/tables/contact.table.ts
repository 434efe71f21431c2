import type { ContactChannel, ContactDisabledReason } from '@postrider/contracts';
import { EntitySchema } from 'typeorm';

/** What a list of contacts reads. The URL of a Slack contact is stored encrypted. */
export interface ContactRow {
  id: string;
  organization_id: string;
  customer_id: string | null;
  channel: ContactChannel;
  address: string | null;
  url_host: string | null;
  url_last_four: string | null;
  event_types: string[];
  disabled_reason: ContactDisabledReason | null;
  disabled_at: Date | null;
  last_sent_at: Date | null;
  created_at: Date;
}

export const contactTable = new EntitySchema<ContactRow>({
  name: 'contact',
  tableName: 'contacts',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    customer_id: { type: 'text', nullable: true },
    channel: { type: 'text' },
    address: { type: 'text', nullable: true },
    url_host: { type: 'text', nullable: true },
    url_last_four: { type: 'text', nullable: true },
    event_types: { type: 'text', array: true },
    disabled_reason: { type: 'text', nullable: true },
    disabled_at: { type: 'timestamptz', nullable: true },
    last_sent_at: { type: 'timestamptz', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
});
