import type { BulkOperation } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../parts/card.js';
import { CursorPages } from '../parts/cursor-pages.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { operationsQuery } from './bulk-queries.js';
import { OperationBadge } from './operation-badge.js';
import { nameOf, progressOf } from './operation-words.js';

const route = getRouteApi('/shell/deliveries/bulk');

const columns: readonly Column<BulkOperation>[] = [
  {
    key: 'operation',
    header: t(($) => $.bulk.list.operation),
    width: '32%',
    plain: true,
    cell: (operation) => (
      <RouterAnchor to="/deliveries/bulk/$operationId" params={{ operationId: operation.id }} fw={600} size="sm">
        {nameOf(operation)}
      </RouterAnchor>
    ),
  },
  {
    key: 'status',
    header: t(($) => $.bulk.list.status),
    width: '8.5rem',
    cell: (operation) => <OperationBadge operation={operation} />,
  },
  { key: 'result', header: t(($) => $.bulk.list.result), plain: true, cell: progressOf },
  {
    key: 'started',
    header: t(($) => $.bulk.list.started),
    width: '8rem',
    align: 'right',
    cell: ({ created_at }) => <Time value={created_at} />,
  },
];

/** Bulk replays and recoveries, newest first. */
export function OperationsPage() {
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isFetching, refetch } = useQuery(operationsQuery(cursor));
  return (
    <Page
      title={t(($) => $.bulk.list.title)}
      description={t(($) => $.bulk.list.description)}
      parent={{ to: '/deliveries', name: t(($) => $.shell.pages.deliveries) }}
    >
      <Card flush>
        {data === undefined && error === null && <RowsSkeleton rows={4} />}
        {data === undefined && error !== null && (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )}
        {data?.data.length === 0 && (
          <EmptyState title={t(($) => $.bulk.list.none)}>{t(($) => $.bulk.list.noneHint)}</EmptyState>
        )}
        {data !== undefined && data.data.length > 0 && (
          <DataTable label={t(($) => $.bulk.list.title)} columns={columns} rows={data.data} rowKey={({ id }) => id} />
        )}
        <CursorPages
          cursor={cursor}
          nextCursor={data?.next_cursor ?? null}
          what={t(($) => $.bulk.list.what)}
          onChange={(next) => void navigate({ search: next === undefined ? {} : { cursor: next } })}
        />
      </Card>
    </Page>
  );
}
