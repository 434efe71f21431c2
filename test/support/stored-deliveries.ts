import { eventTypes, firstIdAt, idPrefixes, type DomainEvent } from '@postrider/contracts';
import { createPartitions, currentSchemaVersion, type Database, type Sql } from '@postrider/event-store';

export interface StoredDeliveries {
  /** Receivers of the deliveries; the first get more than the last. */
  endpoints: readonly { id: string; organization_id: string }[];
  count: number;
  /** Publishing times are evenly spread over this range. Deliveries of the last day may be pending. */
  since: Date;
  until: Date;
  /** Makes the ids of several calls differ. */
  salt?: string;
}

const chunk = 20_000;
/** Events with the same millisecond, as in a batch. */
const together = 10;
const weekMs = 7 * 24 * 3_600_000;

/**
 * Fills a database with weeks of history: the streams and the rows of events with one delivery each. One delivery in twenty
 * failed, and one in five of the last day waits for a retry in hours.
 */
export async function storeDeliveries(database: Database, stored: StoredDeliveries): Promise<void> {
  const [since, until] = [stored.since.getTime(), stored.until.getTime()];
  await createPartitions(database, { from: since, to: until + weekMs });
  for (let first = 0; first < stored.count; first += chunk) {
    const size = Math.min(chunk, stored.count - first);
    const moments = Array.from(
      { length: Math.ceil(size / together) },
      (_, i) => new Date(since + ((first + i * together) / stored.count) * (until - since)),
    );
    await database.transaction((sql) => storeChunk(sql, stored, { first, size, moments }));
  }
}

async function storeChunk(
  sql: Sql,
  { endpoints, salt = '' }: StoredDeliveries,
  { first, size, moments }: { first: number; size: number; moments: readonly Date[] },
): Promise<void> {
  await sql.query(`CREATE TEMP TABLE stored (
    event_id text, id text, endpoint_id text, organization_id text, type text, status text, at timestamptz, stamp text
  ) ON COMMIT DROP`);
  await sql.query(storedRows, [
    first,
    first + size - 1,
    moments.map((moment) =>
      firstIdAt('event', moment)
        .slice(idPrefixes.event.length + 1)
        .slice(0, timeLength),
    ),
    moments,
    endpoints.map(({ id }) => id),
    endpoints.map(({ organization_id }) => organization_id),
    eventTypes.map(({ type }) => type),
    salt,
  ]);
  for (const statement of writes) await sql.query(statement);
}

/** The time is in this many of an id's 26 characters. */
const timeLength = 10;

/** A pseudorandom number from 0 to 1. */
const chance = (seed: string): string => `((hashtext($8 || '${seed}' || n) & 1048575) / 1048576.0)`;

/** Hexadecimal digits are digits of ids too; the "e" is the version of the UUID. */
const idOf = (prefix: string): string =>
  `'${prefix}_' || moment.id_time || 'e' || left(md5('${prefix}' || $8 || n), 15)`;

const storedRows = `
  INSERT INTO stored
  SELECT ${idOf(idPrefixes.event)}, ${idOf(idPrefixes.delivery)},
         ($5::text[])[who], ($6::text[])[who], ($7::text[])[1 + floor(cardinality($7::text[]) * ${chance('type')} ^ 2)::int],
         CASE WHEN ${chance('failed')} < 0.05 THEN 'failed'
              WHEN ${chance('pending')} < 0.2 AND at > now() - interval '1 day' THEN 'pending' ELSE 'delivered' END,
         at, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    FROM generate_series($1::int, $2::int) AS n
    JOIN unnest($3::text[], $4::timestamptz[]) WITH ORDINALITY AS moment (id_time, at, i) ON i = 1 + (n - $1) / ${together}
   CROSS JOIN LATERAL (SELECT 1 + floor(cardinality($5::text[]) * ${chance('endpoint')} ^ 2)::int AS who) AS whom`;

/** Compact, as the log's writers make it, with members in the same order. */
const json = (members: string): string => `(SELECT to_json(m) FROM (SELECT ${members}) AS m)`;

const logged = (version: number, type: DomainEvent['type'], members: string, from = ''): string => `
  INSERT INTO domain_events (stream_id, version, organization_id, type, schema_version, data, occurred_at)
  SELECT id, ${version}, organization_id, '${type}', ${currentSchemaVersion(type)}, ${json(members)}, at FROM stored ${from}`;

const attempt = (status: number): string => `
  1 AS number, 'initial' AS trigger, stamp AS started_at, 12 AS duration_ms, ${status} AS response_status,
  'ok' AS response_body, false AS response_truncated`;

const retryAt = `(now() + interval '12 hours')`;
const body = `${json(`event_id AS id, type, stamp AS timestamp, ${json(`repeat('x', 900) AS padding`)} AS data`)}::text`;

const writes = [
  `INSERT INTO published_events (id, organization_id, version, event_id, event_type, test, delivery_count, created_at)
   SELECT event_id, organization_id, 1, event_id, type, false, 1, at FROM stored`,
  logged(
    1,
    'EventPublished',
    `event_id, type AS event_type, false AS test, 1 AS delivery_count, ${body} AS body`,
  ).replace('SELECT id', 'SELECT event_id'),
  logged(
    1,
    'DeliveryScheduled',
    `endpoint_id, event_id, event_id AS event_stream_id, type AS event_type, false AS test, 'deliver' AS queue`,
  ),
  logged(2, 'AttemptSucceeded', attempt(200), "WHERE status = 'delivered'"),
  logged(
    2,
    'AttemptFailed',
    `${attempt(503)}, 'http_error' AS failure_reason, 'the endpoint responded with 503' AS error`,
    "WHERE status <> 'delivered'",
  ),
  logged(3, 'DeliveryFailed', `'http_error' AS failure_reason`, "WHERE status = 'failed'"),
  logged(
    3,
    'RetryScheduled',
    `to_char(${retryAt} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS next_attempt_at, 'retry' AS queue`,
    "WHERE status = 'pending'",
  ),
  `WITH added AS (
   INSERT INTO deliveries (id, organization_id, version, endpoint_id, event_id, event_stream_id, event_type, test,
          own_payload, status, attempt_count, response_status, last_duration_ms, failure_reason, created_at, next_attempt_at, completed_at,
          queue, budget_started_at, budget_attempts)
   SELECT id, organization_id, CASE status WHEN 'delivered' THEN 2 ELSE 3 END, endpoint_id, event_id, event_id, type, false,
          false, status, 1, CASE status WHEN 'delivered' THEN 200 ELSE 503 END, 12,
          CASE status WHEN 'delivered' THEN NULL ELSE 'http_error' END, at,
          CASE status WHEN 'pending' THEN date_trunc('milliseconds', ${retryAt}) END,
          CASE status WHEN 'pending' THEN NULL ELSE at END,
          CASE status WHEN 'pending' THEN 'retry' ELSE 'deliver' END, at, 1
     FROM stored RETURNING *)
   INSERT INTO pending_deliveries (organization_id, id, endpoint_id, next_attempt_at)
   SELECT organization_id, id, endpoint_id, next_attempt_at FROM added WHERE status = 'pending'`,
];
