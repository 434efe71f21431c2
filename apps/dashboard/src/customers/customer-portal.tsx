import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Customer } from '@postrider/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { t } from '../texts/texts.js';
import { OpenPortalDialog } from './open-portal-dialog.js';
import { portalSessionsQuery } from './portal-calls.js';
import { PortalSessionsTable } from './portal-sessions-table.js';

/** The sessions in which the customer manages its own endpoints, and the way to a new one. */
export function CustomerPortal({ customer }: { customer: Customer }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Card
      title={t(($) => $.customers.portal.title)}
      description={t(($) => $.customers.portal.description)}
      actions={
        <Button variant="default" size="xs" onClick={open} style={{ flexShrink: 0 }}>
          {t(($) => $.customers.portal.open)}
        </Button>
      }
      flush
    >
      <Sessions customerId={customer.id} />
      {opened && <OpenPortalDialog customer={customer} onClose={close} />}
    </Card>
  );
}

function Sessions({ customerId }: { customerId: string }) {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    portalSessionsQuery(customerId),
  );
  if (data === undefined) {
    if (error === null) return <RowsSkeleton rows={1} height={36} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  const sessions = data.pages.flatMap((page) => page.data);
  if (sessions.length === 0) {
    return (
      <Text size="sm" c="dimmed" px={18} pb="md">
        {t(($) => $.customers.portal.none)}
      </Text>
    );
  }
  return (
    <>
      <PortalSessionsTable sessions={sessions} customerId={customerId} />
      {hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(($) => $.customers.portal.older)}
          </Button>
        </Group>
      )}
    </>
  );
}
