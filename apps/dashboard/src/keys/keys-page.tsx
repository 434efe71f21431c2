import { Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { CreateKey } from './create-key.js';
import { GrantsCard } from './grants-card.js';
import { keysQuery } from './key-calls.js';
import { KeysTable } from './keys-table.js';
import { t } from '../texts/texts.js';

/** The organization's API keys. */
export function KeysPage() {
  return (
    <Page title={t(($) => $.shell.pages.keys)} description={t(($) => $.keys.description)} actions={<CreateKey />}>
      <Stack gap="md">
        <Card flush>
          <Keys />
        </Card>
        <GrantsCard />
      </Stack>
    </Page>
  );
}

function Keys() {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(keysQuery);
  if (data === undefined) {
    if (error === null) return <RowsSkeleton rows={4} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  const keys = data.pages.flatMap((page) => page.data);
  if (keys.length === 0) {
    return <EmptyState title={t(($) => $.keys.none.title)}>{t(($) => $.keys.none.hint)}</EmptyState>;
  }
  return (
    <>
      <KeysTable keys={keys} />
      {hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(($) => $.keys.older)}
          </Button>
        </Group>
      )}
    </>
  );
}
