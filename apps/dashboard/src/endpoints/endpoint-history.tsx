import { Button, Text } from '@mantine/core';
import type { EndpointHistoryEntry } from '@postrider/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { ExactTime } from '../parts/time.js';
import { authorOf } from '../shared/author-of.js';
import { t } from '../texts/texts.js';
import { endpointHistoryQuery } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { type ChangedValue, changeOf } from './history-words.js';

/** The changes of an endpoint, newest first, and who made them. */
export function EndpointHistory({ endpointId }: { endpointId: string }) {
  const history = useInfiniteQuery(endpointHistoryQuery(endpointId));
  const entries = history.data?.pages.flatMap(({ data }) => data);
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
      {entries !== undefined && (
        <ol className={classes.history} reversed>
          {entries.map((entry, index) => (
            <Change key={entry.version} entry={entry} earlier={entries.slice(index + 1)} />
          ))}
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

interface ChangeProps {
  entry: EndpointHistoryEntry;
  /** Those before it, as far as they are loaded. */
  earlier: readonly EndpointHistoryEntry[];
}

function Change({ entry, earlier }: ChangeProps) {
  const { what, values, details } = changeOf(entry, earlier);
  return (
    <li>
      <Text size="sm" fw={500}>
        {what}
      </Text>
      {values.map((value) => (
        <Text key={value.name} size="xs" className={classes.historyDetail}>
          <Value value={value} />
        </Text>
      ))}
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

/** Each value runs in its own direction. */
function Value({ value: { name, from, to } }: { value: ChangedValue }) {
  const value = <bdi>{to}</bdi>;
  if (from === undefined) {
    return <Trans i18nKey={($) => $.endpoints.history.newValue} values={{ name }} components={{ value }} />;
  }
  const before = <bdi className={classes.historyBefore}>{from}</bdi>;
  return <Trans i18nKey={($) => $.endpoints.history.changedValue} values={{ name }} components={{ before, value }} />;
}
