import { UsageError } from '../usage-error.js';

/** Outboxes in several schemas of a database share it: a relay that wakes for nothing finds no rows. */
export const channel = 'postrider_outbox';

export interface OutboxNames {
  /** The quoted name of the table, with its schema. */
  table: string;
  /** The quoted name of the function, with its schema. */
  function: string;
}

/** Longer names are cut by Postgres, and other characters are a mistake rather than a name. */
export function outboxNames(schema: string): OutboxNames {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(schema)) {
    throw new UsageError('--schema: expected 1 to 63 letters, digits or "_", the first one no digit');
  }
  return { table: `"${schema}".postrider_outbox`, function: `"${schema}".postrider_publish` };
}

export interface OutboxSqlOptions {
  schema: string;
  /** Whether the function wakes the relays. Without it, they poll. */
  notify: boolean;
}

/**
 * The SQL that makes the outbox. It changes nothing if the outbox is there. The id is made before the insert, so that a
 * producer needs no permission to read the table.
 */
export function outboxSql({ schema, notify }: OutboxSqlOptions): string {
  const names = outboxNames(schema);
  const wake = notify ? `\n  PERFORM pg_catalog.pg_notify('${channel}', '${schema}');` : '';
  return `CREATE TABLE IF NOT EXISTS ${names.table} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id text NOT NULL,
  type text NOT NULL,
  data json NOT NULL,
  customer text,
  created_at timestamptz NOT NULL DEFAULT now(),
  refused json
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE OR REPLACE FUNCTION ${names.function}(
  type text, data json, id text DEFAULT NULL, customer text DEFAULT NULL
) RETURNS text LANGUAGE plpgsql AS $postrider$
DECLARE
  event_id text := coalesce(
    postrider_publish.id,
    'obx_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::text, '-', '')
  );
BEGIN
  INSERT INTO ${names.table} (event_id, type, data, customer)
  VALUES (event_id, postrider_publish.type, postrider_publish.data, postrider_publish.customer);${wake}
  RETURN event_id;
END
$postrider$;
`;
}
