import { Checkbox, VisuallyHidden } from '@mantine/core';
import type { DeliverySummary } from '@postrider/contracts';
import { useMemo } from 'react';
import { EndpointName } from '../shared/endpoint-name.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { count } from '../parts/format.js';
import { AboveRowLink, RowLink } from '../parts/row-link.js';
import { DeliveryBadge, StatusBadge } from '../parts/status-badge.js';
import { NextAttempt, Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './deliveries.module.css';
import { failureInBrief } from '../shared/explain-failure.js';
import type { Selection } from './selection.js';

interface DeliveryTableProps {
  rows: readonly DeliverySummary[];
  /** Ids of rows that the filters no longer match. */
  left: ReadonlySet<string>;
  selection: Selection;
}

export function DeliveryTable({ rows, left, selection }: DeliveryTableProps) {
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  return (
    <DataTable
      label={t(($) => $.deliveries.title)}
      columns={[selectColumn(selection), ...columns(left, ids)]}
      rows={rows}
      rowKey={({ id }) => id}
      rowState={({ id }) => (selection.chosen.has(id) ? 'selected' : left.has(id) ? 'faded' : undefined)}
    />
  );
}

const selectColumn = ({ chosen, set }: Selection): Column<DeliverySummary> => ({
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
      onChange={(event) => {
        set([row], event.currentTarget.checked);
      }}
    />
  ),
});

const columns = (left: ReadonlySet<string>, ids: readonly string[]): Column<DeliverySummary>[] => [
  {
    key: 'event',
    header: t(($) => $.deliveries.table.event),
    plain: true,
    cell: (row) => <Event row={row} listed={ids} />,
  },
  {
    key: 'endpoint',
    header: t(($) => $.deliveries.table.endpoint),
    cell: ({ endpoint_id }) => (
      <AboveRowLink>
        <EndpointName id={endpoint_id} />
      </AboveRowLink>
    ),
  },
  {
    key: 'status',
    header: t(($) => $.deliveries.table.status),
    width: '15rem',
    cell: (row) =>
      left.has(row.id) ? (
        <StatusBadge tone="idle">{t(($) => $.deliveries.table.left)}</StatusBadge>
      ) : (
        <Result row={row} />
      ),
  },
  {
    key: 'attempts',
    header: t(($) => $.deliveries.table.attempts),
    width: '6rem',
    align: 'right',
    cell: ({ attempt_count }) => count(attempt_count),
  },
  {
    key: 'created',
    header: t(($) => $.deliveries.table.created),
    width: '8rem',
    cell: ({ created_at }) => (
      <AboveRowLink>
        <Time value={created_at} />
      </AboveRowLink>
    ),
  },
];

interface EventProps {
  row: DeliverySummary;
  listed: readonly string[];
}

function Event({ row: { id, event_type, event_id, test }, listed }: EventProps) {
  return (
    <span className={classes.event}>
      <RowLink to="/deliveries/$deliveryId" params={{ deliveryId: id }} state={{ listed }} dir="auto">
        {event_type}
      </RowLink>
      {test && <span className={classes.brief}> {t(($) => $.deliveries.table.test)}</span>}
      <span className={classes.eventId} title={event_id}>
        <bdi>{event_id}</bdi>
      </span>
    </span>
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
