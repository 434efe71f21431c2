import { Button, Text } from '@mantine/core';
import type { EndpointHistoryEntry } from '@postrider/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { ExactTime } from '../parts/time.js';
import { authorOf } from '../shared/author-of.js';
import { t } from '../texts/texts.js';
import { endpointHistoryQuery } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { changeOf } from './history-words.js';

/** The changes of an endpoint, newest first, and who made them. */
export function EndpointHistory({ endpointId }: { endpointId: string }) {
  const history = useInfiniteQuery(endpointHistoryQuery(endpointId));
  return (
    <Card title={t(($) => $.endpoints.history.title)} description={t(($) => $.endpoints.history.description)}>
      {history.isPending && <BlockSkeleton height={120} />}
      {history.isError && (
        <ErrorState
          error={history.error}
          retrying={history.isFetching}
          onRetry={() => {
            void history.refetch();
          }}
        />
      )}
      {history.data !== undefined && (
        <ol className={classes.history} reversed>
          {history.data.pages.flatMap(({ data }) => data.map((entry) => <Change key={entry.version} entry={entry} />))}
        </ol>
      )}
      {history.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t(($) => $.endpoints.history.earlier)}
        </Button>
      )}
    </Card>
  );
}

function Change({ entry }: { entry: EndpointHistoryEntry }) {
  const { what, details } = changeOf(entry);
  return (
    <li>
      <Text size="sm" fw={500}>
        {what}
      </Text>
      {details.map((detail) => (
        <Text key={detail} size="xs" className={classes.historyDetail}>
          <bdi>{detail}</bdi>
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        <ExactTime value={entry.occurred_at} /> · <bdi>{authorOf(entry.actor)}</bdi>
      </Text>
    </li>
  );
}
