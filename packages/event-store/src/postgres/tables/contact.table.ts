import type { ContactChannel, ContactDisabledReason, ContactTestOutcome } from '@postrider/contracts';
import { EntitySchema } from 'typeorm';

/** Whom operational events are told. The URL of a Slack contact is stored encrypted. */
export interface ContactRow {
  id: string;
  organization_id: string;
  customer_id: string | null;
  channel: ContactChannel;
  address: string | null;
  sealed_url: string | null;
  url_host: string | null;
  url_last_four: string | null;
  event_types: string[];
  disabled_reason: ContactDisabledReason | null;
  disabled_at: Date | null;
  last_sent_at: Date | null;
  due_at: Date | null;
  /** A bigint as text. */
  digest_up_to: string | null;
  failures: number;
  test_requested_at: Date | null;
  test_outcome: Exclude<ContactTestOutcome, 'pending'> | null;
  test_error: string | null;
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
    sealed_url: { type: 'text', nullable: true },
    url_host: { type: 'text', nullable: true },
    url_last_four: { type: 'text', nullable: true },
    event_types: { type: 'text', array: true },
    disabled_reason: { type: 'text', nullable: true },
    disabled_at: { type: 'timestamptz', nullable: true },
    last_sent_at: { type: 'timestamptz', nullable: true },
    due_at: { type: 'timestamptz', nullable: true },
    digest_up_to: { type: 'bigint', nullable: true },
    failures: { type: 'int', default: 0 },
    test_requested_at: { type: 'timestamptz', nullable: true },
    test_outcome: { type: 'text', nullable: true },
    test_error: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
});
