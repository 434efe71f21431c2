import { Checkbox, VisuallyHidden } from '@mantine/core';
import type { DeliverySummary } from '@postrider/contracts';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { can } from '../api/permissions.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { count } from '../parts/format.js';
import { RowsSkeleton } from '../parts/loading.js';
import { AboveRowLink, RowLink } from '../parts/row-link.js';
import { DeliveryBadge, StatusBadge } from '../parts/status-badge.js';
import { NextAttempt, Time } from '../parts/time.js';
import type { DeliveriesSearch } from '../shared/delivery-filters.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { EventCell } from '../shared/event-cell.js';
import { failureInBrief } from '../shared/explain-failure.js';
import { t } from '../texts/texts.js';
import classes from './delivery-table.module.css';
import { rowRange } from './row-range.js';
import type { Selection } from './selection.js';
import type { ColumnKey, TableView } from './table-view.js';

const noRows: readonly DeliverySummary[] = [];

interface DeliveryTableProps {
  rows: readonly DeliverySummary[];
  /** Whether the page was opened with these rows: they are shown at once, so that its place can be found again. */
  isKnown: boolean;
  /** Ids of rows that the filters no longer match. */
  left: ReadonlySet<string>;
  selection: Selection;
  view: TableView;
  /** Of the list, to which a delivery's page leads back. */
  search: DeliveriesSearch;
}

/** Its rows are rendered only if a property changes. */
export const DeliveryTable = memo(function DeliveryTable(props: DeliveryTableProps) {
  const { rows: latest, isKnown, left, selection, view, search } = props;
  // The first rows come in small steps, so that the page responds meanwhile.
  const rows = useDeferredValue(latest, isKnown ? latest : noRows);
  const listed = useMemo(() => rows.map(({ id }) => id), [rows]);
  /** The row whose checkbox was used last: where a range begins. */
  const [last, setLast] = useState<string>();
  const select = (row: DeliverySummary, isChosen: boolean, isRange: boolean): void => {
    selection.set(isRange ? rowRange(rows, last, row) : [row], isChosen);
    setLast(row.id);
  };
  if (rows.length === 0 && latest.length > 0) return <RowsSkeleton rows={12} height={58} />;
  const hasEndpoint = view.columns.includes('endpoint');
  return (
    <div
      className={classes.rows}
      data-compact={view.isCompact || undefined}
      data-endpoint={hasEndpoint || undefined}
      data-attempts={view.columns.includes('attempts') || undefined}
    >
      <DataTable
        label={t(($) => $.deliveries.title)}
        columns={[
          ...(can('replay') ? [selectColumn(selection.chosen, select)] : []),
          {
            key: 'event',
            header: t(($) => $.deliveries.table.event),
            plain: true,
            cell: (row) => <Event row={row} state={{ listed, list: search }} hasEndpoint={hasEndpoint} />,
          },
          ...(hasEndpoint ? [endpointColumn] : []),
          statusColumn(left),
          ...view.columns.filter((key) => key !== 'endpoint').map((key) => otherColumns[key]),
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        rowState={({ id }) => (selection.chosen.has(id) ? 'selected' : left.has(id) ? 'faded' : undefined)}
      />
    </div>
  );
});

const selectColumn = (
  chosen: Selection['chosen'],
  select: (row: DeliverySummary, isChosen: boolean, isRange: boolean) => void,
): Column<DeliverySummary> => ({
  key: 'select',
  header: t(($) => $.deliveries.table.select),
  head: <VisuallyHidden>{t(($) => $.deliveries.table.select)}</VisuallyHidden>,
  width: '2.9rem',
  plain: true,
  cell: (row) => (
    <Checkbox
      className={classes.select}
      size="xs"
      aria-label={t(($) => $.deliveries.table.selectRow, { type: row.event_type, id: row.event_id })}
      checked={chosen.has(row.id)}
      onChange={({ currentTarget, nativeEvent }) => {
        select(row, currentTarget.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
      }}
    />
  ),
});

const endpointColumn: Column<DeliverySummary> = {
  key: 'endpoint',
  header: t(($) => $.deliveries.table.endpoint),
  cell: ({ endpoint_id, customer }) => (
    <AboveRowLink>
      <EndpointName id={endpoint_id} customer={customer} />
    </AboveRowLink>
  ),
};

const statusColumn = (left: ReadonlySet<string>): Column<DeliverySummary> => ({
  key: 'status',
  header: t(($) => $.deliveries.table.status),
  width: 'var(--status-width)',
  cell: (row) =>
    left.has(row.id) ? (
      <StatusBadge tone="idle">{t(($) => $.deliveries.table.left)}</StatusBadge>
    ) : (
      <Result row={row} />
    ),
});

const otherColumns: Record<Exclude<ColumnKey, 'endpoint'>, Column<DeliverySummary>> = {
  attempts: {
    key: 'attempts',
    header: t(($) => $.deliveries.table.attempts),
    width: 'var(--attempts-width)',
    align: 'right',
    cell: ({ attempt_count }) => count(attempt_count),
  },
  created: {
    key: 'created',
    header: t(($) => $.deliveries.table.created),
    width: 'var(--time-width)',
    align: 'right',
    cell: ({ created_at }) => (
      <AboveRowLink>
        <Time value={created_at} />
      </AboveRowLink>
    ),
  },
  completed: {
    key: 'completed',
    header: t(($) => $.deliveries.table.completed),
    width: 'var(--time-width)',
    align: 'right',
    cell: ({ completed_at }) =>
      completed_at !== null && (
        <AboveRowLink>
          <Time value={completed_at} />
        </AboveRowLink>
      ),
  },
  id: {
    key: 'id',
    header: t(($) => $.deliveries.table.id),
    cell: ({ id }) => (
      <span className={classes.id} title={id}>
        {id}
      </span>
    ),
  },
};

interface EventProps {
  row: DeliverySummary;
  state: { listed: readonly string[]; list: DeliveriesSearch };
  hasEndpoint: boolean;
}

function Event({ row, state, hasEndpoint }: EventProps) {
  const { id, endpoint_id, customer, event_type, event_id, test } = row;
  return (
    <>
      <EventCell id={event_id} test={test}>
        <RowLink to="/deliveries/$deliveryId" params={{ deliveryId: id }} state={state} dir="auto">
          {event_type}
        </RowLink>
      </EventCell>
      {hasEndpoint && (
        <span className={classes.ownEndpoint}>
          <AboveRowLink>
            <EndpointName id={endpoint_id} customer={customer} />
          </AboveRowLink>
        </span>
      )}
    </>
  );
}

/** The status, with the last failure or the time of the next attempt. */
function Result({ row }: { row: DeliverySummary }) {
  const { status, failure_reason, response_status, next_attempt_at, attempt_count } = row;
  return (
    <span className={classes.result}>
      <DeliveryBadge status={status} />
      {failure_reason !== null && (
        <span className={classes.brief}>{failureInBrief({ reason: failure_reason, status: response_status })}</span>
      )}
      {status === 'delivered' && response_status !== null && <span className={classes.brief}>{response_status}</span>}
      {next_attempt_at !== null && attempt_count > 0 && (
        <span className={classes.brief}>
          <NextAttempt at={next_attempt_at} />
        </span>
      )}
    </span>
  );
}
