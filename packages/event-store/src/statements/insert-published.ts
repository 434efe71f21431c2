import type { Actor, DeliveryScheduled, EventPublished, RecordedEvent } from '@postrider/contracts';
import { eventValues, evolveDelivery, evolvePublishedEvent } from '@postrider/domain';
import { logColumns, toLogRow } from '../log/log.js';
import { pendingColumns } from '../read-models/pending.js';
import { fanOutColumns, insertFanOuts, toFanOutRow, type FanOut } from './fan-out/fan-out.js';
import { deliveryColumns, eventValueColumns, publishedEventColumns } from '../read-models/rows.js';
import type { Sql } from '../postgres/sql.js';
import { unnest } from '../postgres/unnest.js';

export interface PublishedRecord {
  published: RecordedEvent<EventPublished>;
  scheduled: RecordedEvent<DeliveryScheduled>[];
}

const logSize = Object.keys(logColumns).length;
const eventSize = Object.keys(publishedEventColumns).length;
const deliverySize = Object.keys(deliveryColumns).length;
const fanOutSize = Object.keys(fanOutColumns).length;
const pendingNames = Object.keys(pendingColumns).join(', ');

/** Cached versions of organizations and valid keys, on which publish calls were decided. */
export interface Preconditions {
  organizations: readonly { id: string; endpoints_version: number; event_types_version: number }[];
  keyIds: readonly string[];
  /** Those that the calls name. */
  customers?: readonly { id: string; endpoints_version: number }[];
}

const preconditionColumns = { id: 'text', endpoints_version: 'int', event_types_version: 'int' } as const;
const customerPreconditions = { id: 'text', endpoints_version: 'int' } as const;

/**
 * Inserts events and their pending deliveries into the log and the read models, in one statement. Deliveries of an
 * event in a fan-out are scheduled later. `actor` is what asked for them, if they are test events.
 */
export async function insertPublished(
  sql: Sql,
  records: readonly PublishedRecord[],
  fanOuts: readonly FanOut[] = [],
  actor?: Actor,
): Promise<void> {
  const { name, inserts, values } = insertsOf(records, fanOuts, actor);
  await sql.query({ name: `insert-published${name}`, text: `WITH ${inserts('')} SELECT 1`, values });
}

/**
 * Inserts as `insertPublished` does if the preconditions hold, and returns whether they held. So a call can rely on
 * cached data without a round trip to read it again.
 */
export async function insertPublishedIf(
  sql: Sql,
  records: readonly PublishedRecord[],
  { organizations, keyIds, customers = [] }: Preconditions,
  fanOuts: readonly FanOut[] = [],
): Promise<boolean> {
  const { name, inserts, values } = insertsOf(records, fanOuts);
  const given = unnest(organizations, preconditionColumns, { alias: 'p', firstParameter: 1 + values.length });
  const keys = unnest(
    keyIds.map((id) => ({ id })),
    { id: 'text' },
    { alias: 'k', firstParameter: 1 + values.length + given.values.length },
  );
  const named = unnest(customers, customerPreconditions, {
    alias: 'c',
    firstParameter: 1 + values.length + given.values.length + keys.values.length,
  });
  const hasCustomers = customers.length > 0;
  const { rows } = await sql.query<{ hold: boolean }>({
    name: `insert-published-if${name}${hasCustomers ? '-of-customers' : ''}`,
    text: `WITH preconditions AS MATERIALIZED (
             SELECT NOT EXISTS (SELECT 1 FROM ${given.from} WHERE NOT EXISTS (
                      SELECT 1 FROM organizations o WHERE o.id = p.id AND o.endpoints_version = p.endpoints_version
                                                      AND o.event_types_version = p.event_types_version))
                AND NOT EXISTS (
                      SELECT 1 FROM ${keys.from} JOIN api_keys a ON a.id = k.id WHERE a.revoked_at IS NOT NULL)${
                        hasCustomers
                          ? ` AND NOT EXISTS (SELECT 1 FROM ${named.from} WHERE NOT EXISTS (
                      SELECT 1 FROM customers o WHERE o.id = c.id AND o.endpoints_version = c.endpoints_version))`
                          : ''
                      } AS hold),
           ${inserts('WHERE (SELECT hold FROM preconditions)')}
           SELECT hold FROM preconditions`,
    values: [...values, ...given.values, ...keys.values, ...(hasCustomers ? named.values : [])],
  });
  return rows[0]?.hold === true;
}

/** CTEs that insert the records under a condition. `name` distinguishes statements with fan-outs and with values. */
function insertsOf(
  records: readonly PublishedRecord[],
  fanOuts: readonly FanOut[],
  actor?: Actor,
): { name: string; inserts: (where: string) => string; values: unknown[] } {
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
  const large = unnest(fanOuts.map(toFanOutRow), fanOutColumns, {
    alias: 'f',
    firstParameter: 1 + logSize + eventSize + deliverySize,
  });
  const hasLarge = fanOuts.length > 0;
  const hasValues = records.some(({ published }) => published.event.data.indexed !== undefined);
  const indexed = unnest(
    hasValues ? records.flatMap(({ published }) => eventValues(published)) : [],
    eventValueColumns,
    {
      alias: 'v',
      firstParameter: 1 + logSize + eventSize + deliverySize + (hasLarge ? fanOutSize : 0),
    },
  );
  const given = [
    ...log.values,
    ...events.values,
    ...deliveries.values,
    ...(hasLarge ? large.values : []),
    ...(hasValues ? indexed.values : []),
  ];
  const by = actor && `$${String(1 + given.length)}::json`;
  return {
    name: `${actor ? '-by-actor' : ''}${hasLarge ? '-and-fan-outs' : ''}${hasValues ? '-and-values' : ''}`,
    inserts: (where) => {
      const insert = (table: string, { names, from }: typeof log): string =>
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${from} ${where}`;
      const ofLog = by
        ? `INSERT INTO domain_events (${log.names}, actor) SELECT ${log.names}, ${by} FROM ${log.from} ${where}`
        : insert('domain_events', log);
      return `log_in AS (${ofLog}),
              events_in AS (${insert('published_events', events)}),
              deliveries_in AS (${insert('deliveries', deliveries)} RETURNING ${pendingNames}),
              pending_in AS (INSERT INTO pending_deliveries (${pendingNames}) SELECT ${pendingNames} FROM deliveries_in)${
                hasLarge ? `, fan_outs_in AS (${insertFanOuts(large.from)} ${where})` : ''
              }${hasValues ? `, values_in AS (${insert('event_values', indexed)})` : ''}`;
    },
    values: actor ? [...given, JSON.stringify(actor)] : given,
  };
}
