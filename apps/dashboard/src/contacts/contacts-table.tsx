import { Group, Text } from '@mantine/core';
import type { Contact } from '@postrider/contracts';
import { type Column, DataTable } from '../parts/data-table.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { contactTarget } from './contact-target.js';
import { DeleteContact } from './delete-contact.js';
import { TestContact } from './test-contact.js';

const columns: readonly Column<Contact>[] = [
  {
    key: 'target',
    header: t(($) => $.contacts.columns.target),
    plain: true,
    cell: (contact) => (
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {contactTarget(contact)}
      </Text>
    ),
  },
  {
    key: 'channel',
    header: t(($) => $.contacts.columns.channel),
    width: '6rem',
    wide: true,
    cell: ({ channel }) => t(($) => $.contacts.channels[channel]),
  },
  {
    key: 'customer',
    header: t(($) => $.contacts.columns.customer),
    width: '9rem',
    cell: ({ customer }) => (customer ? <bdi>{customer.uid}</bdi> : t(($) => $.contacts.noCustomer)),
  },
  {
    key: 'sent',
    header: t(($) => $.contacts.columns.sent),
    width: '9rem',
    cell: ({ last_sent_at }) => (last_sent_at === null ? t(($) => $.contacts.never) : <Time value={last_sent_at} />),
  },
  {
    key: 'state',
    header: t(($) => $.contacts.columns.state),
    width: '9rem',
    cell: ({ disabled_reason }) =>
      disabled_reason === null ? (
        <StatusBadge tone="good">{t(($) => $.contacts.active)}</StatusBadge>
      ) : (
        <StatusBadge tone={disabled_reason === 'refused' ? 'bad' : 'idle'}>
          {t(($) => $.contacts.disabled[disabled_reason])}
        </StatusBadge>
      ),
  },
  {
    key: 'actions',
    header: t(($) => $.contacts.columns.actions),
    width: '13.5rem',
    align: 'right',
    plain: true,
    cell: (contact) => (
      <Group gap="xs" justify="end">
        {/* Whoever has unsubscribed gets no test message either. */}
        {contact.disabled_reason === null && <TestContact contact={contact} />}
        <DeleteContact contact={contact} />
      </Group>
    ),
  },
];

const ofOneCustomer = columns.filter(({ key }) => key !== 'customer');

interface ContactsTableProps {
  contacts: readonly Contact[];
  withCustomers: boolean;
}

export function ContactsTable({ contacts, withCustomers }: ContactsTableProps) {
  return (
    <DataTable
      label={t(($) => $.contacts.title)}
      columns={withCustomers ? columns : ofOneCustomer}
      rows={contacts}
      rowKey={({ id }) => id}
    />
  );
}
