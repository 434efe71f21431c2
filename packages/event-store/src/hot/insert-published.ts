import type { DeliveryScheduled, EventPublished, RecordedEvent } from '@postrider/contracts';
import { evolveDelivery, evolvePublishedEvent } from '@postrider/domain';
import { logColumns, toLogRow } from '../log.js';
import { deliveryColumns, publishedEventColumns } from '../projections/rows.js';
import type { Sql } from '../sql.js';
import { unnest } from '../unnest.js';

export interface PublishedRecord {
  published: RecordedEvent<EventPublished>;
  scheduled: RecordedEvent<DeliveryScheduled>[];
}

const logSize = Object.keys(logColumns).length;
const eventSize = Object.keys(publishedEventColumns).length;

/** Hot statement 1: events and their deliveries, log and read models, in one round trip and one transaction. */
export async function insertPublished(sql: Sql, records: readonly PublishedRecord[]): Promise<void> {
  const recorded = records.flatMap(({ published, scheduled }) => [published, ...scheduled]);
  const log = unnest(recorded.map(toLogRow), logColumns, { alias: 'l' });
  const events = unnest(
    records.map(({ published }) => evolvePublishedEvent(published)),
    publishedEventColumns,
    { alias: 'e', firstParameter: 1 + logSize },
  );
  const deliveries = unnest(
    records.flatMap(({ scheduled }) => scheduled.map((event) => evolveDelivery(undefined, event))),
    deliveryColumns,
    { alias: 'd', firstParameter: 1 + logSize + eventSize },
  );
  await sql.query({
    name: 'insert-published',
    text: `WITH log AS (INSERT INTO domain_events (${log.names}) SELECT ${log.names} FROM ${log.from}),
                events AS (INSERT INTO published_events (${events.names}) SELECT ${events.names} FROM ${events.from})
           INSERT INTO deliveries (${deliveries.names}) SELECT ${deliveries.names} FROM ${deliveries.from}`,
    values: [...log.values, ...events.values, ...deliveries.values],
  });
}
