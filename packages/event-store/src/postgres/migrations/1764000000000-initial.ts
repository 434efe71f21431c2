import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE organizations (
     id text COLLATE "C" PRIMARY KEY,
     name text NOT NULL,
     endpoints_version int NOT NULL DEFAULT 0,
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE api_keys (
     id text COLLATE "C" PRIMARY KEY,
     organization_id text COLLATE "C" NOT NULL REFERENCES organizations (id),
     kind text NOT NULL CHECK (kind IN ('management', 'project')),
     name text,
     hash bytea NOT NULL UNIQUE,
     last_four text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     revoked_at timestamptz
   )`,

  // The log is the only truth. The read models below are rebuilt from it.
  `CREATE TABLE domain_events (
     stream_id text COLLATE "C" NOT NULL,
     version int NOT NULL,
     organization_id text COLLATE "C" NOT NULL,
     type text NOT NULL,
     schema_version int NOT NULL,
     data json NOT NULL,
     occurred_at timestamptz NOT NULL,
     PRIMARY KEY (stream_id, version)
   ) PARTITION BY RANGE (stream_id)`,
  "CREATE TABLE domain_events_endpoints PARTITION OF domain_events FOR VALUES FROM ('whe_') TO ('whe`')",
  'CREATE TABLE domain_events_other PARTITION OF domain_events DEFAULT',

  `CREATE TABLE endpoints (
     id text COLLATE "C" PRIMARY KEY,
     organization_id text COLLATE "C" NOT NULL,
     version int NOT NULL,
     url text NOT NULL,
     event_types text[] NOT NULL,
     description text,
     active boolean NOT NULL,
     disabled_reason text,
     format text NOT NULL,
     secrets jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     deleted_at timestamptz
   )`,
  'CREATE INDEX endpoints_listed ON endpoints (organization_id, id) WHERE deleted_at IS NULL',
  'CREATE INDEX endpoints_inactive ON endpoints (id) WHERE NOT active',

  `CREATE TABLE published_events (
     id text COLLATE "C" PRIMARY KEY,
     organization_id text COLLATE "C" NOT NULL,
     version int NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     event_type text NOT NULL,
     test boolean NOT NULL,
     delivery_count int NOT NULL,
     created_at timestamptz NOT NULL
   ) PARTITION BY RANGE (id)`,
  'CREATE TABLE published_events_other PARTITION OF published_events DEFAULT',
  'CREATE INDEX published_events_listed ON published_events (organization_id, id)',

  `CREATE TABLE deliveries (
     id text COLLATE "C" PRIMARY KEY,
     organization_id text COLLATE "C" NOT NULL,
     version int NOT NULL,
     endpoint_id text COLLATE "C" NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     event_stream_id text COLLATE "C" NOT NULL,
     event_type text NOT NULL,
     test boolean NOT NULL,
     own_payload boolean NOT NULL,
     status text NOT NULL,
     attempt_count int NOT NULL,
     response_status int,
     failure_reason text,
     created_at timestamptz NOT NULL,
     next_attempt_at timestamptz,
     completed_at timestamptz,
     queue text NOT NULL,
     budget_started_at timestamptz NOT NULL,
     budget_attempts int NOT NULL
   ) PARTITION BY RANGE (id)`,
  'CREATE TABLE deliveries_other PARTITION OF deliveries DEFAULT',
  'CREATE INDEX deliveries_listed ON deliveries (organization_id, id)',
  'CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_id, id)',
  'CREATE INDEX deliveries_by_type ON deliveries (organization_id, event_type, id)',
  'CREATE INDEX deliveries_by_event ON deliveries (event_stream_id)',
  `CREATE INDEX deliveries_undelivered ON deliveries (organization_id, status, id) WHERE status <> 'delivered'`,
  `CREATE INDEX deliveries_due ON deliveries (next_attempt_at, id) WHERE status = 'pending'`,
  `CREATE INDEX deliveries_pending_by_endpoint ON deliveries (endpoint_id, id) WHERE status = 'pending'`,

  `CREATE TABLE publish_keys (
     organization_id text COLLATE "C" NOT NULL,
     kind text NOT NULL CHECK (kind IN ('event_id', 'request')),
     key text COLLATE "C" NOT NULL,
     fingerprint bytea NOT NULL,
     event_stream_ids text[] NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (organization_id, kind, key)
   )`,
  'CREATE INDEX publish_keys_age ON publish_keys (created_at)',
  `CREATE TABLE idempotency_keys (
     organization_id text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     fingerprint bytea NOT NULL,
     status int,
     sealed_body text,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (organization_id, key)
   )`,
  'CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)',
];

export class Initial1764000000000 implements MigrationInterface {
  name = 'Initial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE idempotency_keys, publish_keys, deliveries, published_events, endpoints, domain_events, api_keys, organizations`,
    );
  }
}
