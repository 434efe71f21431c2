import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { t } from '../texts/texts.js';
import { contactsQuery } from './contact-calls.js';
import { ContactsTable } from './contacts-table.js';
import { CreateContactDialog } from './create-contact-dialog.js';

interface ContactsCardProps {
  /** Without it, all contacts, and new ones are the organization's. */
  customerId?: string;
}

/** Whom Postrider tells by e-mail or in Slack. */
export function ContactsCard({ customerId }: ContactsCardProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Card
      title={t(($) => $.contacts.title)}
      description={t(($) => (customerId === undefined ? $.contacts.description : $.contacts.ofCustomer))}
      actions={
        <Button variant="default" size="xs" onClick={open} style={{ flexShrink: 0 }}>
          {t(($) => $.contacts.create.open)}
        </Button>
      }
      flush
    >
      <Contacts customerId={customerId} />
      {opened && <CreateContactDialog customerId={customerId} onClose={close} />}
    </Card>
  );
}

function Contacts({ customerId }: { customerId: string | undefined }) {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    contactsQuery(customerId),
  );
  if (data === undefined) {
    if (error === null) return <RowsSkeleton rows={1} height={36} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  const contacts = data.pages.flatMap((page) => page.data);
  if (contacts.length === 0) {
    return (
      <Text size="sm" c="dimmed" px={18} pb="md">
        {t(($) => $.contacts.none)}
      </Text>
    );
  }
  return (
    <>
      <ContactsTable contacts={contacts} withCustomers={customerId === undefined} />
      {hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(($) => $.contacts.older)}
          </Button>
        </Group>
      )}
    </>
  );
}
