import type { EventSummary } from '@postrider/contracts';
import { EndpointName } from '../shared/endpoint-name.js';
import { EventCell } from '../shared/event-cell.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { AboveRowLink, RowLink } from '../parts/row-link.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './events-table.module.css';
import { Outcome } from './outcome.js';

const columns: readonly Column<EventSummary>[] = [
  {
    key: 'type',
    header: t(($) => $.events.table.event),
    plain: true,
    cell: ({ id, type, test, customer }) => (
      <EventCell id={id} test={test} customer={customer?.uid}>
        <RowLink to="/events/$eventId" params={{ eventId: id }} dir="ltr">
          {type}
        </RowLink>
      </EventCell>
    ),
  },
  {
    key: 'to',
    header: t(($) => $.events.table.to),
    cell: (event) => (
      <AboveRowLink>
        <WentTo event={event} />
      </AboveRowLink>
    ),
  },
  {
    key: 'outcome',
    header: t(($) => $.events.table.outcome),
    width: '24%',
    cell: (event) => <Outcome event={event} />,
  },
  {
    key: 'created',
    header: t(($) => $.events.table.published),
    width: '8rem',
    align: 'right',
    cell: ({ created_at }) => (
      <AboveRowLink>
        <Time value={created_at} />
      </AboveRowLink>
    ),
  },
];

export function EventsTable({ events }: { events: readonly EventSummary[] }) {
  return (
    <div className={classes.rows}>
      <DataTable label={t(($) => $.events.title)} columns={columns} rows={events} rowKey={({ id }) => id} />
    </div>
  );
}

function WentTo({ event: { id, deliveries, delivery_count } }: { event: EventSummary }) {
  const [first] = deliveries;
  if (delivery_count === 0) return t(($) => $.events.table.nobody);
  // Those of a large publish call may be still to be made.
  if (delivery_count === 1 && first) return <EndpointName id={first.endpoint_id} />;
  return (
    <RouterAnchor to="/events/$eventId" params={{ eventId: id }} size="sm">
      {t(($) => $.events.endpoints, { count: delivery_count })}
    </RouterAnchor>
  );
}
