import * as z from 'zod';
import { parseDatabaseUrl } from '../database-url.js';
import { maxQueueShards } from '../queues.js';
import { parseRedisUrl } from '../redis-url.js';
import { both, day, flag, gateway, hour, second, secret, whole } from './setting.js';

/** A URL that `parse` accepts. It throws a TypeError otherwise. */
const parsable = (parse: (text: string) => unknown) =>
  z.string('is required').superRefine((text, context) => {
    try {
      parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as TypeError).message });
    }
  });

const databaseUrl = parsable(parseDatabaseUrl);

export const database = {
  url: secret(
    both('DATABASE_URL', databaseUrl).describe(
      'URL of the Postgres database with the event log and the read models, with one or several hosts ([all forms](postgres.md)).',
    ),
  ),
  migrationUrl: secret(
    gateway('DATABASE_MIGRATION_URL', databaseUrl.optional()).describe(
      'URL for migrations: of the same database and role, past a connection pooler. Terminal commands use it, too. Defaults to `DATABASE_URL`.',
    ),
  ),
  migrate: gateway('POSTRIDER_MIGRATE', flag(false)).describe(
    'Whether a gateway migrates an empty or older schema at startup. Of several gateways one migrates and the others wait.',
  ),
  poolSize: both('POSTRIDER_DATABASE_POOL', whole(1, 500, 10)).describe(
    'Maximum number of Postgres connections per process for commands and deliveries. The gateway opens a second pool of this size for queries.',
  ),
  timeoutMs: both('POSTRIDER_DATABASE_TIMEOUT_MS', whole(100, 600 * second, 5 * second)).describe(
    'Timeout for opening a connection and for each statement, in milliseconds.',
  ),
  transactionPooling: both('POSTRIDER_TRANSACTION_POOLING', flag(false)).describe(
    'Whether `DATABASE_URL` leads to a connection pooler in transaction mode, such as [PgBouncer](postgres.md#pgbouncer).',
  ),
  preparedStatements: both('POSTRIDER_PREPARED_STATEMENTS', flag(true)).describe(
    'Whether statements are prepared by name. `false` for poolers that do not support it, such as PgBouncer before 1.21.',
  ),
  startWaitMs: both('POSTRIDER_START_WAIT_MS', whole(0, hour, 60 * second)).describe(
    'How long a process waits at startup for Postgres and for the migration of the schema, in milliseconds.',
  ),
  clockToleranceMs: both('POSTRIDER_CLOCK_TOLERANCE_MS', whole(second, day, 300 * second)).describe(
    "Maximum difference between a process's clock and the clock of Postgres, in milliseconds. A process beyond it is not ready and deletes nothing.",
  ),
};

export const redis = {
  url: secret(
    both('REDIS_URL', parsable(parseRedisUrl)).describe(
      'URL of the Redis with the queues and messages: a server, a Sentinel set or a Cluster ([all forms](redis.md)). Configure Redis with `maxmemory-policy noeviction` and AOF.',
    ),
  ),
  prefix: both(
    'POSTRIDER_REDIS_PREFIX',
    z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'expected 1 to 40 of a-z, 0-9 and "-"')
      .default('postrider'),
  ).describe('Prefix of every key in Redis.'),
  queueShards: both('POSTRIDER_QUEUE_SHARDS', whole(1, maxQueueShards, 1)).describe(
    'Number of parts of each queue, by endpoint. In a Redis Cluster each part can have another master ([shards](redis.md#queue-shards)).',
  ),
};
