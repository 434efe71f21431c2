import type { DeliveryScheduled, EventPublished, RecordedEvent } from '@postrider/contracts';
import { evolveDelivery, evolvePublishedEvent } from '@postrider/domain';
import { logColumns, toLogRow } from '../log.js';
import { pendingColumns } from '../projections/pending.js';
import { deliveryColumns, publishedEventColumns } from '../projections/rows.js';
import type { Sql } from '../sql.js';
import { unnest } from '../unnest.js';

export interface PublishedRecord {
  published: RecordedEvent<EventPublished>;
  scheduled: RecordedEvent<DeliveryScheduled>[];
}

const logSize = Object.keys(logColumns).length;
const eventSize = Object.keys(publishedEventColumns).length;
const pendingNames = Object.keys(pendingColumns).join(', ');

/** What publish calls were decided on: versions of their organizations, as remembered, and keys that were valid. */
export interface Premises {
  organizations: readonly { id: string; endpoints_version: number; event_types_version: number }[];
  keyIds: readonly string[];
}

const premiseColumns = { id: 'text', endpoints_version: 'int', event_types_version: 'int' } as const;
/** How many parameters the records take. */
const recordsSize = logSize + eventSize + Object.keys(deliveryColumns).length;

/** Hot statement 1: events and their deliveries, which are all pending; log and read models, in one round trip and one transaction. */
export async function insertPublished(sql: Sql, records: readonly PublishedRecord[]): Promise<void> {
  const { inserts, values } = insertsOf(records);
  await sql.query({ name: 'insert-published', text: `WITH ${inserts('')} SELECT 1`, values });
}

/**
 * The same, if the premises still hold: answers whether they did, and inserts nothing otherwise. So what was read for an
 * earlier call need not be read again, a round trip less for each.
 */
export async function insertPublishedIf(
  sql: Sql,
  records: readonly PublishedRecord[],
  { organizations, keyIds }: Premises,
): Promise<boolean> {
  const { inserts, values } = insertsOf(records);
  const given = unnest(organizations, premiseColumns, { alias: 'p', firstParameter: 1 + recordsSize });
  const keys = unnest(
    keyIds.map((id) => ({ id })),
    { id: 'text' },
    { alias: 'k', firstParameter: 1 + recordsSize + given.values.length },
  );
  const { rows } = await sql.query<{ hold: boolean }>({
    name: 'insert-published-if',
    text: `WITH premises AS MATERIALIZED (
             SELECT NOT EXISTS (SELECT 1 FROM ${given.from} WHERE NOT EXISTS (
                      SELECT 1 FROM organizations o WHERE o.id = p.id AND o.endpoints_version = p.endpoints_version
                                                      AND o.event_types_version = p.event_types_version))
                AND NOT EXISTS (
                      SELECT 1 FROM ${keys.from} JOIN api_keys a ON a.id = k.id WHERE a.revoked_at IS NOT NULL) AS hold),
           ${inserts('WHERE (SELECT hold FROM premises)')}
           SELECT hold FROM premises`,
    values: [...values, ...given.values, ...keys.values],
  });
  return rows[0]?.hold === true;
}

/** As parts of a WITH, for those rows that a condition lets pass. */
function insertsOf(records: readonly PublishedRecord[]): { inserts: (where: string) => string; values: Buffer[] } {
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
  return {
    inserts: (where) => {
      const insert = (table: string, { names, from }: typeof log): string =>
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${from} ${where}`;
      return `log_in AS (${insert('domain_events', log)}),
              events_in AS (${insert('published_events', events)}),
              deliveries_in AS (${insert('deliveries', deliveries)} RETURNING ${pendingNames}),
              pending_in AS (INSERT INTO pending_deliveries (${pendingNames}) SELECT ${pendingNames} FROM deliveries_in)`;
    },
    values: [...log.values, ...events.values, ...deliveries.values],
  };
}
