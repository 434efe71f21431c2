import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { t } from '../texts/texts.js';
import { grantsQuery } from './grant-calls.js';
import { GrantsTable } from './grants-table.js';

/** The MCP clients that users have connected by OAuth. */
export function GrantsCard() {
  return (
    <Card title={t(($) => $.keys.grants.title)} description={t(($) => $.keys.grants.description)} flush>
      <Grants />
    </Card>
  );
}

function Grants() {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(grantsQuery);
  if (data === undefined) {
    if (error === null) return <RowsSkeleton rows={2} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  const grants = data.pages.flatMap((page) => page.data);
  if (grants.length === 0) {
    return (
      <Text size="sm" c="dimmed" px={18} pb="md">
        {t(($) => $.keys.grants.none)}
      </Text>
    );
  }
  return (
    <>
      <GrantsTable grants={grants} />
      {hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(($) => $.keys.grants.older)}
          </Button>
        </Group>
      )}
    </>
  );
}
