import { Button, Text } from '@mantine/core';
import type { HistoryEntry } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { JsonView } from '../parts/json-view.js';
import { BlockSkeleton } from '../parts/loading.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './delivery.module.css';
import { historyQuery } from '../shared/delivery-queries.js';

/** The delivery's stream in the log, oldest first. */
export function History({ id }: { id: string }) {
  const { data, error, isFetching, refetch } = useQuery(historyQuery(id));
  return (
    <Card title={t(($) => $.deliveries.history.title)} description={t(($) => $.deliveries.history.description)}>
      {data === undefined && error === null && <BlockSkeleton height={160} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <ol className={classes.history}>
          {data.map((event) => (
            <HistoryItem key={event.version} event={event} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function HistoryItem({ event: { version, type, occurred_at, data } }: { event: HistoryEntry }) {
  const [opened, setOpened] = useState(false);
  return (
    <li>
      <div className={classes.historyHead}>
        <span>
          <span className={classes.version}>{version}</span> <code>{type}</code>
        </span>
        {Object.keys(data).length > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={opened}
            aria-label={t(($) => $.deliveries.history.dataOf, { type, version })}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            {opened ? t(($) => $.deliveries.history.hide) : t(($) => $.deliveries.history.show)}
          </Button>
        )}
      </div>
      <Text size="xs" c="dimmed">
        <ExactTime value={occurred_at} />
      </Text>
      {opened && <JsonView value={data} what={t(($) => $.deliveries.history.dataWhat, { type })} />}
    </li>
  );
}
