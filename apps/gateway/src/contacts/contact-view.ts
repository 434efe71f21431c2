import type { Contact, OwnerCustomer } from '@postrider/contracts';
import type { ContactRow } from '@postrider/event-store';

export const contactView = (row: ContactRow, customer: OwnerCustomer | undefined): Contact => ({
  id: row.id,
  channel: row.channel,
  address: row.address,
  url_host: row.url_host,
  url_last_four: row.url_last_four,
  ...(customer && { customer }),
  event_types: row.event_types,
  disabled_reason: row.disabled_reason,
  disabled_at: row.disabled_at?.toISOString() ?? null,
  last_sent_at: row.last_sent_at?.toISOString() ?? null,
  last_test: row.test_requested_at && {
    requested_at: row.test_requested_at.toISOString(),
    outcome: row.test_outcome ?? 'pending',
    error: row.test_error,
  },
  created_at: row.created_at.toISOString(),
});
